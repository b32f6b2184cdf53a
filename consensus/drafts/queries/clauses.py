"""Clauses in a draft and through all drafts. One query each, however many clauses there are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, select

from ...kit.db import db
from ..clauses import Kind
from ..errors import NoSuchClause
from ..models import Alias, Clause, Draft, Gloss, Part, Placement, Publication, Wording
from ..sides import Side


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause as it stands in one draft."""

    placement_id: int
    clause_id: int
    wording_id: int
    meaning_id: int
    draft_id: int
    key: str
    order: int
    number: str
    part: str
    parent_order: int | None
    kind: Kind
    depth: int
    level: int
    marker: str
    table: int | None
    lead: str
    markdown: str
    cells: tuple[str, ...]
    normative: bool
    required: bool | None
    surroundings: str
    text: str
    digest: str


_COLUMNS: tuple[Any, ...] = (
    Placement.id,
    Placement.clause_id,
    Placement.wording_id,
    Placement.meaning_id,
    Placement.draft_id,
    Clause.key,
    Placement.order,
    Placement.number,
    Part.slug,
    Placement.parent_order,
    Placement.kind,
    Placement.depth,
    Placement.level,
    Placement.marker,
    Placement.table,
    Placement.lead,
    Placement.markdown,
    Placement.cells,
    Placement.normative,
    Placement.required,
    Placement.surroundings,
    Wording.text,
    Wording.digest,
)  # in the order of ClauseRow's fields


def parts_of(draft: Draft) -> Sequence[Part]:
    """The parts in order."""
    return db.session.scalars(select(Part).where(Part.draft_id == draft.id).order_by(Part.order)).all()


def rows_of(draft: Draft) -> list[ClauseRow]:
    """Every clause of a draft, in reading order."""
    query = _placed().where(Placement.draft_id == draft.id).order_by(Placement.order)
    return [_row(row) for row in db.session.execute(query)]


def clause_in(draft: Draft, key: str) -> ClauseRow:
    """One clause in one draft, by key or alias. Raises NoSuchClause."""
    clause = clause_named(key)
    query = _placed().where(Placement.draft_id == draft.id, Placement.clause_id == clause.id)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NoSuchClause
    return _row(row)


def clause_named(key: str) -> Clause:
    """A clause by its key or by an alias. Raises NoSuchClause."""
    clause = db.session.scalars(select(Clause).where(Clause.key == key)).one_or_none()
    if clause is None:
        by_alias = select(Clause).join(Alias, Alias.clause_id == Clause.id).where(Alias.key == key)
        clause = db.session.scalars(by_alias).one_or_none()
    if clause is None:
        raise NoSuchClause
    return clause


def history_of(clause: Clause) -> list[tuple[Draft, ClauseRow]]:
    """A clause in every published draft that has it, the oldest first."""
    query = (
        _placed()
        .join(Publication, Publication.draft_id == Placement.draft_id)
        .where(Placement.clause_id == clause.id)
        .order_by(Publication.position)
    )
    rows = [_row(row) for row in db.session.execute(query)]
    wanted = select(Draft).where(Draft.id.in_([row.draft_id for row in rows]))
    drafts = {draft.id: draft for draft in db.session.scalars(wanted).unique()}
    return [(drafts[row.draft_id], row) for row in rows]


def rows_in(places: Collection[tuple[int, str]]) -> dict[tuple[int, str], ClauseRow]:
    """Clauses in drafts, by draft and key, in one query; places where nothing stands are left out."""
    drafts, keys = {draft for draft, _ in places}, {key for _, key in places}
    query = _placed().where(Placement.draft_id.in_(drafts), Clause.key.in_(keys))
    rows = [_row(row) for row in db.session.execute(query)]
    return {place: row for row in rows if (place := (row.draft_id, row.key)) in places}


def sides_of(draft: Draft | None) -> list[Side]:
    """A published draft as alignment sees it; nothing for None."""
    if draft is None:
        return []
    rows = rows_of(draft)
    by_order = {row.order: row for row in rows}
    return [_side(row, by_order) for row in rows]


def keys_of(ids: Iterable[int]) -> dict[int, str]:
    """Clause → its lasting key."""
    return dict(db.session.execute(select(Clause.id, Clause.key).where(Clause.id.in_(list(ids)))).all())


def all_keys() -> set[str]:
    """Every key and alias ever given."""
    return set(db.session.scalars(select(Clause.key))) | set(db.session.scalars(select(Alias.key)))


def aliases() -> dict[str, str]:
    """Alias → lasting key."""
    query = select(Alias.key, Clause.key).join(Clause, Clause.id == Alias.clause_id)
    return dict(db.session.execute(query).all())


def returning(digests: Iterable[str], *, absent_from: Draft | None) -> Mapping[str, str]:
    """Digest → key of the one clause, absent from a draft, that had these very words before."""
    if absent_from is None:
        return {}
    present = select(Placement.clause_id).where(Placement.draft_id == absent_from.id)
    query = (
        select(Wording.digest, func.min(Clause.key), func.count(Clause.id))
        .join(Clause, Clause.id == Wording.clause_id)
        .where(Wording.digest.in_(list(digests)), Clause.id.not_in(present))
        .group_by(Wording.digest)
    )
    return {digest: key for digest, key, n in db.session.execute(query) if n == 1}


def glosses_of(draft: Draft) -> dict[int, Gloss]:
    """Placement → its newest explanation in plain words."""
    newest = (
        select(func.max(Gloss.id))
        .join(Placement, Placement.id == Gloss.placement_id)
        .where(Placement.draft_id == draft.id)
        .group_by(Gloss.placement_id)
    )
    query = select(Gloss).where(Gloss.id.in_(newest))
    return {gloss.placement_id: gloss for gloss in db.session.scalars(query)}


def _placed() -> Select[Any]:
    return (
        select(*_COLUMNS)
        .join(Clause, Clause.id == Placement.clause_id)
        .join(Wording, Wording.id == Placement.wording_id)
        .join(Part, Part.id == Placement.part_id)
    )


def _row(row: Row[Any]) -> ClauseRow:
    values = list(row)
    values[17] = tuple(values[17])
    return ClauseRow(*values)


def _side(row: ClauseRow, by_order: Mapping[int, ClauseRow]) -> Side:
    above: list[str] = []
    parent = by_order.get(row.parent_order) if row.parent_order is not None else None
    first = parent
    while parent is not None:
        if parent.kind == Kind.HEADING:
            above.append(parent.text)
        parent = by_order.get(parent.parent_order) if parent.parent_order is not None else None
    return Side(
        key=row.key,
        given=True,
        kind=str(row.kind),
        text=row.text,
        markdown=row.markdown,
        digest=row.digest,
        lead=row.lead,
        part=row.part,
        parent=first.key if first else None,
        required=row.required,
        order=row.order,
        headings=tuple(reversed(above)),
    )


def aliases_of(clause: Clause) -> Sequence[str]:
    """Other keys that lead to a clause."""
    return db.session.scalars(select(Alias.key).where(Alias.clause_id == clause.id).order_by(Alias.key)).all()


def keys_numbered(draft: Draft, number: str) -> Sequence[str]:
    """Keys of the clauses that a draft prints with a number."""
    query = select(Clause.key).join(Placement, Placement.clause_id == Clause.id)
    return db.session.scalars(query.where(Placement.draft_id == draft.id, Placement.number == number)).all()
