"""Where two clauses stand: what comes before and after them, what they hang from, what hangs from them.

Places are compared through clauses that are already paired, never by their numbers: a clause that follows
another one in both drafts stands in the same place, wherever that is.
"""

from collections import Counter
from dataclasses import dataclass

from ..sides import Book

REACH = 3  # how many clauses before and after are looked at for one that is already paired
STRETCH = 4  # how far it may stand on the other side to count as near
NEAR = 0.6  # worth of a paired neighbour that is near, but not at the same distance
UNKNOWN = 0.3  # worth of a neighbour that is not paired yet
BESIDE, ABOVE, BELOW = 0.25, 0.3, 0.2  # shares of what stands before, after, above and below


class Pairs:
    """Which newer clause goes with which older one, by index: at most one each."""

    def __init__(self, old: Book, new: Book) -> None:
        """Nothing is paired at first."""
        self.old, self.new = old, new
        self.of_new: list[int | None] = [None] * len(new)
        self.of_old: list[int | None] = [None] * len(old)
        self._children: Counter[tuple[int | None, int | None]] = Counter()

    def add(self, newer: int, older: int) -> None:
        """Pair two clauses that are both free."""
        self.of_new[newer] = older
        self.of_old[older] = newer
        above = self.new.parents[newer], self.old.parents[older]
        for parents in (above, (above[0], None)):
            self._children[parents] += 1

    def below(self, newer: int, older: int) -> float | None:
        """The share of what hangs from two clauses that is paired with each other; None while nothing is."""
        size = len(self.new.children[newer]) + len(self.old.children[older])
        known = self._children[newer, None] and self.old.children[older]
        return 2 * self._children[newer, older] / size if known else None

    def free(self, newer: int, older: int) -> bool:
        """True while neither of two clauses is paired."""
        return self.of_new[newer] is None and self.of_old[older] is None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How far each side of two places agrees, 0..1; None where nothing is known."""

    before: float | None
    after: float | None
    above: float | None
    below: float | None

    @property
    def between(self) -> bool:
        """Whether everything around, as far as there is anything, is known and the same."""
        return self.before == self.after == 1.0 and self.above in (None, 1.0)

    @property
    def closeness(self) -> float:
        """One figure, 0..1: agreement on all sides, where an unknown side counts a little."""
        agreed = 0.0
        for share, value in ((BESIDE, self.before), (BESIDE, self.after), (ABOVE, self.above)):
            agreed += share * (UNKNOWN if value is None else value)
        if self.below is None:
            return agreed / (1 - BELOW)
        return agreed + BELOW * self.below


def surroundings(pairs: Pairs, newer: int, older: int) -> Surroundings:
    """Compare the places of two clauses, as far as their neighbours are paired."""
    return Surroundings(
        before=_beside(pairs, newer, older, step=-1),
        after=_beside(pairs, newer, older, step=1),
        above=_above(pairs, newer, older),
        below=pairs.below(newer, older),
    )


def _beside(pairs: Pairs, newer: int, older: int, *, step: int) -> float | None:
    if _same_sibling(pairs, newer, older, which=0 if step < 0 else 1):
        return 1.0
    for distance in range(1, REACH + 1):
        neighbour = newer + step * distance
        if not 0 <= neighbour < len(pairs.of_new):
            return None
        partner = pairs.of_new[neighbour]
        if partner is not None:
            return _agreement(distance, (partner - older) * step)
    return None


def _same_sibling(pairs: Pairs, newer: int, older: int, *, which: int) -> bool:
    """Whether the siblings before (0) or after (1) are paired, or both clauses are first or last where they
    hang.
    """
    one, other = pairs.new.siblings[newer][which], pairs.old.siblings[older][which]
    if one is not None and other is not None:
        return pairs.of_new[one] == other
    above, below = pairs.new.parents[newer], pairs.old.parents[older]
    together = above is below if above is None or below is None else pairs.of_new[above] == below
    return one is other and together


def _agreement(distance: int, opposite: int) -> float:
    if opposite == distance:
        return 1.0
    return NEAR if 1 <= opposite <= distance + STRETCH else 0.0


def _above(pairs: Pairs, newer: int, older: int) -> float | None:
    one, other = pairs.new.parents[newer], pairs.old.parents[older]
    if one is None or other is None:
        return None if one is other else 0.0
    if pairs.of_new[one] == other:
        return 1.0
    if pairs.of_new[one] is not None or pairs.of_old[other] is not None:
        return 0.0
    return NEAR if pairs.new.sides[newer].headings == pairs.old.sides[older].headings else None
