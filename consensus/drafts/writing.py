"""Pure: clauses → Markdown that reads as the same clauses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from .pieces import Kind

FENCED = re.compile(r"(`{3,}|~{3,})")


class Writable(Protocol):
    """What writing needs to know of a clause; `OutlineClause` has it, and so has a stored placement."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def depth(self) -> int: ...
    @property
    def level(self) -> int: ...
    @property
    def marker(self) -> str: ...
    @property
    def markdown(self) -> str: ...
    @property
    def cells(self) -> Sequence[str]: ...
    @property
    def table(self) -> int | None: ...


def to_markdown(
    clauses: Sequence[Writable], *, title: str, ids: bool = True, fields: Mapping[str, str] | None = None
) -> str:
    """The clauses of a draft, in reading order, as one Markdown file.

    `title` goes to the front matter, with `fields` (version, date …), and above the text. `ids`: write `{#key}` at
    each clause. Reading the result gives the same clauses.
    """
    front = {
        **{name: value for name, value in (fields or {}).items() if value and name != "title"},
        "title": title,
    }
    lines = [
        "---",
        *(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items()),
        "---",
        "",
    ]
    lines += ["# " + re.sub(r"([\\`*_\[\]<>&~{}#])", r"\\\1", title), ""]
    return "\n".join([*lines, *_Writer(clauses, ids).lines()]).rstrip("\n") + "\n"


class _Writer:
    def __init__(self, clauses: Sequence[Writable], ids: bool) -> None:
        self.clauses = clauses
        self.ids = ids
        self.indents: list[int] = []
        self.part_levels = {
            clause.level for clause in clauses if clause.kind is Kind.HEADING and not clause.depth
        }
        self.part_level = min(self.part_levels) if len(self.part_levels) == 1 else 1
        self.own_level = self.part_level

    def lines(self) -> list[str]:
        """All lines, a blank one between blocks that need it."""
        written: list[str] = []
        place = 0
        while place < len(self.clauses):
            block, end = self._block(place)
            if written and not self._is_tight(place):
                written.append("")
            written += block
            place = end
        return written

    def _block(self, place: int) -> tuple[list[str], int]:
        clause = self.clauses[place]
        if clause.kind in (Kind.GROUP, Kind.ROW):
            return self._table(place)
        if clause.kind is Kind.NOTE:
            return self._note(place)
        if clause.kind is Kind.HEADING:
            return [self._heading(clause)], place + 1
        if clause.kind is Kind.ITEM:
            return self._item(clause), place + 1
        if clause.kind is Kind.FOOTNOTE:
            first = " " * 4 if clause.level else f"[^{clause.marker}]: "
            return _indented(self._with_id(clause), first, 4), place + 1
        indent = sum(self.indents[: clause.level])
        return _indented(self._with_id(clause), " " * indent, indent), place + 1

    def _is_tight(self, place: int) -> bool:
        """Items of one list stand line by line; a number other than 1 cannot begin a list in the middle of words."""
        clause, before = self.clauses[place], self.clauses[place - 1]
        if clause.kind is Kind.ITEM and before.kind is Kind.ITEM:
            return clause.level <= before.level or clause.marker in ("-", "1.")
        return clause.kind is before.kind is Kind.FOOTNOTE and not clause.level

    def _heading(self, clause: Writable) -> str:
        if clause.depth == 0:
            self.own_level = clause.level
            level = self.part_level
        else:
            level = max(clause.level - self.own_level + self.part_level, self.part_level + 1)
        said = clause.markdown if self.ids else re.sub(r"(^|\s)(#+)$", r"\1\\\2", clause.markdown)
        return f"{'#' * min(level, 6)} {said}{self._id(clause)}"

    def _item(self, clause: Writable) -> list[str]:
        marker = clause.marker or "-"
        del self.indents[clause.level :]
        while len(self.indents) < clause.level:
            self.indents.append(2)
        indent = sum(self.indents)
        self.indents.append(len(marker) + 1)
        return _indented(self._with_id(clause), f"{' ' * indent}{marker} ", indent + len(marker) + 1)

    def _note(self, place: int) -> tuple[list[str], int]:
        """A note and the lists in it."""
        clause = self.clauses[place]
        lines = _indented(self._with_id(clause), "", 0) if not clause.level else []
        end = place if clause.level else place + 1
        indents: list[int] = []
        while end < len(self.clauses) and self.clauses[end].kind is Kind.NOTE and self.clauses[end].level:
            lines += ["", *self._note_item(self.clauses[end], indents)]
            end += 1
        kind = clause.marker if not clause.level else ""
        if re.fullmatch(r"\w+", kind):
            return [f":::{kind}", *lines, ":::"], end
        return [f"> {line}".rstrip() for line in lines], end

    def _note_item(self, clause: Writable, indents: list[int]) -> list[str]:
        if not clause.marker:
            indent = sum(indents[: clause.level])
            return _indented(self._with_id(clause), " " * indent, indent)
        del indents[clause.level - 1 :]
        while len(indents) < clause.level - 1:
            indents.append(2)
        indent = sum(indents)
        indents.append(len(clause.marker) + 1)
        return _indented(self._with_id(clause), f"{' ' * indent}{clause.marker} ", indent + indents[-1])

    def _table(self, place: int) -> tuple[list[str], int]:
        end = place + 1
        while end < len(self.clauses) and self._same_table(place, end):
            end += 1
        rows = self.clauses[place:end]
        has_header = rows[0].kind is Kind.GROUP and rows[0].level == 0
        columns = max(
            max(len(row.cells) for row in rows), 2 if any(_names_a_group(row) for row in rows) else 1
        )
        header = rows[0] if has_header else None
        lines = [
            _row(self._cells(header), columns) if header else _row([], columns),
            _row(["---"] * columns, columns),
        ]
        body = rows[1:] if has_header else rows
        return lines + [_row(self._cells(row), 1 if _names_a_group(row) else columns) for row in body], end

    def _same_table(self, start: int, place: int) -> bool:
        clause = self.clauses[place]
        is_row = clause.kind in (Kind.GROUP, Kind.ROW)
        is_header = clause.kind is Kind.GROUP and clause.level == 0
        return is_row and not is_header and clause.table == self.clauses[start].table

    def _cells(self, clause: Writable) -> list[str]:
        cells = [re.sub(r"\|", r"\\|", cell) for cell in clause.cells]
        if clause.kind is Kind.ROW and clause.marker:
            cells[0] = f"{clause.marker} {cells[0]}"
        cells[0] = (cells[0] + self._id(clause)).strip()
        return cells

    def _id(self, clause: Writable) -> str:
        return f" {{#{clause.key}}}" if self.ids else ""

    def _with_id(self, clause: Writable) -> list[str]:
        """The lines of a clause's words; fenced code has its id on a line of its own."""
        if not FENCED.match(clause.markdown) or "\n" not in clause.markdown:
            return [clause.markdown + self._id(clause)]
        fence, *code = clause.markdown.split("\n")
        own = ["", self._id(clause).strip()] if self.ids else []
        return [fence + clause.marker.lstrip("`~"), *code, *own]


def _names_a_group(row: Writable) -> bool:
    return row.kind is Kind.GROUP and row.level > 0 and len(row.cells) == 1


def _indented(lines: Iterable[str], first: str, others: int) -> list[str]:
    head, *rest = lines
    return [first + head, *(f"{' ' * others}{line}".rstrip() for line in rest)]


def _row(cells: Sequence[str], columns: int) -> str:
    padded = [*cells, *[""] * (columns - len(cells))]
    return "| " + " | ".join(padded) + " |"
