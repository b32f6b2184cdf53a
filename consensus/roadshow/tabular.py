"""Pure: the rows of a table file as people send them: any common encoding, also several in one file, and any separator.

Nothing is guessed silently away: what cannot be read is told with its line, and the lines after it are read all the same.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
SEPARATORS = ",;\t"
MOST_LINES = 60
"""How many lines one cell may run over; a quotation mark that closes later was forgotten."""
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
BYTES = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

UNREADABLE, UNCLOSED, TOO_MANY = "unreadable", "unclosed", "too-many-cells"
NO_COLUMN, TWICE = "no-column", "column-twice"


class Problem(NamedTuple):
    """What is wrong: the line (1 is the header), the column where one can be named, a code, and what the sentence names."""

    line: int
    column: str | None
    code: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the line on which it begins, and its cells by column; a cell that is missing is empty."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What was read, and what could not be; ``header``: what is wrong with the first line, without which nothing is read."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    header: tuple[Problem, ...] = ()


def read_table(content: bytes, *, columns: Sequence[str], needed: Sequence[str]) -> Table:
    """The rows of a file that has a header. ``columns``: those that are known, ``needed``: those without which it is not read."""
    records = _records(decoded(content))
    separator, header, skipped = ",", [], 0
    for number, words in records:
        if not words.strip():
            continue
        if words.lower().startswith("sep=") and not skipped:
            skipped = number
            continue
        separator = _separator(words)
        header = [_name(cell) for cell in _cells(words, separator) or []]
        break
    wrong = _header_problems(header, columns, needed)
    if wrong:
        return Table((), (), tuple(wrong))
    return _read(records, separator, header, columns)


def decoded(content: bytes) -> str:
    """The text of a file, by its mark, else as UTF-8, else line by line: in UTF-8 where it is, else as Windows writes it."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace").replace("\ufeff", "")
    if _looks_wide(content):
        little = content[1:2] == b"\0"
        return content.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "".join(_line(line) for line in BYTES.findall(content))
    return text.replace("\ufeff", "")


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return line.decode("cp1252")
        except UnicodeDecodeError:
            return line.decode("latin-1")


def _looks_wide(content: bytes) -> bool:
    """UTF-16 without its mark: every other byte of its first letters is nothing."""
    first = content[:64]
    even, odd = first[::2].count(0), first[1::2].count(0)
    return len(first) >= 8 and (even > len(first) // 3 or odd > len(first) // 3)


def _records(text: str) -> Iterator[tuple[int, str]]:
    """Each row as it stands, with the line on which it begins. What is opened and never closed is one line."""
    lines = LINE.findall(text)
    closed = _closed(lines)
    at = 0
    while at < len(lines):
        length = _length(lines, at, closed)
        yield at + 1, "".join(lines[at : at + length]).rstrip("\r\n")
        at += length


def _closed(lines: Sequence[str]) -> list[int]:
    """For each line: the first from it on that closes a quoted cell which is open before it. Each line is looked at once."""
    found = [len(lines) + MOST_LINES]
    for at in reversed(range(len(lines))):
        found.append(found[-1] if _open_after(lines[at], True) else at)
    return found[::-1]


def _length(lines: Sequence[str], at: int, closed: Sequence[int]) -> int:
    """How many lines a row takes."""
    if not _open_after(lines[at], False):
        return 1
    length = closed[at + 1] - at + 1
    return length if length <= MOST_LINES else 1


def _open_after(line: str, inside: bool) -> bool:
    """Whether a quoted cell is open at the end of a line. A mark inside of plain words is a sign like others."""
    if '"' not in line:
        return inside
    begins, at = not inside, 0
    while at < len(line):
        sign = line[at]
        if inside and sign == '"':
            if line[at + 1 : at + 2] == '"':
                at += 1
            else:
                inside = False
        elif not inside:
            inside = begins and sign == '"'
            begins = sign in SEPARATORS or (begins and sign == " ")
        at += 1
    return inside


def _cells(words: str, separator: str) -> list[str] | None:
    """The cells of a row; None where a quoted cell is not closed."""
    try:
        rows = list(csv.reader([words + "\n"], delimiter=separator, strict=True, skipinitialspace=True))
    except csv.Error:
        return _loosely(words, separator)
    return rows[0] if rows else []


def _loosely(words: str, separator: str) -> list[str] | None:
    if _open_after(words, False):
        return None
    try:
        return next(csv.reader([words + "\n"], delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        return None


def _separator(words: str) -> str:
    return max(SEPARATORS, key=words.count)


def _name(cell: str) -> str:
    return "_".join(cell.casefold().replace("_", " ").split())


def _header_problems(header: Sequence[str], columns: Sequence[str], needed: Sequence[str]) -> list[Problem]:
    found = [Problem(1, name, NO_COLUMN, name) for name in needed if name not in header]
    return found + [Problem(1, name, TWICE, name) for name in columns if header.count(name) > 1]


def _read(
    records: Iterator[tuple[int, str]], separator: str, header: Sequence[str], columns: Sequence[str]
) -> Table:
    lines, problems = [], []
    for number, words in records:
        if not words.strip():
            continue
        cells = _cells(words, separator)
        if cells is not None and not any(cell.strip() for cell in cells):
            continue
        if [_name(cell) for cell in cells or []] == list(header):
            continue  # files that were put one behind the other
        wrong = _wrong(number, cells, header)
        if wrong is not None:
            problems.append(wrong)
            continue
        named = dict(zip(header, cells or [], strict=False))
        lines.append(Line(number, {name: named.get(name, "") for name in columns}))
    return Table(tuple(lines), tuple(problems))


def _wrong(number: int, cells: Sequence[str] | None, header: Sequence[str]) -> Problem | None:
    if cells is None:
        return Problem(number, None, UNCLOSED)
    if any("\0" in cell or "\ufffd" in cell for cell in cells):
        at = next(n for n, cell in enumerate(cells) if "\0" in cell or "\ufffd" in cell)
        return Problem(number, header[at] if at < len(header) else None, UNREADABLE)
    if any(cell.strip() for cell in cells[len(header) :]):
        return Problem(number, None, TOO_MANY)
    return None
