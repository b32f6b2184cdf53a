"""Pure: how the clauses of a part fall into printed blocks. Templates use these as filters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Block:
    """Siblings printed together: a heading, a paragraph, a list, a table, a note."""

    kind: str
    clauses: list[Any] = field(default_factory=list)
    ordered: bool = False
    head: Any = None
    rows: list[Any] = field(default_factory=list)
    columns: int = 1


@dataclass(slots=True)
class Run:
    """Neighbours that are all unchanged, or all changed."""

    same: bool
    clauses: list[Any]


def blocks(clauses: Sequence[Any]) -> list[Block]:
    """Siblings in order → printed blocks. Footnotes are left out; they stand below the part."""
    made: list[Block] = []
    for clause in clauses:
        kind = _block_kind(clause)
        if kind is None:
            continue
        last = made[-1] if made else None
        if kind == "table":
            _into_table(made, last, clause)
        elif last is not None and kind == last.kind and kind in ("list", "note") and _joins(last, clause):
            last.clauses.append(clause)
        else:
            made.append(Block(kind, [clause], ordered=clause.marker[:1].isdigit()))
    return made


def footnotes(clauses: Sequence[Any]) -> list[Any]:
    """The footnotes anywhere in a tree, in order."""
    return sorted(
        (clause for clause in walk(clauses) if clause.kind == "footnote"), key=lambda note: note.order
    )


def walk(clauses: Iterable[Any]) -> Iterable[Any]:
    """A tree of clauses, each before its children. Not recursive: a tree may be deep."""
    waiting = list(clauses)[::-1]
    while waiting:
        clause = waiting.pop()
        yield clause
        waiting.extend(reversed(clause.children))


def runs(clauses: Iterable[Any]) -> list[Run]:
    """Clauses in order → runs of unchanged and of changed neighbours."""
    made: list[Run] = []
    for clause in clauses:
        same = not is_changed(clause.change)
        if made and made[-1].same is same:
            made[-1].clauses.append(clause)
        else:
            made.append(Run(same, [clause]))
    return made


def is_changed(change: Any) -> bool:
    """True when anything became of a clause besides staying as it was."""
    return change is not None and (change.kind != "same" or change.moved or change.surroundings)


def _block_kind(clause: Any) -> str | None:
    if clause.kind in ("group", "row"):
        return "table"
    return {"footnote": None, "item": "list", "note": "note", "heading": "heading"}.get(
        clause.kind, "paragraph"
    )


def _joins(last: Block, clause: Any) -> bool:
    return last.kind == "note" or last.ordered == clause.marker[:1].isdigit()


def _into_table(made: list[Block], last: Block | None, clause: Any) -> None:
    below = [each for each in walk([clause]) if each.kind in ("group", "row")]
    begins = clause.kind == "group" and bool(clause.children) and clause.level == 0
    if last is not None and last.kind == "table" and not begins:
        last.rows.extend(below)
    elif begins:
        made.append(Block("table", head=clause, rows=below[1:]))
    else:
        made.append(Block("table", rows=below))
    table = made[-1]
    table.clauses = [*([table.head] if table.head else []), *table.rows]
    table.columns = max(1, *(len(each.cells_html) for each in table.clauses))
