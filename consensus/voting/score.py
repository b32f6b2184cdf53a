"""Pure: the score of a draft. Every stakeholder group is one line of a stave, each clause a note on it.

A note is full where the stakeholder group supports the words, half where it can live with them, notched where its share
is below the threshold, open where all that it did was to abstain; where it was not heard there is none. Columns are cut
into systems, as on a sheet of music, so that the whole draft stands on one page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .counting import NONE, Counts
from .outcome import Status
from .policies import Policy

MOST = 32
"""Clauses in a system."""
NAMES, STEP, LINE, HEAD = 128, 24, 22, 48
"""In units of the drawing: room for names, from clause to clause, from line to line, room for numbers."""


class Note(StrEnum):
    """How a stakeholder group stands on a clause."""

    FULL = "full"
    HALF = "half"
    NOTCHED = "notched"
    OPEN = "open"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Column:
    """A clause: its notes in the order of the policy's stakeholder groups."""

    key: str
    number: str
    title: str
    part: str
    status: Status
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A column at its place; ``begins``: it is the first of a part, so that a bar stands before it."""

    column: Column
    x: int
    begins: bool


@dataclass(frozen=True, slots=True)
class System:
    """A line of the score: as wide as it is drawn, the height of each stakeholder group's line, its columns."""

    width: int
    height: int
    lines: tuple[int, ...]
    columns: tuple[Placed, ...]

    @property
    def ends(self) -> int:
        """Where its lines end."""
        return self.columns[-1].x + STEP // 2


def note_of(counts: Counts, policy: Policy) -> Note:
    """How a stakeholder group with these positions stands."""
    if counts.n < policy.quorum_per_group:
        return Note.REST
    if counts.share is None:
        return Note.OPEN
    if counts.share < Fraction(policy.threshold):
        return Note.NOTCHED
    return Note.FULL if counts.support >= counts.accept else Note.HALF


def notes_of(by_group: Mapping[str, Counts], policy: Policy) -> tuple[Note, ...]:
    """The notes of a clause, in the order of the policy's stakeholder groups."""
    return tuple(note_of(by_group.get(group, NONE), policy) for group in policy.slugs)


def systems(columns: Sequence[Column], *, most: int = MOST) -> list[System]:
    """A score cut into systems of about equal length, none longer than ``most``; where it can, between parts."""
    found, start = [], 0
    while start < len(columns):
        end = _cut(columns, start, most)
        found.append(_system(columns, start, end))
        start = end
    return found


def _cut(columns: Sequence[Column], start: int, most: int) -> int:
    """Where a system ends: with a part, where one ends in its second half, else at even lengths."""
    left = len(columns) - start
    if left <= most:
        return len(columns)
    even = -(-left // -(-left // most))
    ends = [
        at for at in range(start + even // 2, start + most + 1) if columns[at].part != columns[at - 1].part
    ]
    return max(ends, default=start + even)


def _system(columns: Sequence[Column], start: int, end: int) -> System:
    lines = tuple(HEAD + LINE * at for at in range(len(columns[start].notes)))
    placed = tuple(
        Placed(columns[at], NAMES + STEP * (at - start) + STEP // 2, at == 0 or _begins(columns, at))
        for at in range(start, end)
    )
    return System(NAMES + STEP * (end - start) + 2, (lines or (HEAD,))[-1] + LINE, lines, placed)


def _begins(columns: Sequence[Column], at: int) -> bool:
    return columns[at].part != columns[at - 1].part
