"""Whoosh: which documents of a segment fit, and how well. The same reckoning as tantivy's: BM25, summed over the fields."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from math import log

from ..prepared import FACETS
from ..sought import Narrow, Sought, Wanted, field_of
from .shape import EXACTLY, IN_TITLE, K1, TOGETHER
from .whoosh_segments import Leaf, Scores

MOST_TOGETHER = 5_000  # documents of a segment in which words are looked at for standing side by side


Among = Collection[int] | None  # the only documents that matter; None: all of them


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a score depends on besides the document: how many there are, how long their fields are on average, in how
    many each term stands; and the words that each beginning stands for.
    """

    many: int
    norms: Mapping[str, Sequence[float]]
    frequencies: Mapping[tuple[str, str], int]
    begun: Mapping[str, Sequence[str]]

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
class Fitting:
    """What fits in one segment: numbers, their scores, and the numbers to be counted for each facet."""

    leaf: Leaf
    numbers: Sequence[int]
    scores: Scores
    counted: dict[str, Sequence[int]] = field(default_factory=dict)


class Passing(dict[tuple[str, ...], bool]):
    """Remembers which values pass."""

    def __init__(self, values: frozenset[str]) -> None:
        super().__init__()
        self.wanted = values

    def __missing__(self, values: tuple[str, ...]) -> bool:
        self[values] = passes = not self.wanted.isdisjoint(values)
        return passes


def terms_in(sought: Sought) -> set[tuple[str, str]]:
    """Every (field, term) that a score depends on."""
    found = {("exact", term) for term in sought.together}
    for group in sought.groups:
        for wanted in group:
            found |= {(name, word) for word in wanted.words for name in ("words", "title")}
            found |= {("exact", term) for term in wanted.exact}
    return found


def fitting(leaf: Leaf, sought: Sought, statistics: Statistics, *, facets: bool) -> Fitting:
    """What fits in a segment."""
    scores = _scores(leaf, sought.groups, statistics)
    numbers: Collection[int] = leaf.live if not sought.groups else scores
    for wanted in sought.without:
        numbers = _subtract(numbers, _holding(leaf, wanted, statistics)) if numbers else numbers
    counted = [name for name in FACETS if name in sought.only] if facets else []
    base = _narrowed(leaf, numbers, sought, set(sought.only) - set(counted))
    passing = {name: _keep(leaf, base, name, sought.only[name]) for name in counted}
    result = _in_all(base, passing)
    for_facets = {
        name: _in_all(base, {other: passing[other] for other in counted if other != name}) for name in counted
    }
    if len(sought.together) > 1 and len(result) <= MOST_TOGETHER:
        _add_together(leaf, sought.together, statistics, scores, frozenset(result))
    return Fitting(
        leaf, result, scores, {name: for_facets.get(name, result) for name in FACETS} if facets else {}
    )


def _scores(leaf: Leaf, groups: Sequence[Sequence[Wanted]], statistics: Statistics) -> Scores:
    """Documents that meet every group, with the sum of what they meet it with."""
    found: Scores | None = None
    for group in sorted(groups, key=statistics.breadth):
        met = _group_scores(leaf, group, statistics, found)
        found = met if found is None else {n: found[n] + met[n] for n in found.keys() & met.keys()}
        if not found:
            return {}
    return found or {}


def _group_scores(leaf: Leaf, group: Sequence[Wanted], statistics: Statistics, among: Among) -> Scores:
    found: Scores = {}
    for wanted in group:
        met = _any_score(leaf, wanted, statistics, among)
        if not found:
            found = met
        else:
            for number, score in met.items():
                found[number] = found.get(number, 0.0) + score
    return found


def _any_score(leaf: Leaf, wanted: Wanted, statistics: Statistics, among: Among) -> Scores:
    """Documents that meet one thing in any way."""
    if wanted.beginning:
        return dict.fromkeys(_begun(leaf, wanted.beginning, statistics), 1.0)
    found = _best(leaf, "words", wanted.words, statistics, among)
    for name, weight, part in (
        ("title", IN_TITLE, _best(leaf, "title", wanted.words, statistics, among)),
        ("exact", EXACTLY if wanted.words else 1.0, _run(leaf, wanted.exact, statistics, among)),
    ):
        assert name
        for number, score in part.items():
            found[number] = found.get(number, 0.0) + weight * score
    return found


def _best(leaf: Leaf, name: str, words: Sequence[str], statistics: Statistics, among: Among) -> Scores:
    """Documents that hold any of some words, with the best of their scores."""
    found: Scores = {}
    for word in words:
        met = leaf.scores(name, word, statistics.weight(name, word), statistics.norms[name], among)
        if not found:
            found = met
            continue
        for number, score in met.items():
            if score > found.get(number, 0.0):
                found[number] = score
    return found


def _run(leaf: Leaf, terms: Sequence[str], statistics: Statistics, among: Among = None) -> Scores:
    """Documents in which words stand side by side, exactly so."""
    if not terms:
        return {}
    if len(terms) == 1:
        return leaf.scores(
            "exact", terms[0], statistics.weight("exact", terms[0]), statistics.norms["exact"], among
        )
    weight = sum(statistics.weight("exact", term) for term in terms)
    norms, lengths = statistics.norms["exact"], leaf.segment.lengths["exact"]
    return {number: weight * n / (n + norms[lengths[number]]) for number, n in leaf.runs(terms).items()}


def _begun(leaf: Leaf, beginning: str, statistics: Statistics) -> set[int]:
    name, terms = field_of(beginning), statistics.begun[beginning]
    return {
        number for term in terms for ids, *_rest in leaf.blocks(name, term, weights=False) for number in ids
    } - leaf.deleted


def _add_together(
    leaf: Leaf, terms: Sequence[str], statistics: Statistics, scores: Scores, among: frozenset[int]
) -> None:
    for number, score in _run(leaf, terms, statistics).items():
        if number in among:
            scores[number] += TOGETHER * score


def _subtract(numbers: Collection[int], others: Set[int]) -> Collection[int]:
    return [number for number in numbers if number not in others]


def _holding(leaf: Leaf, wanted: Wanted, statistics: Statistics) -> Set[int]:
    """Documents that meet one thing in any way, without a score. What stands in a title is among the words, too."""
    if wanted.beginning:
        return _begun(leaf, wanted.beginning, statistics)
    found = leaf.numbers("exact", wanted.exact[0]) if len(wanted.exact) == 1 else set(leaf.runs(wanted.exact))
    return found.union(*(leaf.numbers("words", word) for word in wanted.words))


def _narrowed(leaf: Leaf, numbers: Collection[int], sought: Sought, names: Iterable[str]) -> Sequence[int]:
    """Those that pass everything by which nothing is counted."""
    kept = _keep(leaf, numbers, "audience", Narrow(frozenset(sought.audiences)))
    for name in names:
        kept = _keep(leaf, kept, name, sought.only[name])
    for name, narrow in sought.never.items():
        gone = frozenset(_keep(leaf, kept, name, narrow))
        kept = [number for number in kept if number not in gone]
    order = leaf.segment.order
    if sought.after is not None:
        kept = [number for number in kept if order[number] >= sought.after]
    if sought.before is not None:
        kept = [number for number in kept if order[number] < sought.before]
    return kept


def _keep(leaf: Leaf, numbers: Collection[int], name: str, narrow: Narrow) -> list[int]:
    passing, column = Passing(narrow.values), leaf.segment.values[name]
    if not narrow.bylines:
        return [number for number in numbers if passing[column[number]]]
    shown = leaf.segment.bylines
    return [
        number
        for number in numbers
        if passing[column[number]] or any(shown[number].issuperset(each) for each in narrow.bylines)
    ]


def _in_all(numbers: Sequence[int], passing: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """Those of some numbers that are in each of several lists, in order."""
    for some in passing.values():
        wanted = frozenset(some)
        numbers = [number for number in numbers if number in wanted]
    return numbers


def count(fits: Iterable[Fitting]) -> dict[str, dict[str, int]]:
    """How often each value of each facet occurs."""
    totals: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for each in fits:
        for name, numbers in each.counted.items():
            column = each.leaf.segment.values[name]
            for values, n in Counter(map(column.__getitem__, numbers)).items():
                for value in values:
                    totals[name][value] += n
    return {name: dict(counter) for name, counter in totals.items()}
