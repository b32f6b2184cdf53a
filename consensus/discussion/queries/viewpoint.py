"""A draft as the point from which comments of other drafts are seen: where it has clauses, and whose words these carry on.

Everything is read at once, however many comments are looked at: the clauses of the draft and of those that comments
were made on, and the draft's lineage.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from ...drafts.changes import ChangeFound, ChangeKind
from ...drafts.models import Clause, Draft, Lineage, Part, Placement, Publication, Wording
from ...drafts.pieces import Kind
from ...kit.db import db
from ..carrying import Carried, Carrier
from .spots import position_of

Stretch = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """A clause as it stands in a draft."""

    draft_id: int
    clause_id: int
    key: str
    number: str
    lead: str
    order: int
    parent_order: int | None
    part: str
    kind: Kind
    wording_id: int
    digest: str


@dataclass(frozen=True)
class View:
    """What is seen from a draft. ``rows``: draft → its clauses in order; ``inherited``: clause → stretches of ancestors."""

    draft: Draft
    positions: Mapping[int, int]
    rows: Mapping[int, Mapping[int, Placed]]
    inherited: Mapping[int, tuple[Stretch, ...]]

    def placed(self, clause_id: int) -> Placed:
        """A clause of the draft. Raises KeyError for one that does not stand there."""
        return self.rows[self.draft.id][clause_id]

    def carried(self, draft_id: int, clause_id: int, digest: str | None) -> dict[int, Carried]:
        """Where a comment made on a clause stands: clause of the draft → what it is there; gone: the clause itself."""
        known = self.rows.get(draft_id, {}).get(clause_id)
        ids = {row.key: row.clause_id for row in self.rows[self.draft.id].values()}
        if known is None:
            return {clause_id: Carried.GONE}
        ways = self._carrier(draft_id).carried(known.key, digest or known.digest)
        return {ids.get(key, clause_id): carried for key, carried in ways.items()}

    def whole(self, draft_id: int, part: str | None) -> Carried:
        """What became of a part, or of the draft as a whole: the same when all of its words are."""
        was, now = self._words(draft_id, part), self._words(self.draft.id, part)
        if part is not None and not now:
            return Carried.GONE
        return Carried.SAME if was == now else Carried.CHANGED

    def _words(self, draft_id: int, part: str | None) -> list[str]:
        rows = self.rows.get(draft_id, {}).values()
        return [row.digest for row in rows if part is None or row.part == part]

    def _carrier(self, draft_id: int) -> Carrier:
        if draft_id not in self._carriers:
            here = self.rows[self.draft.id].values()
            changes = None if draft_id == self.draft.id else list(self._changes(draft_id))
            self._carriers[draft_id] = Carrier(changes, {row.key: row.digest for row in here})
        return self._carriers[draft_id]

    @cached_property
    def _carriers(self) -> dict[int, Carrier]:
        return {}

    def _changes(self, draft_id: int) -> Iterable[ChangeFound]:
        """The map from an older draft, as far as comments need it: which clause comes from which, and what moved."""
        older, newer = self.rows.get(draft_id, {}), self.rows[self.draft.id]
        sources = {id: self._sources(id, older, self.positions.get(draft_id, 0)) for id in newer}
        heirs: dict[int, int] = {}
        for source in (source for found in sources.values() for source in found):
            heirs[source] = heirs.get(source, 0) + 1
        way = _Way(older, newer, sources)
        for id, row in newer.items():
            if sources[id]:
                moved = way.moved(row, older[sources[id][0]])
                kind = _kind(row, [older[source] for source in sources[id]], heirs, moved=moved)
                yield _change(row.key, kind, tuple(older[source].key for source in sources[id]), moved=moved)

    def _sources(self, clause_id: int, older: Mapping[int, Placed], position: int) -> list[int]:
        """Which clauses of an older draft one of this draft carries on, itself first."""
        own = [clause_id] if clause_id in older else []
        found = [
            ancestor
            for ancestor, first, until in self.inherited.get(clause_id, ())
            if ancestor != clause_id and first <= position < until and ancestor in older
        ]
        return own + sorted(set(found), key=lambda id: older[id].order)


@dataclass(frozen=True)
class _Way:
    """Two drafts, and which clauses of the newer come from which of the older."""

    older: Mapping[int, Placed]
    newer: Mapping[int, Placed]
    sources: Mapping[int, list[int]]

    def moved(self, row: Placed, was: Placed) -> bool:
        """Whether it stands in another part, or hangs from something else; as maps say it."""
        above, was_above = self._above(self.newer, row), self._above(self.older, was)
        if above is None or was_above is None:
            return above is not was_above or self._other_part(row, was)
        return was_above.clause_id not in self.sources[above.clause_id] or self._other_part(row, was)

    def _other_part(self, row: Placed, was: Placed) -> bool:
        if row.part == was.part:
            return False
        root, was_root = self._root(self.newer, row), self._root(self.older, was)
        return root.kind != Kind.HEADING or was_root.clause_id not in self.sources[root.clause_id]

    def _root(self, rows: Mapping[int, Placed], row: Placed) -> Placed:
        while (above := self._above(rows, row)) is not None:
            row = above
        return row

    def _above(self, rows: Mapping[int, Placed], row: Placed) -> Placed | None:
        by_order = self._orders[id(rows)]
        return by_order.get(row.parent_order) if row.parent_order is not None else None

    @cached_property
    def _orders(self) -> dict[int, dict[int, Placed]]:
        return {id(rows): {row.order: row for row in rows.values()} for rows in (self.older, self.newer)}


def view_from(draft: Draft, others: Collection[int]) -> View:
    """What is seen from a draft of some others, by id, in three statements."""
    wanted = {draft.id, *others}
    positions = select(Publication.draft_id, Publication.position).where(Publication.draft_id.in_(wanted))
    rows: dict[int, dict[int, Placed]] = {id: {} for id in wanted}
    for placed in _placed(wanted):
        rows[placed.draft_id][placed.clause_id] = placed
    return View(draft, dict(db.session.execute(positions).all()), rows, _inherited(draft))


def words_of(wordings: Collection[int]) -> dict[int, str]:
    """Wording → its words."""
    query = select(Wording.id, Wording.text).where(Wording.id.in_(wordings))
    return dict(db.session.execute(query).all())


def _placed(drafts: Collection[int]) -> Iterable[Placed]:
    query = (
        select(
            Placement.draft_id, Placement.clause_id, Clause.key, Placement.number, Placement.lead, Placement.order,
            Placement.parent_order, Part.slug, Placement.kind, Placement.wording_id, Wording.digest,
        )
        .join(Clause, Clause.id == Placement.clause_id)
        .join(Part, Part.id == Placement.part_id)
        .join(Wording, Wording.id == Placement.wording_id)
        .where(Placement.draft_id.in_(drafts))
        .order_by(Placement.draft_id, Placement.order)
    )  # fmt: skip
    return (Placed(*row) for row in db.session.execute(query))


def _inherited(draft: Draft) -> dict[int, tuple[Stretch, ...]]:
    query = (
        select(Lineage.clause_id, Lineage.ancestor_id, Lineage.first, Lineage.until)
        .join(Placement, Placement.clause_id == Lineage.clause_id)
        .where(Placement.draft_id == draft.id, Lineage.since <= position_of(draft))
    )
    found: dict[int, tuple[Stretch, ...]] = {}
    for clause, ancestor, first, until in db.session.execute(query):
        found[clause] = (*found.get(clause, ()), (ancestor, first, until))
    return found


def _kind(row: Placed, was: list[Placed], heirs: Mapping[int, int], *, moved: bool) -> ChangeKind:
    if any(heirs[source.clause_id] > 1 for source in was):
        return ChangeKind.SPLIT
    if len(was) > 1:
        return ChangeKind.MERGED
    if row.digest != was[0].digest:
        return ChangeKind.EDITED
    return ChangeKind.MOVED if moved else ChangeKind.SAME


def _change(key: str, kind: ChangeKind, sources: tuple[str, ...], *, moved: bool) -> ChangeFound:
    return ChangeFound(
        key=key, kind=kind, sources=sources, moved=moved, surroundings=False, significance=None, risks=(),
        confidence=1.0, reason="", keeps=None,
    )  # fmt: skip
