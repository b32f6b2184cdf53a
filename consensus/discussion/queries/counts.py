"""How much is said where: read from the counters, never counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, cast, func, select, union_all
from sqlalchemy.orm import aliased

from ...drafts.models import Draft, Lineage, Placement, Publication
from ...kit.db import db
from ..models import Comment, Talk
from .spots import PART, inherits, position_of

BIG = 2**32


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is said at one place, and which open objection most people share there."""

    comments: int = 0
    objections: int = 0
    suggestions: int = 0
    unanswered: int = 0
    strongest_id: int | None = None


_TOLD = (Talk.comments, Talk.objections, Talk.suggestions, Talk.unanswered, Talk.strongest_id)
# How strong an objection is, as one number: shared by more people, then made earlier.
_STRENGTH = func.max(cast(Comment.cosigned, BigInteger) * BIG + (BIG - 1 - cast(Comment.id, BigInteger)))


def talk_of(draft: Draft) -> dict[int, Counts]:
    """Clause → what is said of it as seen from a draft, for all clauses that stand there, in one statement."""
    at = position_of(draft)
    here = Placement.draft_id == draft.id
    own = _seen(Placement.clause_id, at).join(Placement, Placement.clause_id == Talk.clause_id).where(here)
    inherited = (
        _seen(Placement.clause_id, at)
        .join(Lineage, Lineage.ancestor_id == Talk.clause_id)
        .join(Placement, Placement.clause_id == Lineage.clause_id)
        .where(here, inherits(Placement.clause_id, seen_at=at))  # type: ignore[arg-type]
    )
    return _summed(union_all(own, inherited).subquery())


def talk_gone(draft: Draft) -> dict[int, Counts]:
    """Clause → what was said of it, for clauses that neither stand in a draft nor live on in any that do."""
    at = position_of(draft)
    stands = select(Placement.id).where(Placement.draft_id == draft.id, Placement.clause_id == Talk.clause_id)
    heir = aliased(Placement)
    lives_on = (
        select(heir.id)
        .join(Lineage, Lineage.clause_id == heir.clause_id)
        .where(heir.draft_id == draft.id, Lineage.ancestor_id == Talk.clause_id, Lineage.since <= at)
        .where(Lineage.first <= Publication.position, Publication.position < Lineage.until)
        .correlate(Talk, Publication)
    )
    query = _seen(Talk.clause_id, at).where(
        Talk.clause_id.is_not(None), ~stands.correlate(Talk).exists(), ~lives_on.exists()
    )
    return _summed(query.subquery())


def talk_on_parts(draft: Draft) -> dict[str | None, Counts]:
    """Part → what is said of it as seen from a draft; None: of drafts as a whole. Parts that are gone are in it too."""
    query = (
        select(Talk.place, *(func.sum(column) for column in _TOLD[:4]))
        .join(Publication, Publication.draft_id == Talk.draft_id)
        .where(Talk.clause_id.is_(None), Publication.position <= position_of(draft))
        .group_by(Talk.place)
    )
    return {
        place.removeprefix(PART) if place.startswith(PART) else None: Counts(*map(int, sums))
        for place, *sums in db.session.execute(query)
    }


def talk_totals(drafts: Sequence[Draft]) -> dict[int, Counts]:
    """Draft → what was said on it itself, for any number of drafts in one statement; nothing said: all zero."""
    query = (
        select(Talk.draft_id, *(func.sum(column) for column in _TOLD[:4]))
        .where(Talk.draft_id.in_([draft.id for draft in drafts]))
        .group_by(Talk.draft_id)
    )
    found = {id: Counts(*map(int, sums)) for id, *sums in db.session.execute(query)}
    return {draft.id: found.get(draft.id, Counts()) for draft in drafts}


def totals_seen(draft: Draft) -> Counts:
    """How much was said on a draft and on all before it, in one statement."""
    query = (
        select(*(func.coalesce(func.sum(column), 0) for column in _TOLD[:4]))
        .select_from(Talk)
        .join(Publication, Publication.draft_id == Talk.draft_id)
        .where(Publication.position <= position_of(draft))
    )
    return Counts(*map(int, db.session.execute(query).one()))


def _seen(clause: ColumnElement[Any] | Any, at: int) -> Select[Any]:
    """Rows of talk on clauses, on drafts no later than a position."""
    return (
        select(clause.label("clause_id"), *_TOLD)
        .select_from(Talk)
        .join(Publication, and_(Publication.draft_id == Talk.draft_id, Publication.position <= at))
    )


def _summed(seen: Any) -> dict[int, Counts]:
    sums = [func.sum(seen.c[column.key]) for column in _TOLD[:4]]
    query = (
        select(seen.c.clause_id, _STRENGTH, *sums)
        .outerjoin_from(seen, Comment, Comment.id == seen.c.strongest_id)
        .group_by(seen.c.clause_id)
    )
    return {
        clause: Counts(int(comments), int(objections), int(suggestions), int(unanswered), _id_in(strength))
        for clause, strength, comments, objections, suggestions, unanswered in db.session.execute(query)
    }


def _id_in(strength: int | None) -> int | None:
    return None if strength is None else BIG - 1 - strength % BIG
