"""Whoosh: which documents of a segment fit, and how well. The same reckoning as tantivy's: BM25, summed over the fields."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from ..prepared import FACETS
from ..sought import Sought, Wanted, field_of
from .shape import EXACTLY, IN_TITLE, TOGETHER
from .whoosh_looking import Among, Looking, keep, narrowed
from .whoosh_segments import Leaf, Scores

MOST_TOGETHER = 5_000  # documents of a segment in which words are looked at for standing side by side


@dataclass(slots=True)
class Fitting:
    """What fits in one segment: numbers, their scores, and the numbers to be counted for each facet."""

    leaf: Leaf
    numbers: Sequence[int]
    scores: Scores
    counted: dict[str, Sequence[int]] = field(default_factory=dict)


def terms_in(sought: Sought) -> set[tuple[str, str]]:
    """Every (field, term) that a score depends on."""
    found = {("exact", term) for term in sought.together}
    for group in sought.groups:
        for wanted in group:
            found |= {(name, word) for word in wanted.words for name in ("words", "title")}
            found |= {("exact", term) for term in wanted.exact}
    return found


def fitting(look: Looking, *, facets: bool) -> Fitting:
    """What fits in a segment."""
    leaf, sought = look.leaf, look.sought
    scores = _scores(look)
    numbers: Collection[int] = leaf.live if not sought.groups else scores
    for wanted in sought.without:
        numbers = _subtract(numbers, _holding(look, wanted, numbers)) if numbers else numbers
    counted = [name for name in FACETS if name in sought.only] if facets else []
    base = narrowed(leaf, numbers, sought, set(sought.only) - set(counted))
    passing = {name: keep(leaf, base, name, sought.only[name]) for name in counted}
    result = _in_all(base, passing)
    for_facets = {
        name: _in_all(base, {other: passing[other] for other in counted if other != name}) for name in counted
    }
    if len(sought.together) > 1 and len(result) <= MOST_TOGETHER:
        _add_together(look, scores, result)
    return Fitting(
        leaf, result, scores, {name: for_facets.get(name, result) for name in FACETS} if facets else {}
    )


def _scores(look: Looking) -> Scores:
    """Documents that meet every group, with the sum of what they meet it with."""
    found: Scores | None = None
    for group in sorted(look.sought.groups, key=look.statistics.breadth):
        met = _group_scores(look, group, found)
        found = met if found is None else {n: found[n] + met[n] for n in found.keys() & met.keys()}
        if not found:
            return {}
    return found or {}


def _group_scores(look: Looking, group: Sequence[Wanted], among: Among) -> Scores:
    found: Scores = {}
    for wanted in group:
        met = _any_score(look, wanted, among)
        if not found:
            found = met
        else:
            for number, score in met.items():
                found[number] = found.get(number, 0.0) + score
    return found


def _any_score(look: Looking, wanted: Wanted, among: Among) -> Scores:
    """Documents that meet one thing in any way."""
    if wanted.beginning:
        return dict.fromkeys(_begun(look, wanted.beginning), 1.0)
    found = _best(look, "words", wanted.words, among)
    for weight, part in (
        (IN_TITLE, _best(look, "title", wanted.words, among)),
        (EXACTLY if wanted.words else 1.0, _run(look, wanted, among)),
    ):
        for number, score in part.items():
            found[number] = found.get(number, 0.0) + weight * score
    return found


def _best(look: Looking, name: str, words: Sequence[str], among: Among) -> Scores:
    """Documents that hold any of some words, with the best of their scores."""
    found: Scores = {}
    norms = look.statistics.norms[name]
    for word in words:
        met = look.leaf.scores(name, word, look.statistics.weight(name, word), norms, among)
        if not found:
            found = met
            continue
        for number, score in met.items():
            if score > found.get(number, 0.0):
                found[number] = score
    return found


def _run(look: Looking, wanted: Wanted, among: Among) -> Scores:
    """Documents in which words stand side by side, exactly so."""
    if len(wanted.exact) < 2:
        return _best(look, "exact", wanted.exact, among)
    looked, _passed = look.looked_through(wanted.exact, among)
    return _run_scores(look, wanted.exact, looked)


def _run_scores(look: Looking, terms: tuple[str, ...], among: Collection[int]) -> Scores:
    weight = sum(look.statistics.weight("exact", term) for term in terms)
    norms, lengths = look.statistics.norms["exact"], look.leaf.segment.lengths["exact"]
    found = look.runs_of(terms, among)
    return {number: weight * n / (n + norms[lengths[number]]) for number, n in found.items()}


def _begun(look: Looking, beginning: str) -> Set[int]:
    name, terms = field_of(beginning), look.statistics.begun[beginning]
    return frozenset[int]().union(*(look.leaf.numbers(name, term) for term in terms))


def _add_together(look: Looking, scores: Scores, among: Collection[int]) -> None:
    wanted = frozenset(among)
    for number, score in _run_scores(look, look.sought.together, wanted).items():
        if number in wanted:
            scores[number] += TOGETHER * score


def _subtract(numbers: Collection[int], others: Set[int]) -> Collection[int]:
    return [number for number in numbers if number not in others]


def _holding(look: Looking, wanted: Wanted, among: Collection[int]) -> Set[int]:
    """Documents that meet one thing in any way, without a score; of some alone. What stands in a title is among the words,
    too. Where a phrase was not looked for everywhere, what was passed over may hold it, and is taken as if it did.
    """
    leaf = look.leaf
    if wanted.beginning:
        return _begun(look, wanted.beginning)
    as_words = frozenset[int]().union(*(leaf.numbers("words", word) for word in wanted.words))
    if len(wanted.exact) < 2:  # a name made of numbers (0.0.8) has no run of words at all
        return as_words.union(*map(look.numbers, wanted.exact))
    looked, passed = look.looked_through(wanted.exact, among)
    return as_words | passed | look.runs_of(wanted.exact, looked).keys()


def _in_all(numbers: Sequence[int], passing: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """Those of some numbers that are in each of several lists, in order."""
    for some in passing.values():
        wanted = frozenset(some)
        numbers = [number for number in numbers if number in wanted]
    return numbers


def count_only_what_is_found(fits: Iterable[Fitting]) -> None:
    """Of facets by which it is narrowed, count no other values: how often these would occur is not known."""
    for each in fits:
        each.counted = dict.fromkeys(each.counted, each.numbers)


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
