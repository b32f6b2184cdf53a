"""What an address asks of the search, and the addresses of the same with something changed. For pages, API and feeds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from .asking import Question, read

PARAMETERS = (
    "kind", "draft", "clause", "author", "outcome", "system", "stop", "in", "language", "year", "after", "before",
)  # fmt: skip
SORTS = ("relevance", "newest", "oldest")
MOST_TEXT, MOST_VALUE, MOST_FIELDS = (
    300,
    200,
    30,
)  # a text longer than a question may be is said to be too long


@dataclass(frozen=True, slots=True)
class Asked:
    """The words that were typed, what was chosen beside them as pairs of field and value, and the order of what is found."""

    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    sort: str = "relevance"

    @property
    def question(self) -> Question:
        """What the search is asked."""
        return read(self.text, fields={name: self.values(name) for name, _value in self.fields})

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return not self.text.strip() and not self.fields

    def values(self, name: str) -> list[str]:
        """What was chosen of a field."""
        return [value for field, value in self.fields if field == name]

    def having(self, name: str, value: str) -> "Asked":
        """The same, with a further value of a field."""
        return replace(self, fields=tuple(dict.fromkeys([*self.fields, (name, value)])))

    def lacking(self, name: str, value: str | None = None) -> "Asked":
        """The same without a value of a field, or without all of them, chosen or typed."""
        kept = [pair for pair in self.fields if pair[0] != name or not _is(pair[1], value)]
        return replace(self, text=_without(self.text, name, value), fields=tuple(kept))

    def saying(self, text: str) -> "Asked":
        """The same in other words."""
        return replace(self, text=text)

    def ordered(self, sort: str) -> "Asked":
        """The same in another order."""
        return replace(self, sort=sort)

    def arguments(self, *, cursor: str | None = None) -> list[tuple[str, str]]:
        """The query arguments of an address that asks this."""
        sort = [("sort", self.sort)] if self.sort != SORTS[0] else []
        text = [("q", self.text)] if self.text else []
        return [*text, *self.fields, *sort, *([("cursor", cursor)] if cursor else [])]

    def query(self, *, cursor: str | None = None) -> str:
        """The same as one text, which begins with a question mark; empty when nothing is asked."""
        arguments = self.arguments(cursor=cursor)
        return "?" + urlencode(arguments) if arguments else ""


def asked_in(args: Any) -> Asked:
    """What the arguments of an address ask (a MultiDict). Nothing in it is an error: what is strange is left out."""
    return Asked(
        text=args.get("q", "")[:MOST_TEXT].strip(),
        fields=tuple(dict.fromkeys(_fields(args)))[:MOST_FIELDS],
        sort=args["sort"] if args.get("sort") in SORTS else SORTS[0],
    )


def _fields(args: Any) -> Iterator[tuple[str, str]]:
    for name in PARAMETERS:
        values: Iterable[str] = args.getlist(name)
        yield from ((name, value.strip()[:MOST_VALUE]) for value in values if value.strip())


def _is(given: str, value: str | None) -> bool:
    """Whether a value is the one that is meant, in whatever letters; None means every one."""
    return value is None or given.casefold() == value.casefold()


def _without(text: str, name: str, value: str | None) -> str:
    """A text without what it says of a field."""
    said = "" if value is None else re.escape(value)
    typed = rf'"{said}"|{said}' if said else r'"[^"]*"?|\S+'
    return (
        " ".join(re.sub(rf"(?i)(?<!\S){name}:(?:{typed})(?!\S)", " ", text).split())
        if name + ":" in text.lower()
        else text
    )
