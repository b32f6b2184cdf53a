"""Pure: rows of cells → pieces. Which row is the header, which rows name a group, which have bullets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..pieces import Kind, Piece
from .identifiers import take_id

BULLET = re.compile(
    r"(?:[-\u2013\u2014\u2022*+\u00b7]|\\[-*+]|&(?:[nm]dash|bull|#821[12]|#8226|#x201[34]);)[\s\u00a0]+"
)
RULE = re.compile(r"[\s:=\-\u2013\u2014]*")
ALL_BOLD = re.compile(r"(\*\*|__)(?:(?!\1).)+\1[:.]?")
BOLD = re.compile(r"(?:\*\*|__)\S")


@dataclass(slots=True)
class Row:
    """One row as written. `cells`: inline Markdown. `held`: a cell of a row above reaches into it."""

    line: int
    cells: list[str]
    header: bool = False
    held: bool = False
    id: str | None = None
    bullet: bool = False
    written: int = field(init=False)

    def __post_init__(self) -> None:
        """Take the id out of the cells; `written` is how many cells the source has."""
        for position, cell in enumerate(self.cells):
            self.cells[position], found = take_id(cell.strip())
            self.id = self.id or found
        self.written = len(self.cells)
        while self.cells and not self.cells[-1]:
            self.cells.pop()

    def take_bullet(self) -> None:
        """Take the bullet off the first cell; a header has none."""
        found = BULLET.match(self.cells[0]) if self.cells and not self.header else None
        if found:
            self.bullet = True
            self.cells[0] = self.cells[0][found.end() :]

    @property
    def alone(self) -> bool:
        """Only the first cell says something, and it is no item."""
        return len(self.cells) == 1 and not self.bullet and not self.held


def table_pieces(rows: Sequence[Row], number: int, warn: Callable[[int, str], None]) -> list[Piece]:
    """The pieces of one table: header and group rows as groups, the others as rows.

    Rows without words are left out. `warn` is told of rows that have more or fewer cells than the others.
    """
    said = [row for row in rows if any(not RULE.fullmatch(cell) for cell in row.cells)]
    for place, row in enumerate(said):
        row.header = row.header and place == 0
        row.take_bullet()
    if said and not any(row.header for row in said):
        said[0].header = _is_header(said)
    columns = max((row.written for row in said), default=0)
    if said and said[0].header:
        columns = said[0].written
    pieces: list[Piece] = []
    bullets = any(row.bullet for row in said)
    for row in said:
        kind, level = _kind_of(row, columns, bullets, pieces)
        if row.written != columns and not (kind is Kind.GROUP and row.alone):
            warn(row.line, f"this row has {row.written} cells where the table has {columns}; all are kept")
        pieces.append(_piece(row, kind, level, number))
    return pieces


def _is_header(rows: Sequence[Row]) -> bool:
    first = rows[0]
    cells = [cell for cell in first.cells if cell]
    if first.bullet or len(cells) < 2 or len(rows) < 2:
        return False
    return all(map(ALL_BOLD.fullmatch, cells)) or any(row.bullet for row in rows)


def _kind_of(row: Row, columns: int, bullets: bool, before: Sequence[Piece]) -> tuple[Kind, int]:
    if row.header:
        return Kind.GROUP, 0
    if not _names_a_group(row, columns, bullets):
        return Kind.ROW, 0
    remark = bool(before) and before[-1].kind is Kind.GROUP and before[-1].level > 0
    return Kind.GROUP, 2 if remark and not BOLD.match(row.cells[0]) else 1


def _names_a_group(row: Row, columns: int, bullets: bool) -> bool:
    if row.alone and columns > 1:
        return bullets or row.written == 1 or bool(BOLD.match(row.cells[0]))
    named = bool(row.cells) and not row.bullet and not row.held and bool(ALL_BOLD.fullmatch(row.cells[0]))
    return bullets and (named or row.alone)


def _piece(row: Row, kind: Kind, level: int, number: int) -> Piece:
    return Piece(
        kind,
        " | ".join(row.cells),
        row.line,
        level=level,
        id=row.id,
        marker="-" if row.bullet else "",
        cells=tuple(row.cells),
        table=number,
    )
