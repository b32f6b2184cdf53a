"""Pure: the border between a file's values and ours: texts of bounded length, addresses that are safe to show, dates
that exist. What does not fit is left out with a caution, never bent into shape."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date

from ...drafts.pieces import Caution, SourceError
from ...kit.text.words import excerpt
from ..found import Link
from .plain import Row, Table, Value

LONGEST_NAME, LONGEST_NOTE, LONGEST_LICENCE, LONGEST_ADDRESS, MOST_LINKS = 200, 4_000, 300, 2_000, 30
MOST_CAUTIONS = 200
ADDRESS = re.compile(r"https?://(?:[\w-]+\.)+[\w-]{2,}\.?(?::\d{1,5})?(?:[/?#][^\s<>\"'`\\^{|}]*)?", re.I)
DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?", re.A)
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
NOT_IN_A_NAME = re.compile(r"[\W_]+")
BETWEEN_ADDRESSES = re.compile(r"\s+|[,;]+(?=\s|$|https?://)", re.I)


class Fields:
    """Reads the values of one file and keeps what was odd."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.cautions: list[Caution] = []

    def odd(self, line: int, message: str) -> None:
        """Note something that a person should look at; of a file with very much of it, the first hundreds."""
        if len(self.cautions) < MOST_CAUTIONS:
            self.cautions.append(Caution(line, message, self.file))
        elif len(self.cautions) == MOST_CAUTIONS:
            self.cautions.append(Caution(line, "from here on more is odd, and is not told", self.file))

    def refuse(self, line: int, message: str) -> SourceError:
        """The error that ends the reading of this file; to be raised."""
        return SourceError(self.file, line, message)

    def spelt(self, table: Table, names: Collection[str]) -> Table:
        """The same table with its names as they should be spelt: ``End Model License`` is ``endmodellicense``.

        Of a name that stands there spelt in two ways only one is read: the right one, unless it says nothing.
        """
        known = {_as_heard(name): name for name in names}
        found = Table({}, {}, table.line)
        for key, value in table.values.items():
            name = known.get(_as_heard(key), key)
            if name != key and (_says(table, name) or _says(found, name)):
                name = key
            elif name != key:
                self.odd(table.line_of(key), f"the key {key!r} is read as {name!r}")
            if not _says(found, name):
                found.values[name], found.lines[name] = value, table.line_of(key)
        return found

    def table(self, of: Table, key: str) -> Table:
        """A table inside a table; an empty one where there is none, with a caution where there is something else."""
        value, line = of.values.get(key), of.line_of(key)
        if isinstance(value, Row) and (inner := [item for item in value.items if isinstance(item, Table)]):
            self.odd(line, f"{key!r} holds a list where one table is expected; the first is read")
            return inner[0]
        if isinstance(value, Table):
            return value
        if value is not None and value != "":
            self.odd(line, f"{key!r} holds no table and is left out")
        return Table({}, {}, line)

    def rows(self, of: Table, key: str) -> Row:
        """A list inside a table; a single value counts as a list of one."""
        value = of.values.get(key)
        if isinstance(value, Row):
            return value
        line = of.line_of(key)
        return Row([], [], line) if value in (None, "") else Row([value], [line], line)

    def text(self, of: Table, key: str, *, most: int = LONGEST_NAME) -> str:
        """A text on one line, or the empty text. Of a list: its texts, joined by commas, with a caution."""
        value, line = of.values.get(key), of.line_of(key)
        if isinstance(value, Row):
            texts = list(_texts(value))
            if texts != value.items[:1] or len(value.items) > 1:
                self.odd(line, f"{key!r} holds a list where one text is expected")
            return self._bounded(", ".join(texts), key, line, most)
        if isinstance(value, Table):
            name = called(value)
            self.odd(line, f"{key!r} holds a table where a text is expected")
            return self._bounded(name if isinstance(name, str) else "", key, line, most)
        return self._bounded(value or "", key, line, most)

    def maker(self, of: Table, key: str) -> str:
        """Who makes a system; a record that does not say is told."""
        name = self.text(of, key)
        if not name:
            self.odd(of.line_of(key), "no maker is named")
        return name

    def _bounded(self, text: str, key: str, line: int, most: int) -> str:
        clean = one_line(text)
        if len(clean) > most:
            self.odd(line, f"{key!r} has {len(clean):,} characters; the first {most:,} are kept")
        return excerpt(clean, most=most)

    def links(self, of: Table, key: str, *, title: str = "") -> tuple[Link, ...]:
        """The addresses of one value, be it a text, a list or a table of title → address."""
        value, line = of.values.get(key), of.line_of(key)
        found: list[Link] = []
        if isinstance(value, Table):
            for name in value.values:
                found += self.links(value, name, title=one_line(name))
        else:
            for item, at in _items(value, line):
                found += self._link(item, at, title)
        if len(found) > MOST_LINKS:
            self.odd(line, f"{len(found)} links; the first {MOST_LINKS} are kept")
        return tuple(dict.fromkeys(found[:MOST_LINKS]))

    def _link(self, item: object, line: int, title: str) -> list[Link]:
        if isinstance(item, Table):
            if "url" not in item.values:
                return list(self.links(Table({"": item}, {"": line}, line), ""))
            inner = one_line(str(item.values.get("title") or title))
            return list(self.links(item, "url", title=inner))
        if isinstance(item, Row):
            return [link for each, at in _items(item, line) for link in self._link(each, at, title)]
        if not isinstance(item, str) or not item.strip():
            return []
        found = addresses_in(item)
        if not found:
            self.odd(line, f"“{excerpt(one_line(item), most=80)}” is no web address and is left out")
        elif "".join(found) != BETWEEN_ADDRESSES.sub("", item):
            self.odd(line, f"of “{excerpt(one_line(item), most=120)}” the address is kept")
        return [Link(address, title) for address in found]

    def link(self, of: Table, key: str) -> str:
        """One address, or the empty text; the first where there are several."""
        found = self.links(of, key)
        if len(found) > 1:
            self.odd(of.line_of(key), f"{key!r} holds several addresses; the first is kept")
        return found[0].url if found else ""

    def date(self, of: Table, key: str) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD as far as it is a date; the empty text, with a caution, where it is none."""
        text = self.text(of, key)
        if not text or text.casefold() in ("unknown", "undisclosed", "n/a"):
            return ""
        found = as_date(text)
        if not found:
            self.odd(of.line_of(key), f"“{excerpt(text, most=40)}” is no date and is left out")
        return found


def _as_heard(name: str) -> str:
    return NOT_IN_A_NAME.sub("", name).casefold().replace("licence", "license")


def called(table: Table) -> Value:
    """What a table has for a name, however that word is spelt."""
    return next((value for key, value in table.values.items() if _as_heard(key) == "name"), None)


def _says(table: Table, name: str) -> bool:
    return table.values.get(name) not in (None, "")


def _texts(row: Row) -> Iterator[str]:
    """The texts of a list, of lists in it, and the names of tables in it."""
    for item in row.items:
        if isinstance(item, Row):
            yield from _texts(item)
        name = called(item) if isinstance(item, Table) else item
        if isinstance(name, str) and name.strip():
            yield name


def _items(value: object, line: int) -> list[tuple[object, int]]:
    return list(zip(value.items, value.lines, strict=True)) if isinstance(value, Row) else [(value, line)]


def one_line(text: str) -> str:
    """Text without control and invisible characters, every white space one space, trimmed."""
    seen = (" " if char in "\n\r\t" else char for char in text)
    return " ".join("".join(char for char in seen if unicodedata.category(char) not in INVISIBLE).split())


def is_address(text: str) -> bool:
    """Whether this is an address of the web that is safe to put behind a link."""
    return len(text) <= LONGEST_ADDRESS and text.isprintable() and ADDRESS.fullmatch(text) is not None


def addresses_in(text: str) -> list[str]:
    """The addresses of the web in a text, at most as many as are kept of links."""
    words = (word.strip("<>") for word in BETWEEN_ADDRESSES.split(text, maxsplit=1_000))
    return [word for word in words if is_address(word)][: MOST_LINKS + 1]


def as_date(text: str) -> str:
    """A date in ISO 8601 as precise as it was written, or the empty text."""
    found = DATE.fullmatch(text)
    if not found:
        return ""
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        return ""
    return "-".join(part for part in (f"{year:04}", month and f"{month:02}", day and f"{day:02}") if part)


def percent_encoded(text: str) -> str:
    """A file's name as part of an address."""
    plain = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    octets = text.encode("utf-8", "replace")
    return "".join(chr(each) if chr(each) in plain else f"%{each:02X}" for each in octets)
