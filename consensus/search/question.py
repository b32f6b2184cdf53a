"""Pure: what somebody asks, once it is read: words that must be found, fields that narrow, and what could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

MOST_SIGNS, MOST_TERMS, MOST_STARS = 200, 12, 3
NAMED = ("author", "clause", "draft", "kind", "outcome", "system", "stop", "in", "language", "year")
FIELDS = (*NAMED, "before", "after")
NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Trouble(StrEnum):
    """What could not be read as it was typed."""

    LONG = "long"
    MANY = "many"
    QUOTE = "quote"
    BRACKETS = "brackets"
    STAR = "star"
    SHORT = "short"
    STARS = "stars"
    OR = "or"
    FIELD = "field"
    EMPTY = "empty"
    DATE = "date"
    NOTHING = "nothing"
    BROAD = "broad"
    COMMON = "common"
    PARTLY = "partly"
    DENIED = "denied"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Note:
    """One trouble, the words it is about, and what could stand in their place."""

    trouble: Trouble
    value: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: a word, an exact phrase, or the beginning of a word."""

    text: str
    how: Literal["word", "phrase", "prefix"] = "word"


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for.

    Every group must be met, by any of its terms. ``only`` and ``never``: field → values, any of them. ``after``: from
    then on; ``before``: earlier than that. ``text`` is what to show in the box again.
    """

    text: str = ""
    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    never: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    after: datetime | None = None
    before: datetime | None = None
    notes: tuple[Note, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.groups or self.without or self.only or self.never or self.after or self.before)
