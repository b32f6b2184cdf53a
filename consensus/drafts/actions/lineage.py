"""The closure of changes: what each clause came from, written at publishing, rewritten on correction and withdrawal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select

from ...kit.db import db
from ...kit.db.dialects import upsert
from ..models import Change, ChangeSource, Draft, Lineage, Placement, Publication, Withdrawal


def extend_lineage(draft: Draft) -> None:
    """Add what a newly published draft brings; costs its clauses and their ancestors."""
    own = list(db.session.scalars(select(Placement.clause_id).where(Placement.draft_id == draft.id)))
    steps = _steps(draft)
    sources = {source for found in steps.values() for source in found}
    query = select(Lineage.clause_id, Lineage.ancestor_id)
    if draft.previous_id is not None:
        placed = select(Placement.clause_id).where(Placement.draft_id == draft.previous_id)
        query = query.where(Lineage.clause_id.in_(placed))
    ancestors: dict[int, set[int]] = defaultdict(set)
    for clause, ancestor in db.session.execute(query):
        if clause in sources:
            ancestors[clause].add(ancestor)
    _write(_closed(own, steps, ancestors))


def rewrite_lineage() -> None:
    """Make the closure anew from the changes of every draft that was not withdrawn."""
    db.session.execute(delete(Lineage))
    query = (
        select(Draft)
        .join(Publication)
        .outerjoin(Withdrawal)
        .where(Withdrawal.draft_id.is_(None))
        .order_by(Publication.position)
    )
    ancestors: dict[int, set[int]] = {}
    for draft in db.session.scalars(query).unique().all():
        own = list(db.session.scalars(select(Placement.clause_id).where(Placement.draft_id == draft.id)))
        for clause, found in _closed(own, _steps(draft), ancestors).items():
            ancestors[clause] = ancestors.get(clause, set()) | found
    _write(ancestors)


def _steps(draft: Draft) -> dict[int, list[int]]:
    query = (
        select(Change.clause_id, ChangeSource.clause_id)
        .join(ChangeSource, ChangeSource.change_id == Change.id)
        .where(Change.draft_id == draft.id)
    )
    steps: dict[int, list[int]] = defaultdict(list)
    for clause, source in db.session.execute(query):
        steps[clause].append(source)
    return steps


def _closed(
    own: Iterable[int], steps: Mapping[int, list[int]], ancestors: Mapping[int, set[int]]
) -> dict[int, set[int]]:
    closed = {}
    for clause in own:
        found = {clause}
        for source in steps.get(clause, ()):
            found |= {source} | ancestors.get(source, set())
        closed[clause] = found
    return closed


def _write(closed: Mapping[int, set[int]]) -> None:
    rows = [
        {"clause_id": clause, "ancestor_id": ancestor}
        for clause, found in sorted(closed.items())
        for ancestor in sorted(found)
    ]
    upsert(db.session, Lineage.__table__, rows, key=["clause_id", "ancestor_id"], update=[])  # type: ignore[arg-type]
