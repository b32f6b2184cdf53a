"""What pairs leave over: clauses that were cut out of an older one, and older ones that went into a newer
one.

A left-over clause is a piece of another one when most of its words stand there **among those nobody else
accounts for**. So a new clause that merely speaks of the same things as its neighbour stays new.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ..sides import ORGANISING, ROW, Book
from .candidates import by_words
from .neighbourhood import Pairs, Surroundings, surroundings
from .pairing import Pairing
from .similarity import Bag, Likeness, coverage

LEAST_NEAR = 0.5  # share of a piece's words, beside what else came of the whole
LEAST_FAR = 0.65
LEAST_EVIDENCE = 2.5  # rare words' worth in common
NEARLY_ALL = 0.75  # then less evidence will do, but only near: short items and table rows
LITTLE_EVIDENCE = 0.5
MUCH = 0.6
SOME_EVIDENCE = 1.5
CLOSE = 0.6  # agreement of places from which a piece stands where the whole stood
REACH = 4  # clauses apart to count as near


@dataclass(frozen=True, slots=True)
class Fragment:
    """A newer and an older clause that are joined besides the pairs, and what share of the smaller accounts
    for it.
    """

    newer: int
    older: int
    cover: Likeness


def fragments(pairing: Pairing) -> list[Fragment]:
    """First what was split, then what was merged."""
    split = list(_fragments(pairing, splitting=True, taken=[]))
    merged = list(_fragments(pairing, splitting=False, taken=split))
    return split + merged


@dataclass(slots=True)
class _Leftovers:
    """One direction: `parts` are left over on one side, looked for in the `wholes` of the other."""

    parts: Book
    wholes: Book
    part_bags: Sequence[Bag]
    whole_bags: Sequence[Bag]
    come_of: list[list[int]]  # for each whole, the parts that already account for some of its words
    free: list[int]
    place_of: Callable[[int, int], Surroundings]


def _fragments(pairing: Pairing, *, splitting: bool, taken: Sequence[Fragment]) -> Iterator[Fragment]:
    left = _leftovers(pairing, splitting=splitting, taken=taken)
    wholes = range(len(left.wholes))
    wanted = by_words(left.free, wholes, ours=left.part_bags, theirs=left.whole_bags, inside=True)
    offers = sorted(
        (-_offer(left, part, whole).evidence, part, whole) for part in wanted for whole in wanted[part]
    )
    placed: set[int] = set()
    for _, part, whole in offers:
        cover = _offer(left, part, whole)
        if part not in placed and _convincing(left, part, whole, cover=cover):
            placed.add(part)
            left.come_of[whole].append(part)
            yield Fragment(part, whole, cover) if splitting else Fragment(whole, part, cover)


def _leftovers(pairing: Pairing, *, splitting: bool, taken: Sequence[Fragment]) -> _Leftovers:
    old, new, lexicon, pairs = pairing.old, pairing.new, pairing.judge.lexicon, pairing.pairs
    if splitting:
        come_of = [[] if newer is None else [newer] for newer in pairs.of_old]
        free = [newer for newer, older in enumerate(pairs.of_new) if older is None]
        return _Leftovers(new, old, lexicon.new, lexicon.old, come_of, free, partial(surroundings, pairs))
    come_of = [[] if older is None else [older] for older in pairs.of_new]
    for fragment in taken:
        come_of[fragment.newer].append(fragment.older)
    used = {fragment.older for fragment in taken}
    free = [older for older, newer in enumerate(pairs.of_old) if newer is None and older not in used]
    return _Leftovers(old, new, lexicon.old, lexicon.new, come_of, free, _turned(pairs))


def _turned(pairs: Pairs) -> Callable[[int, int], Surroundings]:
    return lambda older, newer: surroundings(pairs, newer, older)


def _offer(left: _Leftovers, part: int, whole: int) -> Likeness:
    """How much of a part stands among the words of a whole that nothing else accounts for."""
    accounted = [left.part_bags[other].weights for other in left.come_of[whole]]
    return coverage(left.part_bags[part], left.whole_bags[whole], besides=accounted)


def _convincing(left: _Leftovers, part: int, whole: int, *, cover: Likeness) -> bool:
    one, other = left.parts.sides[part], left.wholes.sides[whole]
    if (one.kind in ORGANISING or other.kind in ORGANISING) and one.kind != other.kind:
        return False
    near = _near(left, part, whole)
    if near and cover.ratio >= NEARLY_ALL and cover.evidence >= LITTLE_EVIDENCE:
        return one.kind == other.kind or ROW not in (one.kind, other.kind)
    if near and cover.ratio >= MUCH and cover.evidence >= SOME_EVIDENCE:
        return True
    return cover.evidence >= LEAST_EVIDENCE and cover.ratio >= (LEAST_NEAR if near else LEAST_FAR)


def _near(left: _Leftovers, part: int, whole: int) -> bool:
    """Whether it stands beside another part of the same whole, or where the whole stood; one word is no sign."""
    if any(abs(part - beside) <= REACH for beside in left.come_of[whole]):
        return True
    return left.part_bags[part].size > 1 and left.place_of(part, whole).closeness >= CLOSE
