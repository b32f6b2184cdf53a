"""Where two sequences agree: the readable answer while it is affordable, a bounded one when it is not.

difflib finds the most readable agreement, but its cost has no useful bound; rapidfuzz takes milliseconds
for any input and fragments more. So the cost is estimated first. Never by the clock: the same texts always
give the same answer.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

MOST_STEPS = 6_000_000  # inner steps of difflib at worst
MOST_READABLE = 2_000  # words on a side
MOST_CELLS = 400_000_000  # words times words, an eighth of a byte each

Agreement = tuple[int, int, int]  # from there in the old, from there in the new, so many


def agreements(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Agreement]:
    """Stretches that both have in common, in order, never empty, never touching on both sides."""
    head = _common_head(old, new)
    tail = _common_head(old[head:][::-1], new[head:][::-1])
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    found = [(0, 0, head)]
    found += ((i + head, j + head, size) for i, j, size in _between(inner_old, inner_new))
    found.append((len(old) - tail, len(new) - tail, tail))
    return list(_joined(found))


def _common_head(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _between(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Agreement]:
    if not old or not new:
        return []
    if _affordable(old, new):
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        return [(match.a, match.b, match.size) for match in matcher.get_matching_blocks()]
    if len(old) * len(new) > MOST_CELLS:
        return list(_between_anchors(old, new))
    numbers: dict[Hashable, int] = {}
    left, right = ([numbers.setdefault(word, len(numbers)) for word in side] for side in (old, new))
    codes = Indel.opcodes(left, right)
    return [
        (code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in codes
        if code.tag == "equal"
    ]


def _between_anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Agreement]:
    """Huge texts are first cut at words that each side has once; what is huge between two such words has
    changed.
    """
    i = j = 0
    for at_old, at_new in [*_anchors(old, new), (len(old), len(new))]:
        if (at_old - i) * (at_new - j) <= MOST_CELLS:
            for from_old, from_new, size in _between(old[i:at_old], new[j:at_new]):
                yield from_old + i, from_new + j, size
        if at_old < len(old) and at_new < len(new):
            yield at_old, at_new, 1
        i, j = at_old + 1, at_new + 1


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Words that stand once on each side, as many as keep their order."""
    once_old, once_new = Counter(old), Counter(new)
    place = {word: at for at, word in enumerate(old) if once_old[word] == 1}
    both = [(place[word], at) for at, word in enumerate(new) if word in place and once_new[word] == 1]
    ends: list[int] = []
    came_from: list[int] = []
    lasts: list[int] = []
    for number, (at_old, _) in enumerate(both):
        length = bisect_left(ends, at_old)
        came_from.append(lasts[length - 1] if length else -1)
        ends[length : length + 1] = [at_old]
        lasts[length : length + 1] = [number]
    return _traced(both, came_from, lasts[-1] if lasts else -1)


def _traced(both: Sequence[tuple[int, int]], came_from: Sequence[int], last: int) -> list[tuple[int, int]]:
    found = []
    while last >= 0:
        found.append(both[last])
        last = came_from[last]
    return found[::-1]


def _affordable(old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    if max(len(old), len(new)) > MOST_READABLE:
        return False
    counts = Counter(new)
    hits = sum(counts[word] for word in old)
    return hits * min(len(old), len(new)) <= MOST_STEPS


def _joined(found: list[Agreement]) -> Iterator[Agreement]:
    """Without empty stretches; two that touch on both sides become one."""
    start_old, start_new, size = 0, 0, 0
    for i, j, length in found:
        if (i, j) == (start_old + size, start_new + size):
            size += length
            continue
        if size:
            yield start_old, start_new, size
        start_old, start_new, size = i, j, length
    if size:
        yield start_old, start_new, size
