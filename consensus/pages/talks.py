"""What the reading page shows of the discussion beside each clause: how much, the strongest objection, its answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..accounts.models import Account
from ..discussion.counted import talk_by_key
from ..discussion.queries.comments import comments_called
from ..discussion.queries.people import said_by
from ..discussion.shown import CommentView, comment_views
from ..drafts.models import Draft

SORTS = ("objections", "suggestions", "unanswered", "mine")


@dataclass(frozen=True, slots=True)
class ClauseTalk:
    """What is said of one clause, in a few figures, and the open objection that most people share."""

    comments: int
    objections: int
    suggestions: int
    unanswered: int
    strongest: CommentView | None


def talks_of(draft: Draft, *, viewer: Account | None) -> Mapping[str, ClauseTalk]:
    """Key → what is said of the clause, for those of which anything is said. A fixed number of statements."""
    found = talk_by_key(draft)
    ids = [said.strongest_id for said in found.values() if said.strongest_id is not None]
    views = (
        {view.id: view for view in comment_views(comments_called(ids), seen_from=draft, viewer=viewer)}
        if ids
        else {}
    )
    return {
        key: ClauseTalk(
            said.comments,
            said.objections,
            said.suggestions,
            said.unanswered,
            views.get(said.strongest_id) if said.strongest_id is not None else None,
        )
        for key, said in found.items()
    }


def places_of(
    sort: str, talks: Mapping[str, ClauseTalk], numbers: Mapping[str, str], *, viewer: Account | None
) -> list[tuple[str, str, int]]:
    """The clauses that have something of a sort, in reading order, as key, number and how much of it.

    ``sort``: objections that stand, suggestions, what is unanswered, or ``mine``: what the viewer said. Nothing for
    any other.
    """
    if sort == "mine":
        found = said_by(viewer) if viewer is not None else {}
    elif sort in SORTS:
        found = {key: getattr(talk, sort) for key, talk in talks.items()}
    else:
        found = {}
    return [(key, number, found[key]) for key, number in numbers.items() if found.get(key)]
