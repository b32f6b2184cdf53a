"""Pure: a mailbox cut into letters, piece by piece: what is held in memory is one letter at most, however long lines are."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from ..plain import Dated, Found, Left, NotReadable
from .letters import MOST_LETTER, read_letter

PIECE = 65_536  # bytes that are looked at at once
HEAD = 4_096
# The line between two letters: from whom, and when it came. "From what I see…" has no date.
ENVELOPE = re.compile(
    rb"From \S[^\r\n]{0,300}?\d{1,2}:\d{2}(?::\d{2})?[^\r\n]{0,40}\b(?:19|20)\d{2}\b[^\r\n]{0,40}\r?\n?$"
)
ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
BLANK = (b"\n", b"\r\n")
PACKED = {
    b"PK\x03\x04": "a zip",
    b"\x1f\x8b": "packed with gzip",
    b"BZh": "packed with bzip2",
    b"\xfd7zXZ": "packed with xz",
    b"7z\xbc\xaf": "packed with 7-Zip",
}


@dataclass(frozen=True, slots=True)
class Raw:
    """One letter as it stands in a mailbox. ``cut``: more of it was there than is read."""

    line: int
    envelope: bytes
    data: bytes
    cut: bool


def what_it_is(head: bytes) -> str | None:
    """Why the beginning of a file is no text, in a few words; None when it may be one."""
    for sign, name in PACKED.items():
        if head.startswith(sign):
            return name
    if head.startswith((b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe")):
        return "a program"
    return "no text" if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) else None


def letters_of(name: str, file: BinaryIO, *, told: Callable[[int], object]) -> Iterator[Found]:
    """Every message of a mailbox. ``told`` hears how many bytes were read. Raises NotReadable for what is no mailbox.

    A message without any date takes that of the one before it, and says so.
    """
    last: datetime | None = None
    for raw in split(name, file, told=told):
        found = read_letter(f"{name}, line {raw.line}", raw.data, envelope=raw.envelope, cut=raw.cut)
        if isinstance(found, Left):
            yield found
            continue
        if found.at is None and last is not None:
            found = replace(found, at=last, dated=Dated.NEARBY)
        last = found.at or last
        yield found


def split(name: str, file: BinaryIO, *, told: Callable[[int], object]) -> Iterator[Raw]:
    """The letters of a mailbox, in order. Raises NotReadable."""
    lines = _lines(file, told)
    number, envelope = _first(name, lines)
    letter: list[bytes] = []
    began, size, cut, after_blank = number, 0, False, False
    for number, line, whole in lines:
        if whole and after_blank and line.startswith(b"From ") and ENVELOPE.match(line):
            yield _raw(began, envelope, letter, cut)
            envelope, letter, began, size, cut = line, [], number, 0, False
            continue
        after_blank = line in BLANK
        if size + len(line) <= MOST_LETTER:
            letter.append(line)
            size += len(line)
        else:
            cut = True
    yield _raw(began, envelope, letter, cut)


def _raw(line: int, envelope: bytes, letter: list[bytes], cut: bool) -> Raw:
    return Raw(line, envelope, ESCAPED.sub(rb"\1", b"".join(letter)), cut)


def _first(name: str, lines: Iterator[tuple[int, bytes, bool]]) -> tuple[int, bytes]:
    """The line that begins the first letter. Raises NotReadable."""
    for number, line, whole in lines:
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if what := what_it_is(line):
                raise NotReadable(f"{name} is {what}, not a mailbox. Please unpack or export it first.")
        if line in BLANK:
            continue
        if whole and line.startswith(b"From ") and ENVELOPE.match(line):
            return number, line
        break
    raise NotReadable(
        f"{name} is no mailbox: it does not begin with a line “From …” that tells who wrote when."
    )


def _lines(file: BinaryIO, told: Callable[[int], object]) -> Iterator[tuple[int, bytes, bool]]:
    """Lines with their numbers; of a very long one several pieces, of which only the first is at its beginning."""
    number, begins = 0, True
    while line := file.readline(PIECE):
        told(len(line))
        number += begins
        yield number, line, begins
        begins = line.endswith(b"\n")
