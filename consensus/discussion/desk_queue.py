"""The desk's queue as its page shows it: what waits, where that stands now, what is nearly the same, who takes care."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ..accounts.models import Account
from ..drafts.models import Draft
from ..drafts.queries import ClauseRow, clause_named, keys_of, parts_of, rows_of
from ..kit.clock import now
from ..kit.text.words import excerpt
from ..kit.web.forms import Given
from ..kit.web.paging import Page
from .desk_forms import Care, Order, Show
from .models import Comment
from .queries.counts import Counts, talk_gone, talk_of, talk_on_parts, totals_seen
from .queries.desk import (
    Asked,
    alike_waiting,
    assignments_of,
    comments_of_draft,
    first_of,
    how_many_silent,
    silent_objections,
)
from .queries.spots import PART
from .shown import CommentView, comment_views

CLAUSE, WHOLE = "clause:", "whole"
MOST_WORDS = 48
PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Stand:
    """A clause of the draft in which a comment is seen."""

    key: str
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place of the filter, and how much waits there. ``gone``: a clause that is no longer in the draft."""

    value: str
    number: str
    words: str
    waiting: int
    gone: bool = False


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One comment; ``at``: the clauses it is seen with; ``first``: of its campaign, of which ``alike`` wait.

    ``again``: another of its campaign stands above it on this page; ``held_by``: who takes care of it.
    """

    comment: CommentView
    at: tuple[Stand, ...]
    first: int
    alike: int
    again: bool
    held_by: str | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue, and what is counted beside it; ``silent``: objections whose authors let their time pass."""

    rows: tuple[QueueRow, ...]
    next: str | None
    totals: Counts
    silent: int
    places: tuple[PlaceChoice, ...]


def queue_of(draft: Draft, form: Given, *, viewer: Account) -> Queue:
    """The queue as seen from a draft. Raises NoSuchClause for a place that never was, Invalid for a strange cursor."""
    rows, page = rows_of(draft), _page(draft, form, viewer)
    return Queue(
        rows=tuple(_rows(page.items, draft, rows, viewer)),
        next=page.next,
        totals=totals_seen(draft),
        silent=how_many_silent(draft),
        places=tuple(_places(draft, rows, form.at)) if form.show is not Show.SILENT else (),
    )


def _page(draft: Draft, form: Given, viewer: Account) -> Page[Comment]:
    if form.show is Show.SILENT:
        return silent_objections(draft, cursor=form.cursor, limit=PER_PAGE)
    return comments_of_draft(draft, _asked(form, viewer), cursor=form.cursor, limit=PER_PAGE)


def _asked(form: Given, viewer: Account) -> Asked:
    at = form.at or ""
    return Asked(
        clause=clause_named(at.removeprefix(CLAUSE)).id if at.startswith(CLAUSE) else None,
        part=at.removeprefix(PART) if at.startswith(PART) else None,
        whole=at == WHOLE,
        kind=form.kind,
        unanswered=form.show is Show.UNANSWERED,
        assigned_to=viewer.id if form.care is Care.ME else None,
        unassigned=form.care is Care.NOBODY,
        before=now() - timedelta(days=form.older) if form.older else None,
        objections_first=form.order is Order.OBJECTIONS,
    )


def _rows(
    comments: Sequence[Comment], draft: Draft, rows: Sequence[ClauseRow], viewer: Account
) -> list[QueueRow]:
    by_key, held = {row.key: row for row in rows}, assignments_of(comments)
    waiting, above, found = alike_waiting(comments), set(), []
    for comment, view in zip(comments, comment_views(comments, seen_from=draft, viewer=viewer), strict=True):
        first, care = first_of(comment), held.get(comment.id)
        found.append(
            QueueRow(
                comment=view,
                at=tuple(_stand(by_key[key]) for key in view.at if key in by_key),
                first=first,
                alike=waiting.get(first, 0),
                again=first in above,
                held_by=care.account.name if care else None,
                mine=care is not None and care.account_id == viewer.id,
            )
        )
        above.add(first)
    return found


def _stand(row: ClauseRow) -> Stand:
    return Stand(row.key, row.number, row.lead or excerpt(row.text, most=MOST_WORDS))


def _places(draft: Draft, rows: Sequence[ClauseRow], chosen: str | None) -> list[PlaceChoice]:
    """Where anything waits, in the order of the text; the place that was chosen in any case."""
    on_parts, gone = talk_on_parts(draft), talk_gone(draft)
    titles = {part.slug: part.title for part in parts_of(draft)}
    whole = sum(said.unanswered for slug, said in on_parts.items() if slug not in titles)
    found = [PlaceChoice(WHOLE, "", "", whole)]
    found += [PlaceChoice(PART + slug, "", title, _waiting(on_parts, slug)) for slug, title in titles.items()]
    said = talk_of(draft)
    for row in rows:
        stand = _stand(row)
        found.append(PlaceChoice(CLAUSE + row.key, stand.number, stand.words, _waiting(said, row.clause_id)))
    keys = keys_of(gone)
    found += [
        PlaceChoice(CLAUSE + keys[id], "", keys[id], each.unanswered, gone=True) for id, each in gone.items()
    ]
    return [place for place in found if place.waiting or place.value == chosen]


def _waiting(said: Mapping[int, Counts] | Mapping[str | None, Counts], place: object) -> int:
    found = said.get(place)  # type: ignore[call-overload]
    return found.unanswered if found else 0
