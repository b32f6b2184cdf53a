"""Pure: what a source yields, and what a draft is made of. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a clause is in print. Headings and groups organise; the others say something."""

    HEADING = "heading"
    GROUP = "group"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"
    FOOTNOTE = "footnote"


# What people can take positions on: what says something, not headings and groups of rows.
TAKES_POSITIONS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.ROW, Kind.NOTE, Kind.FOOTNOTE})


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed thing of a file, in reading order.

    markdown  its own words as inline Markdown on one line (fenced code alone keeps its lines); a line break is
              `<br>`; without bullet, number, quote sign, footnote label or id. Of a row: its cells joined by " | ".
    line      1-based, in its file.
    level     heading 1..6; item: depth from 0; paragraph: 0, or depth + 1 of the item it continues; note: 0, or
              depth + 1 of a list inside the note; footnote: 0, or 1 for its further paragraphs; group: 0 for a
              table's header, 1 for a group row, 2 for a remark under a group row.
    marker    item and list in a note: "-" or "1."; footnote: its label; note: "" or its kind ("info"); row: "-"
              when its first cell had a bullet; fenced code: what stood after the fence.
    cells     of rows and groups, without empty ones at the end.
    table     which table of the file, from 0.
    """

    kind: Kind
    markdown: str
    line: int
    level: int = 0
    id: str | None = None
    marker: str = ""
    cells: tuple[str, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something of a file that is no part of the draft (navigation, buttons); a maintainer sees the list."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a maintainer should look at before publishing; nothing was lost. `file` may be empty."""

    line: int
    message: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One source, read. `fields`: version, date, title, summary, source, comment_until, language where known."""

    name: str
    format: str
    fields: Mapping[str, str]
    pieces: tuple[Piece, ...]
    dropped: tuple[Dropped, ...] = ()
    cautions: tuple[Caution, ...] = ()


class SourceError(ValueError):
    """A file that cannot be read without losing or inventing words, with the place to mend it."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(file, line, message)
        self.file, self.line, self.message = file, line, message

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """One part of a draft. `kind`: notes, preamble, definition, checklist, faq or definitions."""

    slug: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class OutlineClause:
    """One clause of a draft, numbered and in its place; see `consensus.drafts.clauses.outline`.

    key         unique in the outline; `given`: it was written in the file.
    number      as it is cited: "3", "3.2", "3.2.1".
    parent      index of the clause it hangs from, into `Outline.clauses`.
    depth       0 for the heading of a part.
    text        its words in normal form; `digest` is the SHA-256 of it.
    lead        the bold words it begins with, or the words of a heading or group; else "".
    normative   proposed; a maintainer settles it.
    required    of rows and groups whose table says so; else None.
    level, marker, cells, table, line: as in `Piece`.
    """

    key: str
    given: bool
    kind: Kind
    order: int
    number: str
    part: str
    parent: int | None
    depth: int
    markdown: str
    text: str
    digest: str
    lead: str
    normative: bool
    required: bool | None
    cells: tuple[str, ...]
    file: str
    line: int
    level: int
    marker: str
    table: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole draft: what it says of itself, its parts, its clauses in reading order, and what to look at."""

    fields: Mapping[str, str]
    parts: tuple[OutlinePart, ...]
    clauses: tuple[OutlineClause, ...]
    cautions: tuple[Caution, ...] = ()
    dropped: tuple[Dropped, ...] = ()
