"""Where talk is read: a clause, a part or a draft as a whole, as seen from a draft; and where what is said there lives."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select

from ...drafts.models import Draft, Lineage, Part, Publication
from ...drafts.queries import clause_named
from ...drafts.stretches import EVER
from ...kit.db import db
from ..errors import NoSuchPart
from ..models import Comment, Talk
from .arms import Arm

PART = "part:"
WHOLE = "draft"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as seen from a draft; neither clause nor part: the draft as a whole."""

    draft: Draft
    clause_id: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """Where some of what is seen at a spot was said and is counted."""

    draft_id: int
    clause_id: int | None
    part: str | None
    objections: int
    suggestions: int
    unanswered: int

    def holds(self) -> ColumnElement[bool]:
        """The condition that a comment lives here."""
        if self.clause_id is not None:
            return and_(Comment.home_clause_id == self.clause_id, Comment.home_draft_id == self.draft_id)
        part = Comment.part.is_(None) if self.part is None else Comment.part == self.part
        return and_(Comment.home_draft_id == self.draft_id, Comment.home_clause_id.is_(None), part)


def spot_on(draft: Draft, *, key: str | None = None, part: str | None = None) -> Spot:
    """A clause by its key or alias (also one that is gone from the draft), a part by its slug, or the whole draft.

    Raises NoSuchClause for a key that was never given, NoSuchPart for a part that no draft has.
    """
    if part is not None and db.session.scalar(select(Part.id).where(Part.slug == part).limit(1)) is None:
        raise NoSuchPart
    return Spot(draft, clause_named(key).id if key is not None else None, part)


def homes_of(spot: Spot) -> list[Home]:
    """Where what is seen at a spot lives, in one statement: its own talk, and what it inherits; never a later draft's."""
    query = _of_clause(spot) if spot.clause_id is not None else _of_wholes(spot)
    return [
        Home(row.draft_id, row.clause_id, _slug(row.place), row.objections, row.suggestions, row.unanswered)
        for row in db.session.execute(query)
        if spot.clause_id is not None or _is_seen(spot, row.place, row.stands)
    ]


def position_of(draft: Draft) -> int:
    """Where a draft stands among those published; after all of them while it is prepared."""
    return draft.publication.position if draft.publication else EVER


def inherits(clause: ColumnElement[int] | int, *, seen_at: int) -> ColumnElement[bool]:
    """The condition that a row of lineage, joined to where something was said, passes that on to a clause."""
    return and_(
        Lineage.clause_id == clause,
        Lineage.ancestor_id != clause,
        Lineage.since <= seen_at,
        Lineage.first <= Publication.position,
        Publication.position < Lineage.until,
    )


_TOLD = (Talk.draft_id, Talk.clause_id, Talk.place, Talk.objections, Talk.suggestions, Talk.unanswered)


def _of_clause(spot: Spot) -> Arm:
    at = position_of(spot.draft)
    here = select(Talk.id).join(Publication, Publication.draft_id == Talk.draft_id)
    own = here.where(Talk.clause_id == spot.clause_id, Publication.position <= at)
    passed = inherits(spot.clause_id or 0, seen_at=at)
    inherited = here.join(Lineage, Lineage.ancestor_id == Talk.clause_id)
    inherited = inherited.where(passed, Publication.position <= at)
    return select(*_TOLD).where(Talk.id.in_(own.union_all(inherited))).order_by(Talk.id)


def _of_wholes(spot: Spot) -> Arm:
    """Talk on parts and on drafts as wholes; ``stands``: the draft has a part of that name."""
    stands = select(Part.id).where(Part.draft_id == spot.draft.id, Talk.place == PART + Part.slug).exists()
    return (
        select(*_TOLD, stands.label("stands"))
        .join(Publication, Publication.draft_id == Talk.draft_id)
        .where(Talk.clause_id.is_(None), Publication.position <= position_of(spot.draft))
        .order_by(Talk.id)
    )


def _is_seen(spot: Spot, place: str, stands: bool) -> bool:
    """A part's talk is seen there; where the part is gone, with what is said of the draft as a whole."""
    if spot.part is not None:
        return place == PART + spot.part
    return place == WHOLE or not stands


def _slug(place: str) -> str | None:
    return place.removeprefix(PART) if place.startswith(PART) else None


def drafts_seen(draft: Draft) -> Sequence[int]:
    """Drafts whose talk is seen from a draft: published no later, withdrawn ones too."""
    query = select(Publication.draft_id).where(Publication.position <= position_of(draft))
    return db.session.scalars(query.order_by(Publication.position)).all()
