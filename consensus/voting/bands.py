"""Pure: clauses put into bands by multiples of a mean, counted net and counted by what is for alone, side by
side.

The component vote of 2024 was read like this: *yes* from twice the mean, *lean yes* from one and a half, and
so on. Votes against had been collected from some only and were subtracted from all; so its classes hung on
how one counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .counting import Counts
from .policies import NET, POSITIVE, Bands

WAYS = (NET, POSITIVE)


@dataclass(frozen=True, slots=True)
class Banded:
    """A clause's band by the policy's way of counting, and by each way: {way: (counted, mean, band)}."""

    key: str
    band: str
    by_way: Mapping[str, tuple[int, Fraction, str]]

    @property
    def depends(self) -> bool:
        """Whether the band depends on the way of counting."""
        return len({band for _, _, band in self.by_way.values()}) > 1

    @property
    def as_data(self) -> dict[str, Any]:
        """``{key, band, depends_on_rule, ways: {way: {counted, band}}}``."""
        ways = {way: {"counted": counted, "band": band} for way, (counted, _, band) in self.by_way.items()}
        return {"key": self.key, "band": self.band, "depends_on_rule": self.depends, "ways": ways}


def banded(totals: Mapping[str, Counts], bands: Bands) -> dict[str, Banded]:
    """Totals by clause → bands by clause. Without a mean in the policy it is that of these clauses, in each
    way.
    """
    found: dict[str, dict[str, tuple[int, Fraction, str]]] = {key: {} for key in totals}
    for way in WAYS:
        values = {key: counted(counts, way) for key, counts in totals.items()}
        mean = Fraction(sum(values.values()), max(1, len(values)))
        if bands.mean is not None:
            mean = Fraction(bands.mean)
        for key, value in values.items():
            found[key][way] = value, mean, band_of(value, mean, bands)
    return {key: Banded(key, ways[bands.count][2], ways) for key, ways in found.items()}


def counted(counts: Counts, way: str) -> int:
    """What a way of counting makes of counts: for less against, or for alone."""
    return counts.backing - counts.against if way == NET else counts.backing


def band_of(value: int, mean: Fraction, bands: Bands) -> str:
    """The highest band whose multiple of the mean a value reaches. With a mean of 0 or less nothing is
    reached.
    """
    reached = (name for name, factor in bands.factors if mean > 0 and value >= Fraction(factor) * mean)
    return next(reached, bands.below)
