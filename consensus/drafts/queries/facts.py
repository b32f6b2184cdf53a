"""What is told of drafts in a list, and of one clause through all drafts: a fixed number of queries for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from ...kit.db import db
from ..models import Change, ChangeSource, Clause, Draft, Lineage, Part, Period, Preparation
from ..pieces import OutlinePart
from .drafts import latest_draft, status_of


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What a draft's own row does not say: its state, period, predecessor and parts; ``revision`` 0 once published."""

    status: str
    comment_until: datetime | None
    previous: str | None
    parts: tuple[OutlinePart, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause on the way into one draft, as stored."""

    kind: str
    moved: bool
    surroundings: bool
    significance: str | None
    sources: tuple[str, ...]


def facts_of(drafts: Sequence[Draft]) -> dict[int, DraftFacts]:
    """Draft id → its facts, for any number of drafts."""
    latest = latest_draft()
    preparations = _preparations(drafts)
    periods, parts = _closings(drafts), _parts(drafts)
    versions = _versions([draft.previous_id for draft in drafts if draft.previous_id])
    facts = {}
    for draft in drafts:
        preparing = preparations.get(draft.id)
        status = status_of(draft, latest=latest)
        if preparing:
            facts[draft.id] = _while_prepared(preparing, latest, status)
        else:
            previous = versions.get(draft.previous_id) if draft.previous_id else None
            facts[draft.id] = DraftFacts(
                status, periods.get(draft.id), previous, tuple(parts.get(draft.id, ())), 0
            )
    return facts


def _while_prepared(preparing: Preparation, latest: Draft | None, status: str) -> DraftFacts:
    parts = tuple(OutlinePart(**part) for part in preparing.outline["parts"])
    previous = latest.version if latest else None
    return DraftFacts(status, preparing.comment_until, previous, parts, preparing.revision)


def changes_through(clause: Clause) -> dict[int, ClauseChange]:
    """Draft id → what became of a clause on the way into that draft, ``removed`` too."""
    sources: dict[int, list[str]] = {}
    source = (
        select(ChangeSource.change_id, Clause.key)
        .join(Change, Change.id == ChangeSource.change_id)
        .join(Clause, Clause.id == ChangeSource.clause_id)
        .where(Change.clause_id == clause.id)
        .order_by(ChangeSource.change_id, ChangeSource.order)
    )
    for change_id, key in db.session.execute(source):
        sources.setdefault(change_id, []).append(key)
    changes = db.session.scalars(select(Change).where(Change.clause_id == clause.id).order_by(Change.id))
    return {
        change.draft_id: ClauseChange(
            str(change.kind),
            change.moved,
            change.surroundings,
            str(change.significance) if change.significance else None,
            tuple(sources.get(change.id, ())),
        )
        for change in changes
    }


def descendants_of(clause: Clause) -> Sequence[str]:
    """Keys of the clauses that came from this one, itself not included."""
    query = (
        select(Clause.key)
        .where(Clause.id.in_(select(Lineage.clause_id).where(Lineage.ancestor_id == clause.id)))
        .where(Clause.id != clause.id)
        .order_by(Clause.id)
    )
    return db.session.scalars(query).all()


def _preparations(drafts: Sequence[Draft]) -> Mapping[int, Preparation]:
    wanted = [draft.id for draft in drafts if draft.publication is None]
    if not wanted:
        return {}
    found = db.session.scalars(select(Preparation).where(Preparation.draft_id.in_(wanted)))
    return {preparation.draft_id: preparation for preparation in found}


def _closings(drafts: Sequence[Draft]) -> dict[int, datetime | None]:
    ids = [draft.id for draft in drafts]
    newest = select(func.max(Period.id)).where(Period.draft_id.in_(ids)).group_by(Period.draft_id)
    query = select(Period.draft_id, Period.closes_at).where(Period.id.in_(newest))
    return dict(db.session.execute(query).all())


def _parts(drafts: Sequence[Draft]) -> dict[int, list[OutlinePart]]:
    query = select(Part).where(Part.draft_id.in_([draft.id for draft in drafts]))
    parts: dict[int, list[OutlinePart]] = {}
    for part in db.session.scalars(query.order_by(Part.draft_id, Part.order)):
        parts.setdefault(part.draft_id, []).append(OutlinePart(part.slug, part.title, str(part.kind)))
    return parts


def _versions(ids: Sequence[int]) -> dict[int, str]:
    return dict(db.session.execute(select(Draft.id, Draft.version).where(Draft.id.in_(ids))).all())
