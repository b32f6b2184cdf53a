"""A person's current positions as the database finds them: on a meaning, or on other words that a clause came from."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from ...drafts.models import Draft, Lineage, Placement, Publication, Wording
from ...kit.db import db
from ..models import Position

Taken = aliased(Placement, name="taken_on")
TakenWords, OwnWords = aliased(Wording, name="taken_words"), aliased(Wording, name="own_words")


def held_on(voter: str, meanings: Collection[int]) -> dict[int, Position]:
    """Meaning → the current position on it, as stored now."""
    query = select(Position).where(
        Position.voter == voter, Position.ended_at.is_(None), Position.meaning_id.in_(list(meanings))
    )
    found = db.session.scalars(query.execution_options(populate_existing=True))
    return {position.meaning_id: position for position in found}


def left_behind(
    voter: str, draft: Draft, clauses: Collection[int] | None = None
) -> list[tuple[int, Position]]:
    """Current positions on words that clauses of a draft (else all) came from, and that are not counted there any more.

    → (clause, position), the earliest first. Those on other words of the same meaning are among them where their
    holder refused to have them carried.
    """
    query = left_behind_in(draft).add_columns(Position)
    query = query.join(Position, Position.placement_id == Taken.id).where(
        Position.voter == voter,
        Position.ended_at.is_(None),
        or_(other_meaning(), and_(Position.refused, other_words())),
    )
    if clauses is not None:
        query = query.where(Placement.clause_id.in_(list(clauses)))
    rows = db.session.execute(query.order_by(Position.id).execution_options(populate_existing=True))
    return [(clause, position) for clause, position in rows]


def left_behind_in(draft: Draft) -> Any:
    """The clauses of a draft (``Placement``) joined with every earlier placement that each came from (``Taken``)."""
    assert draft.publication is not None
    at = draft.publication.position
    return (
        select(Placement.clause_id)
        .join(OwnWords, OwnWords.id == Placement.wording_id)
        .join(Lineage, and_(Lineage.clause_id == Placement.clause_id, Lineage.since <= at))
        .join(Taken, Taken.clause_id == Lineage.ancestor_id)
        .join(TakenWords, TakenWords.id == Taken.wording_id)
        .join(Publication, Publication.draft_id == Taken.draft_id)
        .where(Placement.draft_id == draft.id, Publication.position < at)
        .where(Lineage.first <= Publication.position, Publication.position < Lineage.until)
    )


def other_meaning() -> ColumnElement[bool]:
    """The condition that the words left behind mean something else."""
    return Taken.meaning_id != Placement.meaning_id


def other_words() -> ColumnElement[bool]:
    """The condition that the words left behind are other words."""
    return TakenWords.digest != OwnWords.digest


def current_positions(voters: Any) -> Sequence[Position]:
    """All current positions of a person, the earliest first."""
    query = select(Position).where(Position.voter.in_(voters), Position.ended_at.is_(None))
    return db.session.scalars(query.order_by(Position.id)).all()
