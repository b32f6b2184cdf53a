"""Pure: shares with denominator and interval, turnout, and how much of it all came from few. Floats live only
here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
"""The 97.5 % point of the standard normal distribution: 95 % lie within."""
PLACES = 6
"""Figures are rounded to so many places, so that they are the same on every machine."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval and what it is a share of. All None where there is nothing to share."""

    value: float | None
    low: float | None
    high: float | None
    of: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part of a known whole. Nothing was drawn at random, so it has no interval."""

    value: float | None
    part: int
    of: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """Of all `positions`, the share that the most active tenth of `people`, `tenth` of them, hold."""

    value: float | None
    held: int
    positions: int
    people: int
    tenth: int


def share(part: int, of: int) -> Share:
    """A share with its Wilson interval."""
    if not of:
        return Share(None, None, None, 0)
    low, high = wilson(part, of)
    return Share(round(part / of, PLACES), round(low, PLACES), round(high, PLACES), of)


def wilson(part: int, of: int, *, z: float = Z95) -> tuple[float, float]:
    """The score interval of a proportion, `part` of `of` > 0.

    E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, Journal of the
    American Statistical Association 22 (1927), 209-212: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n).
    """
    p, zz = part / of, z * z
    middle = p + zz / (2 * of)
    reach = z * sqrt(p * (1 - p) / of + zz / (4 * of * of))
    spread = 1 + zz / of
    low, high = (middle - reach) / spread, (middle + reach) / spread
    return (0.0 if part == 0 else low, 1.0 if part == of else high)


def ratio(part: int, of: int) -> Ratio:
    """A part of a whole; None where the whole is empty."""
    return Ratio(round(part / of, PLACES) if of else None, part, of)


def activity(holders: Iterable[str]) -> dict[int, int]:
    """One holder for each position → how many people hold how many: {positions: people}."""
    return dict(Counter(Counter(holders).values()))


def concentration(people_by_positions: Mapping[int, int]) -> Concentration:
    """{positions: people} → the share of all positions held by the most active tenth, rounded up to whole
    people.
    """
    active = {many: people for many, people in people_by_positions.items() if many > 0 and people > 0}
    people = sum(active.values())
    positions = sum(many * each for many, each in active.items())
    tenth = left = -(-people // 10)
    held = 0
    for many in sorted(active, reverse=True):
        taken = min(left, active[many])
        held, left = held + taken * many, left - taken
    return Concentration(
        round(held / positions, PLACES) if positions else None, held, positions, people, tenth
    )
