"""Pure: an address as a QR code, as one path that a template draws."""

from dataclasses import dataclass

import segno

QUIET = 4
"""The light border that readers need, in squares."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A code: how many squares it is wide with its border, and its dark squares as the path of a drawing."""

    size: int
    path: str


def qr_of(text: str) -> Qr:
    """The code of an address; up to 15 % of it may be hidden or dirty."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    runs = [run for y, row in enumerate(rows) for run in _runs(row, y)]
    return Qr(len(rows) + 2 * QUIET, "".join(runs))


def _runs(row: list[int], y: int) -> list[str]:
    """The dark stretches of a line, each drawn once."""
    found, x = [], 0
    while x < len(row):
        start = x
        while x < len(row) and row[x]:
            x += 1
        if x > start:
            found.append(f"M{start + QUIET} {y + QUIET}h{x - start}v1H{start + QUIET}z")
        x += 1
    return found
