"""Which older clauses are worth a closer look for each newer one: those that share its rarest words.

An index from word to clauses, walked from the rarest word on and only so far, keeps a thousand clauses
against a thousand from becoming a million comparisons, whatever the words are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest

from .similarity import Bag

MOST_CANDIDATES = 8
MOST_VISITS = 1_000  # postings looked at for one clause, beginning with its rarest word
WINDOW = 4  # among many clauses with the same words only those of about the same rank are compared
MANY = 20


def by_words(
    wanted: Iterable[int],
    offered: Iterable[int],
    *,
    ours: Sequence[Bag],
    theirs: Sequence[Bag],
    inside: bool = False,
) -> dict[int, list[int]]:
    """For each of our clauses in `wanted` the best of theirs in `offered`, best first; ties in reading order.

    Best are those most alike or, with `inside`, those that have most of our words, however many others too.
    """
    postings: dict[str, list[int]] = defaultdict(list)
    for other in offered:
        for word in theirs[other].weights:
            postings[word].append(other)
    return {one: _best(ours[one], postings, theirs, inside=inside) for one in wanted}


def _best(bag: Bag, postings: dict[str, list[int]], theirs: Sequence[Bag], *, inside: bool) -> list[int]:
    common: dict[int, float] = defaultdict(float)
    visits = 0
    for word, weight in sorted(bag.weights.items(), key=lambda pair: (-pair[1], pair[0])):
        holders = postings.get(word, ())
        visits += len(holders)
        if visits > MOST_VISITS and common:
            break
        for other in holders[:MOST_VISITS]:
            common[other] += weight
    if inside:
        ranked = [(-shared, other) for other, shared in common.items()]
    else:
        ranked = [(-shared / (bag.total + theirs[other].total), other) for other, shared in common.items()]
    return [other for _, other in nsmallest(MOST_CANDIDATES, ranked)]


def by_rank(newer: Sequence[int], older: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Pairs among clauses that all have the same words: every pair of a few, neighbours in rank of many."""
    if len(newer) * len(older) <= MANY * MANY:
        return [(one, other) for one in newer for other in older]
    return [
        (one, older[rank + shift])
        for rank, one in enumerate(newer)
        for shift in range(-WINDOW, WINDOW + 1)
        if 0 <= rank + shift < len(older)
    ]
