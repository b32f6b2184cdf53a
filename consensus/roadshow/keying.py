"""Pure: what of a stop's papers is keyed twice: every objection, a random tenth, and everything where keying goes wrong.

The tenth is drawn by the row itself, so that nobody can choose which rows are looked at twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .entries import Entry, cells_of, differences

ONE_IN = 10
MOST_ERRORS = 2
"""In a hundred cells."""
LEAST = 50
"""Cells keyed twice, before their errors say anything about the others."""


@dataclass(frozen=True, slots=True)
class Errors:
    """What keying twice has shown so far: how many cells were keyed twice, and how many of them differed."""

    cells: int = 0
    differing: int = 0

    @property
    def too_many(self) -> bool:
        """Whether everything is keyed twice from now on."""
        return self.cells >= LEAST and self.differing * 100 > self.cells * MOST_ERRORS


def drawn(stop: str, sheet: str, participant: str, clause: str) -> bool:
    """Whether a row is among the random tenth."""
    row = "\x1f".join((stop, sheet, participant, clause))
    return int.from_bytes(hashlib.sha256(row.encode("utf-8")).digest()[:8], "big") % ONE_IN == 0


def keyed_twice(entry: Entry, *, draw: bool, all_of_them: bool) -> bool:
    """Whether a row waits for its second keying before it counts."""
    return all_of_them or draw or entry.objects


def errors_of(pairs: Iterable[tuple[Entry, Entry]]) -> Errors:
    """What the rows that were keyed twice show: each with its first and its second keying, whatever was settled later."""
    cells = differing = 0
    for first, second in pairs:
        cells += cells_of(first, second)
        differing += len(differences(first, second))
    return Errors(cells, differing)


def keyed_either(actor: str, first: Mapping[str, Any] | None, second: Mapping[str, Any] | None) -> bool:
    """Whether an account entered one of two keyings, as they are stored, under whatever name."""
    return any(entry is not None and entry.get("by") == actor for entry in (first, second))
