"""One comment in its context: the words it was made on, what they are now, and how it fared since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from ..drafts.models import Draft
from ..drafts.moves import shown_redline
from ..drafts.queries import ClauseRow, drafts_published, latest_draft, rows_in
from ..kit.text.rendered import comment_texts, redline_texts
from ..ledger.names import names_of
from .anchors import Quote
from .models import Comment, State
from .placed import PlaceView, place_view, row_at
from .places import place_of
from .queries.carried import Seen, sightings
from .queries.objections import AWAITING, moves_of, shown_states
from .queries.spots import position_of

MADE = "made"


@dataclass(frozen=True, slots=True)
class NowView:
    """A clause that carries on what a comment is about; ``redline_html`` from the words then, None where they are the same."""

    version: str
    key: str
    number: str
    lead: str
    redline_html: Markup | None


@dataclass(frozen=True, slots=True)
class EventView:
    """A step of an objection: made, standing, awaiting, sustained, withdrawn or answered; on which draft, when, why."""

    what: str
    version: str
    at: datetime | None
    by_name: str | None
    reason_html: Markup | None


@dataclass(frozen=True, slots=True)
class ContextView:
    """Where a comment was made (``place``, its quote marked), what became of those words, and its steps."""

    place: PlaceView
    seen_from: str
    carried: str
    now: tuple[NowView, ...]
    events: tuple[EventView, ...]

    @property
    def gone(self) -> bool:
        """Nothing in the draft it is seen from came of its words."""
        return self.carried == "gone"


def draft_to_see(comment: Comment) -> Draft:
    """From where a comment is seen on its own page: the latest draft, unless it was made on a later one, since withdrawn."""
    latest = latest_draft()
    if latest is None or position_of(latest) < position_of(comment.draft):
        return comment.draft
    return latest


def context_of(comment: Comment, *, seen_from: Draft) -> ContextView:
    """A comment in its context."""
    quote = (
        Quote(comment.quote_exact, comment.quote_prefix, comment.quote_suffix)
        if comment.quote_exact
        else None
    )
    place = place_of(comment)
    seen = sightings([comment], seen_from=seen_from)[comment.id]
    return ContextView(
        place=place_view(place, quote=quote),
        seen_from=seen_from.version,
        carried=str(seen.carried),
        now=now_of(row_at(place), seen, seen_from=seen_from),
        events=events_of(comment),
    )


def now_of(row: ClauseRow | None, seen: Seen, *, seen_from: Draft) -> tuple[NowView, ...]:
    """The clauses of a later draft that carry on a clause, each redlined against it."""
    if row is None or row.draft_id == seen_from.id:
        return ()
    rows = rows_in({(seen_from.id, placed.key) for placed in seen.at})
    there = [rows[seen_from.id, placed.key] for placed in seen.at if (seen_from.id, placed.key) in rows]
    lined = redline_texts([(row.markdown, each.markdown) for each in there], shown_redline)
    return tuple(
        NowView(
            seen_from.version, each.key, each.number, each.lead,
            lined[row.markdown, each.markdown] if each.markdown != row.markdown else None,
        )
        for each in there
    )  # fmt: skip


def events_of(comment: Comment) -> tuple[EventView, ...]:
    """The steps of an objection, or of what its author sustained, the first first; nothing for other comments."""
    moves = moves_of([comment]).get(comment.id, [])
    if not moves:
        return ()
    versions = {draft.id: draft.version for draft in drafts_published()}
    names, texts = (
        names_of(move.by for move in moves),
        comment_texts([move.reason for move in moves if move.reason]),
    )
    events = [
        EventView(
            what=MADE if n == 0 and move.state is State.STANDING else str(move.state),
            version=versions.get(move.draft_id, ""),
            at=move.at,
            by_name=names.get(move.by),
            reason_html=texts.get(move.reason),
        )
        for n, move in enumerate(moves)
    ]
    return (*events, *_awaiting([comment]))


def _awaiting(comments: Sequence[Comment]) -> list[EventView]:
    """That the words changed since the author last spoke of them."""
    states = shown_states(comments).values()
    return [
        EventView(AWAITING, state.since or "", None, None, None)
        for state in states
        if state.state == AWAITING
    ]
