"""What became of clauses: between a draft and the one before, between any two drafts, and through all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, or_, select, type_coerce

from ...kit.db import db
from ..changes import ChangeFound, ChangeKind, describe
from ..composing import compose
from ..models import Change, ChangeSource, Clause, Draft, Lineage
from ..redline import redline
from ..sides import Join, Side
from .clauses import ClauseRow, rows_of, sides_of
from .drafts import drafts_published

_TOLD = (
    Change.kind,
    Change.moved,
    Change.surroundings,
    Change.significance,
    Change.risks,
    Change.confidence,
    Change.reason,
    Change.reason_code,
    Change.reason_params,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two drafts side by side: every clause of the newer in order, then those that are gone."""

    older: Draft
    newer: Draft
    changes: tuple[ChangeFound, ...]
    old: Mapping[str, ClauseRow]
    new: Mapping[str, ClauseRow]

    def words_before(self, change: ChangeFound) -> str:
        """The Markdown a change came from; several sources joined by a newline."""
        keys = change.sources if change.kind != ChangeKind.REMOVED else (change.key,)
        return "\n".join(self.old[key].markdown for key in keys if key in self.old)

    def words_after(self, change: ChangeFound) -> str:
        """The Markdown it came to; empty for what is gone."""
        return self.new[change.key].markdown if change.kind != ChangeKind.REMOVED else ""


def changes_of(draft: Draft) -> list[ChangeFound]:
    """What became of each clause from the draft before, as stored: the newer clauses in order, then the removed."""
    return [change for _draft, change in _changes(Change.draft_id == draft.id)]


def changes_through(clause_id: int) -> dict[int, ChangeFound]:
    """Draft → what became of one clause on its way into it, for every draft in which it stands."""
    found = _changes(Change.clause_id == clause_id)
    return {draft_id: change for draft_id, change in found if change.kind != ChangeKind.REMOVED}


def _changes(which: ColumnElement[bool]) -> list[tuple[int, ChangeFound]]:
    sources: dict[int, list[str]] = {}
    query = (
        select(ChangeSource.change_id, Clause.key)
        .join(Change, Change.id == ChangeSource.change_id)
        .join(Clause, Clause.id == ChangeSource.clause_id)
        .where(which)
        .order_by(ChangeSource.change_id, ChangeSource.order)
    )
    for change_id, key in db.session.execute(query):
        sources.setdefault(change_id, []).append(key)
    rows = (
        select(Change.draft_id, Change.id, Clause.key, *_TOLD)
        .join(Clause, Clause.id == Change.clause_id)
        .where(which)
        .order_by(Change.draft_id, Change.order)
    )
    return [
        (draft, _found(told, key, sources.get(id, ()))) for draft, id, key, *told in db.session.execute(rows)
    ]


def changes_into(draft: Draft) -> dict[str, ChangeFound]:
    """Key → change, for the clauses that stand in the draft."""
    return {change.key: change for change in changes_of(draft) if change.kind != ChangeKind.REMOVED}


def compare(older: Draft, newer: Draft) -> Compared:
    """Any two published drafts; for drafts that are not neighbours the maps in between are composed.

    In the other direction of time the map is turned round.
    """
    old, new = rows_of(older), rows_of(newer)
    published = list(drafts_published())
    forward = published.index(older) <= published.index(newer)
    changes = _forward(older, newer) if forward else _turned(newer, older)
    return Compared(
        older, newer, tuple(changes), {row.key: row for row in old}, {row.key: row for row in new}
    )


def redline_between(compared: Compared, change: ChangeFound) -> list[tuple[str, str]]:
    """The redline of one change, exact: ``=`` and ``+`` give the newer words, ``=`` and ``-`` the older."""
    return redline(compared.words_before(change), compared.words_after(change))


def lineage_of(clause: Clause) -> Sequence[str]:
    """Keys of everything a clause came from, itself included."""
    query = (
        select(Clause.key)
        .where(Clause.id.in_(select(Lineage.ancestor_id).where(Lineage.clause_id == clause.id)))
        .order_by(Clause.id)
    )
    return db.session.scalars(query).all()


def _forward(older: Draft, newer: Draft) -> Sequence[ChangeFound]:
    if older is newer:
        sides = sides_of(older)
        return describe(sides, sides, [Join(side.key, (side.key,), 1.0, "the same draft") for side in sides])
    chain = _chain(older, newer)
    if chain is None:
        return describe(sides_of(older), sides_of(newer), _by_key(sides_of(older), sides_of(newer)))
    if len(chain) == 1:
        return changes_of(newer)
    return compose([changes_of(step) for step in chain], sides_of(older), sides_of(newer))


def _chain(older: Draft, newer: Draft) -> list[Draft] | None:
    """The drafts from the one after ``older`` up to ``newer``, each aligned with the one before; None: no such way."""
    chain: list[Draft] = []
    step: Draft | None = newer
    while step is not None and step.id != older.id:
        chain.append(step)
        step = step.previous
    return list(reversed(chain)) if step is not None else None


def _turned(older: Draft, newer: Draft) -> Sequence[ChangeFound]:
    """From ``newer`` back to ``older``: each clause of the older comes from all that it became."""
    became: dict[str, list[str]] = {}
    confidence: dict[str, float] = {}
    for change in _forward(older, newer):
        for source in change.sources if change.kind != ChangeKind.REMOVED else ():
            became.setdefault(source, []).append(change.key)
            confidence[source] = change.confidence
    old, new = sides_of(older), sides_of(newer)
    joins = [
        Join(
            side.key, tuple(became.get(side.key, ())), confidence.get(side.key, 1.0), "the map, turned round"
        )
        for side in old
    ]
    return describe(new, old, joins)


def _by_key(old: Sequence[Side], new: Sequence[Side]) -> list[Join]:
    keys = {side.key for side in old}
    return [
        Join(side.key, (side.key,) if side.key in keys else (), 1.0, "the same lasting clause")
        for side in new
    ]


def _found(told: Sequence[Any], key: str, sources: Sequence[str]) -> ChangeFound:
    kind, moved, surroundings, significance, risks, confidence, reason, code, params = told
    return ChangeFound(
        key=key,
        kind=kind,
        sources=tuple(sources),
        moved=moved,
        surroundings=surroundings,
        significance=str(significance) if significance else None,
        risks=tuple(risks),
        confidence=confidence / 1000,
        reason=reason,
        keeps=key,
        reason_code=code,
        reason_params=tuple((name, value) for name, value in params),
    )


def change_counts(drafts: Sequence[Draft]) -> dict[int, dict[str, int]]:
    """Draft → how many of its changes are of each kind, for several drafts in one query.

    Renamed counts among edited; the same words in another place or other surroundings among moved.
    """
    beside = or_(Change.moved, Change.surroundings)
    kind = case(
        (Change.kind == "renamed", "edited"),
        (and_(Change.kind == "same", beside), "moved"),
        else_=Change.kind,
    )
    query = (
        select(Change.draft_id, type_coerce(kind, String).label("told"), func.count())
        .where(Change.draft_id.in_([draft.id for draft in drafts]))
        .group_by(Change.draft_id, "told")
    )
    found: dict[int, dict[str, int]] = {}
    for draft_id, told, n in db.session.execute(query):
        found.setdefault(draft_id, {})[told] = n
    return found
