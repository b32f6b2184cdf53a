"""Whoosh: one segment as one question looks at it: what it is counted by, what narrows it, and in how much of it phrases
are looked for.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from heapq import nlargest
from math import log

from ..prepared import FACETS
from ..sought import Narrow, Sought, Wanted
from .shape import K1
from .whoosh_segments import Leaf

MOST_PLACES = 40_000  # lists of places that are read for one question, for all its phrases together
MOST_HELD = 100_000  # postings that are read for one question to know what holds the words of its phrases
FEWEST = 200  # documents in which a phrase is always looked for, in a whole index
BLOCK = 512  # postings that are read at once

Among = Collection[int] | None  # the only documents that matter; None: all of them


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a score depends on besides the document: how many there are, how long their fields are on average, in how
    many each term stands; and the words that each beginning stands for. ``holders``: of each phrase, in how many
    documents it may stand at the most.
    """

    many: int
    norms: Mapping[str, Sequence[float]]
    frequencies: Mapping[tuple[str, str], int]
    begun: Mapping[str, Sequence[str]]
    holders: Mapping[tuple[str, ...], int]

    def weight(self, field: str, term: str) -> float:
        """How much it says that a document holds a term."""
        n = self.frequencies[field, term]
        return (K1 + 1) * log(1 + (self.many - n + 0.5) / (n + 0.5))

    def breadth(self, group: Sequence[Wanted]) -> int:
        """About how many documents meet a group."""
        words = sum(self.frequencies.get(("words", word), 0) for wanted in group for word in wanted.words)
        runs = sum(
            min(self.frequencies["exact", term] for term in wanted.exact) for wanted in group if wanted.exact
        )
        return words + runs


@dataclass(slots=True)
class Looking:
    """One segment as one question looks at it. ``partly``: phrases that were not looked for everywhere. ``narrowly``:
    they were, but only in what the chosen values of facets leave, so that nothing is known of other values.
    """

    leaf: Leaf
    sought: Sought
    statistics: Statistics
    partly: set[tuple[str, ...]] = field(default_factory=set)
    narrowly: bool = False
    known: dict[str, Set[int]] = field(default_factory=dict)
    runs: dict[tuple[str, ...], Mapping[int, int]] = field(default_factory=dict)

    def numbers(self, term: str) -> Set[int]:
        """The documents that hold a word exactly so; each word is looked up once."""
        if term not in self.known:
            self.known[term] = self.leaf.numbers("exact", term)
        return self.known[term]

    def runs_of(self, phrase: tuple[str, ...], among: Collection[int]) -> Mapping[int, int]:
        """In which of some documents a phrase stands, and how often; looked for once."""
        if phrase not in self.runs:
            self.runs[phrase] = self.leaf.runs(phrase, among)
        return self.runs[phrase]

    def looked_through(self, phrase: tuple[str, ...], among: Among) -> tuple[Collection[int], Set[int]]:
        """Documents that may hold a phrase: those in which it is looked for, and those that are passed over.

        Passed over are, where there are too many: what the rest of the question leaves out, then the oldest.
        """
        every = self._holding(phrase, among)
        most = self._most_looked(phrase)
        if len(every) <= most:
            return every, frozenset()
        only = self.sought.only
        fitting = wide = narrowed(self.leaf, every, self.sought, only.keys() - set(FACETS))
        for name in only.keys() & set(FACETS):
            fitting = keep(self.leaf, fitting, name, only[name])
        self.narrowly |= len(fitting) < len(wide)
        if len(fitting) > most:
            self.partly.add(phrase)
            fitting = nlargest(most, fitting, key=self.leaf.segment.order.__getitem__)
        return fitting, every.difference(fitting)

    def _most_looked(self, phrase: tuple[str, ...]) -> int:
        """In how many documents of this segment a phrase is looked for: as many more as more of them may hold it, since what
        is new is said often in few and small segments.
        """
        share = self._each(MOST_PLACES, FEWEST) * held_in(self.leaf, phrase)
        return share // max(self.statistics.holders[phrase], 1) // len(set(phrase)) + 1

    def _holding(self, phrase: Sequence[str], among: Among) -> frozenset[int]:
        """Documents that hold the rarest words of a phrase: as many of these as it pays to look up for all documents."""
        found: Set[int] | None = None if among is None else frozenset(among)
        left = self._each(MOST_HELD) * self.leaf.segment.many // max(self.statistics.many, 1)
        for n, term in sorted((self.leaf.frequency("exact", each), each) for each in set(phrase)):
            left -= 0 if term in self.known else n
            if found is not None and (left < 0 or len(found) * BLOCK < n):
                break
            found = self.numbers(term) if found is None else found & self.numbers(term)
        return frozenset(found or ())

    def _each(self, most: int, least: int = 0) -> int:
        """What one phrase may cost, of what all of a question may."""
        return max(least, most // max(len(self.statistics.holders), 1))


def phrases_in(sought: Sought) -> set[tuple[str, ...]]:
    """Every run of several words that is looked for, or not wanted."""
    every = [*(wanted for group in sought.groups for wanted in group), *sought.without]
    return {wanted.exact for wanted in every if len(wanted.exact) > 1}


def held_in(leaf: Leaf, phrase: Sequence[str]) -> int:
    """In how many documents of a segment a phrase may stand at the most."""
    return min(leaf.frequency("exact", term) for term in set(phrase))


class Passing(dict[tuple[str, ...], bool]):
    """Remembers which values pass."""

    def __init__(self, values: frozenset[str]) -> None:
        super().__init__()
        self.wanted = values

    def __missing__(self, values: tuple[str, ...]) -> bool:
        self[values] = passes = not self.wanted.isdisjoint(values)
        return passes


def narrowed(leaf: Leaf, numbers: Collection[int], sought: Sought, names: Iterable[str]) -> Sequence[int]:
    """Those that pass everything by which nothing is counted."""
    kept = keep(leaf, numbers, "audience", Narrow(frozenset(sought.audiences)))
    for name in names:
        kept = keep(leaf, kept, name, sought.only[name])
    for name, narrow in sought.never.items():
        gone = frozenset(keep(leaf, kept, name, narrow))
        kept = [number for number in kept if number not in gone]
    order = leaf.segment.order
    if sought.after is not None:
        kept = [number for number in kept if order[number] >= sought.after]
    if sought.before is not None:
        kept = [number for number in kept if order[number] < sought.before]
    return kept


def keep(leaf: Leaf, numbers: Collection[int], name: str, narrow: Narrow) -> list[int]:
    """Those of some documents that have one of some values in a field, or of these authors."""
    passing, column = Passing(narrow.values), leaf.segment.values[name]
    if not narrow.bylines:
        return [number for number in numbers if passing[column[number]]]
    shown = leaf.segment.bylines
    return [
        number
        for number in numbers
        if passing[column[number]] or any(shown[number].issuperset(each) for each in narrow.bylines)
    ]
