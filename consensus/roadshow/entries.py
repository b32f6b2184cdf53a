"""Pure: what somebody keyed of one clause for one person, and whether two people keyed the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from rapidfuzz.distance import OSA

POSITIONS = ("support", "accept", "abstain", "object")
"""In the order in which a sheet prints them, from 1."""
OBJECT = "object"
CALLED = {
    "can live with it": "accept", "can live with": "accept", "i can live with it": "accept", "live with it": "accept",
    **{str(n): name for n, name in enumerate(POSITIONS, 1)},
}  # fmt: skip
WORDS = ("reason", "comment")
COMPARED = ("position", "group", *WORDS)
SHORTEST = 4
MOST_OFF = 0.8
LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One keying. ``entered_by``: who keyed, in their own words; ``by``: the account; ``at``: when, as text."""

    position: str = ""
    reason: str = ""
    comment: str = ""
    language: str = ""
    group: str = ""
    entered_by: str = ""
    by: str = ""
    at: str = ""

    @property
    def says_something(self) -> bool:
        """Whether anything was on the paper."""
        return bool(self.position or self.reason or self.comment)

    @property
    def objects(self) -> bool:
        """Whether it is an objection."""
        return self.position == OBJECT

    def as_data(self) -> dict[str, Any]:
        """What is stored."""
        return asdict(self)


def entry_of(data: Mapping[str, Any] | None) -> Entry | None:
    """What was stored."""
    return None if data is None else Entry(**{name: str(data.get(name) or "") for name in Entry.__slots__})


def position_called(text: str) -> str | None:
    """``"Support"``, ``"can live with it"`` or ``"2"`` → the position; ``""`` for nothing; None for anything else."""
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().replace("_", " ").split()).rstrip(".")
    if words in ("", *POSITIONS):
        return words
    return CALLED.get(words)


def differences(first: Entry, second: Entry) -> tuple[str, ...]:
    """In which cells two keyings differ. Slips in typing are none: they change no word into another one.

    A stakeholder group that one of them left out is none either: it is often written on the first row only.
    """
    return tuple(name for name in COMPARED if not _same(name, getattr(first, name), getattr(second, name)))


def cells_of(first: Entry, second: Entry) -> int:
    """How many cells were keyed twice: those in which at least one of two keyings has something."""
    return sum(bool(getattr(first, name) or getattr(second, name)) for name in COMPARED)


def same_entry(first: Entry, second: Entry) -> bool:
    """Whether the same was sent again, by the same hand."""
    bare = {"by": "", "at": "", "entered_by": ""}
    return replace(first, **bare) == replace(second, **bare) and same_hand(
        first.entered_by, second.entered_by
    )


def same_hand(one: str, other: str) -> bool:
    """Whether two names of who keyed are the same, whatever the case and spacing."""
    return hand(one) == hand(other)


def hand(name: str) -> str:
    """What tells one who keys from another."""
    return _folded(name)


def same_words(one: str, other: str) -> bool:
    """Whether two people typed the same text: case, spaces and punctuation aside, and slips in long words.

    A word that is missing, another number, *able* for *unable* are differences.
    """
    ours, theirs = LETTERS.findall(_folded(one)), LETTERS.findall(_folded(other))
    if ours == theirs or "".join(ours) == "".join(theirs):
        return True
    return len(ours) == len(theirs) and all(_slip(*pair) for pair in zip(ours, theirs, strict=True))


def _same(name: str, one: str, other: str) -> bool:
    if name in WORDS:
        return same_words(one, other)
    return one == other or (name == "group" and not (one and other))


def _slip(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST or any(sign.isdigit() for sign in one + other):
        return False
    if one.endswith(other) or other.endswith(one):
        return False
    return OSA.normalized_similarity(one, other) > MOST_OFF


def _folded(text: str) -> str:
    words = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(words.replace("\u2019", "'").replace("'", "").split())
