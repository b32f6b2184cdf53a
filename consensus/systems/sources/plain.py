"""Pure: YAML as plain values that know their lines: texts, lists and tables, nothing else.

Files come from strangers. So YAML is read event by event, into texts only (``no`` stays "no", ``1.10`` stays "1.10", a
date stays what was written), with a limit on bytes, on depth and on values; what an alias repeats counts each time it
is repeated. Keys that stand twice, tags, several documents and unstorable characters are refused, with their line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from ...drafts.pieces import SourceError

MOST_BYTES, MOST_VALUES, DEEPEST, LONGEST_KEY = 500_000, 20_000, 20, 200
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "timestamp", "seq", "map", "null")
)


@dataclass(slots=True, eq=False)
class Row:
    """A list. `lines`: of each item."""

    items: list[str | Row | Table | None]
    lines: list[int]
    line: int


@dataclass(slots=True, eq=False)
class Table:
    """A mapping with text keys. `lines`: of each key."""

    values: dict[str, str | Row | Table | None]
    lines: dict[str, int]
    line: int

    def line_of(self, key: str) -> int:
        """Where a key stands; of one that is missing, where the table begins."""
        return self.lines.get(key, self.line)


Value = str | None | Row | Table


def read_table(name: str, data: bytes | str) -> Table:
    """The one mapping that a YAML file holds. Raises SourceError with file and line."""
    text = _decoded(name, data)
    events = _Events(name, text)
    events.take(yaml.StreamStartEvent)
    if not isinstance(events.peek(), yaml.DocumentStartEvent):
        raise SourceError(name, 1, "the file is empty")
    events.take(yaml.DocumentStartEvent)
    value, line = _Reading(events).value(0)
    events.take(yaml.DocumentEndEvent)
    _nothing_more(events)
    if not isinstance(value, Table):
        raise SourceError(name, line, "the file holds no record: a mapping of names to values is expected")
    return value


def _decoded(name: str, data: bytes | str) -> str:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MOST_BYTES:
        raise SourceError(
            name, 1, f"the file is larger than {MOST_BYTES:,} bytes, which is the most that is read"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceError(name, line, "the file is not UTF-8; save it as UTF-8 and try again") from error
    if found := UNSTORABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise SourceError(name, line, f"a character that cannot be stored: U+{ord(found[0]):04X}")
    return text


class _Events:
    """The events of a YAML stream, one ahead, with YAML's own complaints turned into SourceError."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.stream: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.SafeLoader)
        self.ahead: yaml.Event | None = None

    def peek(self) -> yaml.Event:
        if self.ahead is None:
            self.ahead = self._next()
        return self.ahead

    def next(self) -> yaml.Event:
        event, self.ahead = self.peek(), None
        return event

    def take(self, kind: type[yaml.Event]) -> yaml.Event:
        event = self.next()
        if not isinstance(event, kind):
            raise SourceError(self.name, line_of(event), "this is not where YAML expects it")
        return event

    def _next(self) -> yaml.Event:
        try:
            return next(self.stream)
        except StopIteration as error:
            raise SourceError(self.name, 1, "the file ends too early") from error
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            raise SourceError(
                self.name, line, f"this is not YAML: {error.problem or error.context}"
            ) from error
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
            raise SourceError(self.name, 1, "this is not YAML") from error


def line_of(event: yaml.Event) -> int:
    """Where an event stands, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def _nothing_more(events: _Events) -> None:
    """The end of the stream. An empty second document, as after a closing ``---``, is no second document."""
    event = events.next()
    while isinstance(event, yaml.DocumentStartEvent | yaml.DocumentEndEvent) or _is_nothing(event):
        event = events.next()
    if not isinstance(event, yaml.StreamEndEvent):
        raise SourceError(events.name, line_of(event), "a second document; one record a file is read")


def _is_nothing(event: yaml.Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.value == "" and not event.style


class _Reading:
    """Builds plain values from events, counting them."""

    def __init__(self, events: _Events) -> None:
        self.events, self.name, self.count = events, events.name, 0
        self.anchors: dict[str, tuple[str | Row | Table | None, int]] = {}

    def value(self, depth: int) -> tuple[str | Row | Table | None, int]:
        """The next value, and its line."""
        event = self.events.next()
        line = line_of(event)
        if depth > DEEPEST:
            raise SourceError(self.name, line, f"nested more than {DEEPEST} deep")
        if isinstance(event, yaml.AliasEvent):
            return self._repeated(event.anchor, line), line
        before = self.count
        self._counted(1, line)
        found: str | Row | Table | None
        if isinstance(event, yaml.ScalarEvent):
            found = self._text(event, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            found = self._row(depth, line)
        elif isinstance(event, yaml.MappingStartEvent):
            found = self._table(depth, line)
        else:
            raise SourceError(self.name, line, "this is not where YAML expects it")
        if event.anchor:
            self.anchors[event.anchor] = (found, self.count - before)
        if event.tag and event.tag not in PLAIN_TAGS:
            raise SourceError(self.name, line, f"the tag {event.tag[:80]!r} is not read here")
        return found, line

    def _counted(self, values: int, line: int) -> None:
        self.count += values
        if self.count > MOST_VALUES:
            raise SourceError(self.name, line, f"more than {MOST_VALUES:,} values; a record has some hundred")

    def _repeated(self, anchor: str | None, line: int) -> str | Row | Table | None:
        if anchor not in self.anchors:
            raise SourceError(self.name, line, f"the alias *{anchor} repeats nothing that stands before it")
        found, size = self.anchors[anchor]
        self._counted(size, line)
        return found

    def _text(self, event: yaml.ScalarEvent, line: int) -> str | None:
        if found := UNSTORABLE.search(event.value):
            raise SourceError(self.name, line, f"a character that cannot be stored: U+{ord(found[0]):04X}")
        return None if not event.style and event.value in NULLS else event.value

    def _row(self, depth: int, line: int) -> Row:
        row = Row([], [], line)
        while not isinstance(self.events.peek(), yaml.SequenceEndEvent):
            value, at = self.value(depth + 1)
            row.items.append(value)
            row.lines.append(at)
        self.events.next()
        return row

    def _table(self, depth: int, line: int) -> Table:
        table = Table({}, {}, line)
        while not isinstance(self.events.peek(), yaml.MappingEndEvent):
            key, at = self.value(depth + 1)
            if not isinstance(key, str) or len(key) > LONGEST_KEY:
                raise SourceError(self.name, at, "a name of a value is no text, or a very long one")
            if key in table.values:
                first = table.lines[key]
                raise SourceError(self.name, at, f"{key!r} stands here a second time; first in line {first}")
            table.values[key], table.lines[key] = self.value(depth + 1)[0], at
        self.events.next()
        return table
