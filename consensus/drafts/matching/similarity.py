"""How alike two clauses are by their words, where rare words count and words that stand everywhere hardly do.

The weight of a word is (log(1/p) / log(n + 1)) ** 1.5, inverse document frequency scaled to 0..1 and
sharpened: p is the share of a side's n clauses that have the word, or its share among the other clauses of
its kind if that is larger, so that "available under an OSD-compliant license" says nothing in a table where
every row says it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz.distance import Indel

from ..sides import GROUP, ROW, Book, Side, first_cell, name_of
from ..words.vocabulary import COMMON_WORDS, words

COMMON_FACTOR = 0.25  # words like "the" and "under", whatever their share
LATER_CELL_FACTOR = (
    0.25  # a row is what its first cell names; the legal framework beside it is shared by many
)
NAME_WEIGHT = 0.5  # least weight of a word in that name: "data" and "code" stand in many, and tell them apart
SHARPNESS = 1.5
LEAST_WEIGHT = 0.01
ORDER_SHARE = 0.15  # how much of the likeness is the order of words, against which words they are
LONGEST_ORDER = 400  # words compared for their order, so that a huge clause costs no more than a long one


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of one clause with their weights, their sum, and the telling ones: in order, and how many."""

    weights: Mapping[str, float]
    total: float
    sequence: tuple[int, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """`ratio` 0..1: how much of both is common; `evidence`: how many rare words' worth is common."""

    ratio: float
    evidence: float


class Lexicon:
    """Knows how telling each word is in two drafts. Weights are the same for both, so that likeness is
    symmetric.
    """

    def __init__(self, old: Book, new: Book) -> None:
        """Count, on each side, in how many clauses, and clauses of a kind, each word stands."""
        self._counts = [_Counts(side.kind for side in one.sides) for one in (old, new)]
        self._words = [[words(side.text) for side in one.sides] for one in (old, new)]
        self._numbers: dict[str, int] = {}
        self._weights: dict[tuple[str, str], float] = {}
        for one, counts, spoken in zip((old, new), self._counts, self._words, strict=True):
            for side, found in zip(one.sides, spoken, strict=True):
                counts.add(side.kind, set(found))
        self.old = [self._bag(side, found) for side, found in zip(old.sides, self._words[0], strict=True)]
        self.new = [self._bag(side, found) for side, found in zip(new.sides, self._words[1], strict=True)]

    def weight(self, kind: str, word: str) -> float:
        """How telling a word is among clauses of a kind: 0.01 (says nothing) to 1 (stands in one clause
        only).
        """
        known = self._weights.get((kind, word))
        if known is None:
            known = min(counts.weight(kind, word) for counts in self._counts if counts.clauses)
            self._weights[kind, word] = known
        return known

    def _bag(self, side: Side, found: list[str]) -> Bag:
        named = set(words(_title(side))) if side.kind in (ROW, GROUP) else None
        weights = {}
        for word in found:
            weight = self.weight(side.kind, word)
            if named is not None:
                weight = (
                    max(weight, NAME_WEIGHT) if word in named - COMMON_WORDS else weight * LATER_CELL_FACTOR
                )
            weights[word] = weight
        telling = [word for word in found if word not in COMMON_WORDS]
        sequence = tuple(
            self._numbers.setdefault(word, len(self._numbers)) for word in telling[:LONGEST_ORDER]
        )
        size = len(set(telling) if named is None else named - COMMON_WORDS)
        return Bag(weights, sum(weights.values()), sequence, size)


def _title(side: Side) -> str:
    return name_of(side) or first_cell(side)


class _Counts:
    """In how many clauses of one side each word stands."""

    def __init__(self, kinds: Iterable[str]) -> None:
        self.kinds = Counter(kinds)
        self.clauses = self.kinds.total()
        self.having: Counter[str] = Counter()
        self.having_of_kind: Counter[tuple[str, str]] = Counter()

    def add(self, kind: str, found: set[str]) -> None:
        """Count the words of one clause."""
        self.having.update(found)
        self.having_of_kind.update((kind, word) for word in found)

    def weight(self, kind: str, word: str) -> float:
        """The formula at the top of this file."""
        n = self.clauses
        everywhere = max(1, self.having[word]) / (n + 1)
        share = max(everywhere, self._share_of_kind(kind, word))
        rarity: float = max(LEAST_WEIGHT, (log(1 / share) / log(n + 1)) ** SHARPNESS)
        return rarity * COMMON_FACTOR if word in COMMON_WORDS else rarity

    def _share_of_kind(self, kind: str, word: str) -> float:
        """Among how many of the other clauses of a kind; two texts may well speak of the same thing, two rows not."""
        others = self.having_of_kind[kind, word] - 1
        all_others = self.kinds[kind] - 1
        if others < 1:
            return 0.0
        return others / all_others if all_others > 1 or kind == ROW else others / self.kinds[kind]


def likeness(one: Bag, other: Bag) -> Likeness:
    """Weighed Dice coefficient of the words, with a small share for their order."""
    fewer, more = sorted((one, other), key=lambda bag: len(bag.weights))
    evidence = _shared(fewer.weights, more.weights)
    both = one.total + other.total
    if not both:
        return Likeness(0.0, 0.0)
    ratio = 2 * evidence / both
    order = (
        Indel.normalized_similarity(one.sequence, other.sequence)
        if one.sequence and other.sequence
        else ratio
    )
    return Likeness(ratio * (1 - ORDER_SHARE) + min(order, ratio) * ORDER_SHARE, evidence)


def coverage(part: Bag, whole: Bag, *, besides: Sequence[Mapping[str, float]] = ()) -> Likeness:
    """How much of `part` stands in `whole` but not in what is `besides`: ratio 0..1 of its weight, and that
    weight.
    """
    evidence = _shared(part.weights, whole.weights)
    for word in part.weights if evidence and besides else ():
        if word in whole.weights and any(word in other for other in besides):
            evidence -= min(part.weights[word], whole.weights[word])
    return Likeness(max(0.0, evidence) / part.total if part.total else 0.0, max(0.0, evidence))


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The weight of the words two clauses have in common; the more sceptical weight where they differ."""
    common = 0.0
    for word, weight in one.items():
        opposite = other.get(word)
        if opposite is not None:
            common += weight if weight < opposite else opposite
    return common
