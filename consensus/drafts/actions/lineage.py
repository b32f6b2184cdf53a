"""The closure of changes: what each clause came from, written at publishing, rewritten on correction and withdrawal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select

from ...kit.db import db
from ...kit.db.dialects import upsert
from ..models import Change, ChangeSource, Draft, Lineage, Placement, Publication, Withdrawal
from ..stretches import Closure, extended


def extend_lineage(draft: Draft) -> None:
    """Add what a newly published draft brings; costs its clauses and their ancestors."""
    own = _placed(draft.id)
    steps = _steps(draft)
    wanted = set(own) | {source for found in steps.values() for source in found}
    query = select(Lineage.clause_id, Lineage.ancestor_id, Lineage.since, Lineage.first, Lineage.until)
    if draft.previous_id is not None:
        before = select(Placement.clause_id).where(Placement.draft_id.in_([draft.previous_id, draft.id]))
        query = query.where(Lineage.clause_id.in_(before))
    known: Closure = defaultdict(set)
    for clause, ancestor, since, first, until in db.session.execute(query):
        if clause in wanted:
            known[clause].add((ancestor, since, first, until))
    _write(extended(known, own, steps, at=_position(draft)))


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
    closure: Closure = {}
    for draft in db.session.scalars(query).unique().all():
        closure |= extended(closure, _placed(draft.id), _steps(draft), at=_position(draft))
    _write(closure)


def _position(draft: Draft) -> int:
    assert draft.publication is not None
    return draft.publication.position


def _placed(draft_id: int) -> list[int]:
    return list(db.session.scalars(select(Placement.clause_id).where(Placement.draft_id == draft_id)))


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


def _write(closure: Mapping[int, Iterable[tuple[int, int, int, int]]]) -> None:
    rows = [
        {"clause_id": clause, "ancestor_id": ancestor, "since": since, "first": first, "until": until}
        for clause, found in sorted(closure.items())
        for ancestor, since, first, until in sorted(found)
    ]
    key = ["clause_id", "ancestor_id", "since"]
    upsert(db.session, Lineage.__table__, rows, key=key, update=["first", "until"])  # type: ignore[arg-type]
