"""Pure: where in a draft something new or moved can stand.

What is put in takes the kind of what it stands after: an item after an item, a row after a row. It stands after
everything that hangs from that; below a heading, a group or a lead sentence it is the first.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ..drafts.pieces import Kind, OutlineClause
from .clause_trees import At, Tree


@dataclass(frozen=True, slots=True)
class Spot:
    """What something is to stand after; None: it is to be the first."""

    beside: OutlineClause | None


def spot_for_inserted(tree: Tree, kind: Kind, spot: Spot, *, tail: str | None = None) -> At | None:
    """Where words read as of a ``kind`` can be put in; ``tail``: what was put in there just before. None: nowhere."""
    beside = spot.beside
    at = _first(tree, kind) if beside is None else _inserted(tree, kind, beside)
    return _after_tail(tree, at, tail)


def spot_for_moved(tree: Tree, clause: OutlineClause, spot: Spot, *, tail: str | None = None) -> At | None:
    """Where a clause can stand with everything that hangs from it; None: it cannot stand there as what it is."""
    beside, branch = spot.beside, tree.branch(clause.key)
    if beside is None:
        return _after_tail(tree, _moved_first(tree, clause), tail, branch)
    if beside.key in branch or Kind.FOOTNOTE in (beside.kind, clause.kind):
        return None
    at = _moved_heading(tree, clause, beside) if clause.kind is Kind.HEADING else None
    if clause.kind not in (Kind.HEADING, Kind.GROUP):
        at = _moved(tree, clause, beside, branch)
    return _after_tail(tree, at, tail, branch)


def _after_tail(tree: Tree, at: At | None, tail: str | None, branch: Collection[str] = ()) -> At | None:
    """The place, after what was put in there just before; None where a list would come to hang from it."""
    if at is None or (at.like.kind is Kind.PARAGRAPH and tree.takes_a_list(at, without=branch)):
        return None
    return replace(at, previous=tree.end_of(tail)) if tail is not None else at


def _first(tree: Tree, kind: Kind) -> At | None:
    first = tree.at(tree.order[0])
    if kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE):
        return None
    return At(_like(first, first.kind if first.kind is Kind.ITEM else kind), None, None)


def _inserted(tree: Tree, kind: Kind, beside: OutlineClause) -> At | None:
    if beside.kind is Kind.FOOTNOTE or kind is Kind.FOOTNOTE:
        return None
    if kind is Kind.HEADING:
        return _beside(tree, beside) if beside.kind is Kind.HEADING else None
    if beside.kind in (Kind.HEADING, Kind.GROUP):
        below = Kind.ROW if beside.kind is Kind.GROUP else kind
        return At(_like(beside, below), beside.key, beside.key)
    if kind is Kind.ITEM and beside.kind is Kind.PARAGRAPH:
        return At(_like(beside, kind), beside.key, beside.key) if not beside.level else None
    if kind is Kind.NOTE and beside.kind is Kind.PARAGRAPH and not beside.level:
        return At(_like(beside, kind), tree.parents[beside.key], tree.end_of(beside.key))
    return _beside(tree, beside)


def _like(beside: OutlineClause, kind: Kind) -> OutlineClause:
    """A clause of another kind in the same file and part, at the outermost level."""
    marker = {Kind.ITEM: "-", Kind.NOTE: ""}.get(kind, "")
    table = beside.table if kind is Kind.ROW else None
    return replace(
        beside, kind=kind, level=0, marker=marker, table=table, cells=(), depth=max(beside.depth, 1)
    )


def _beside(tree: Tree, beside: OutlineClause, *, without: Collection[str] = ()) -> At:
    return At(beside, tree.parents[beside.key], tree.end_of(beside.key, without=without))


def _moved_first(tree: Tree, clause: OutlineClause) -> At | None:
    first = tree.at(tree.order[0])
    if clause.kind not in (Kind.PARAGRAPH, Kind.NOTE) or clause.level:
        return None
    return At(replace(clause, file=first.file, part=first.part), None, None)


def _moved_heading(tree: Tree, clause: OutlineClause, beside: OutlineClause) -> At | None:
    """After a section of the same level: named by its heading, or by the last that stands in it."""
    head: OutlineClause | None = beside
    while head is not None and (head.kind is not Kind.HEADING or head.level != clause.level):
        above = tree.parents[head.key]
        head = tree.at(above) if above is not None else None
    if head is None or (head.depth == 0) is not (clause.depth == 0) or head.key == clause.key:
        return None
    if beside is not head and tree.end_of(head.key) != tree.end_of(beside.key):
        return None
    at = _beside(tree, head)
    return replace(at, like=_taken_along(clause, head))


def _moved(tree: Tree, clause: OutlineClause, beside: OutlineClause, branch: Sequence[str]) -> At | None:
    at = _beside(tree, beside, without=branch)
    below = At(beside, beside.key, beside.key)
    alone = len(branch) == 1
    match (clause.kind, beside.kind):
        case (Kind.ITEM, Kind.ITEM) | (Kind.ROW, Kind.ROW) | (Kind.NOTE, Kind.NOTE):
            return replace(at, like=_taken_along(clause, beside, level=beside.level))
        case (Kind.ROW, Kind.GROUP):
            return replace(below, like=_taken_along(clause, beside, level=0))
        case (Kind.ITEM, Kind.PARAGRAPH | Kind.HEADING) if beside.kind is Kind.HEADING or not beside.level:
            return replace(below, like=_taken_along(clause, beside, level=0))
        case (Kind.PARAGRAPH, Kind.PARAGRAPH) if alone or beside.level == clause.level:
            return replace(at, like=_taken_along(clause, beside, level=beside.level))
        case (Kind.PARAGRAPH, Kind.ITEM) if alone:
            return replace(
                at,
                like=replace(
                    _taken_along(clause, beside, level=beside.level), kind=Kind.ITEM, marker=beside.marker
                ),
            )
        case (Kind.PARAGRAPH | Kind.NOTE, Kind.HEADING) if alone or not clause.level:
            return replace(below, like=_taken_along(clause, beside, level=0))
        case (Kind.NOTE, Kind.PARAGRAPH) if not clause.level and not beside.level:
            return replace(at, like=_taken_along(clause, beside))
    return None


def _taken_along(clause: OutlineClause, beside: OutlineClause, *, level: int | None = None) -> OutlineClause:
    """A clause in another place: its file, its part, its table, and the level there."""
    table = beside.table if clause.kind is Kind.ROW else clause.table
    return replace(
        clause,
        file=beside.file,
        part=beside.part,
        table=table,
        level=clause.level if level is None else level,
    )
