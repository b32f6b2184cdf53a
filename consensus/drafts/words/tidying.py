"""Makes a redline readable: no scraps of agreement between two changes, and changes that begin and end with
a phrase.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .differences import Agreement
from .vocabulary import COMMON_WORDS

MOST_PASSES = 4
SMALL_ISLAND = 2  # words that are given up between changes: "the" always, telling ones between larger changes
LONGEST_ISLAND = 6  # tokens, punctuation included
LONGEST_SLIDE = 200  # words a change is moved along to find the end of a phrase
SENTENCE_END = frozenset(".;:!?。；：！？")
PAUSE = frozenset(",)]—–、，")
_OPENING = "and or but nor so that which who where when if unless including with without under for"
OPENING_WORDS = frozenset(_OPENING.split())


@dataclass(frozen=True, slots=True)
class Change:
    """What stands between two agreements: tokens `old[i1:i2]` became `new[j1:j2]`; either may be empty, not
    both.
    """

    i1: int
    i2: int
    j1: int
    j2: int

    @property
    def replaces(self) -> bool:
        """True when something went and something came."""
        return self.i1 < self.i2 and self.j1 < self.j2


def changes(agreed: Sequence[Agreement], *, old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """The gaps between agreements, tidied. `old` and `new` are the tokens as they are said."""
    found = _gaps(agreed, len(old), len(new))
    for _ in range(MOST_PASSES):
        fewer = _without_islands(found, old, new)
        if len(fewer) == len(found):
            break
        found = fewer
    return _slid(found, old, new)


def _gaps(agreed: Sequence[Agreement], length_old: int, length_new: int) -> list[Change]:
    found, i, j = [], 0, 0
    for start_old, start_new, size in [*agreed, (length_old, length_new, 0)]:
        if i < start_old or j < start_new:
            found.append(Change(i, start_old, j, start_new))
        i, j = start_old + size, start_new + size
    return found


def _without_islands(found: Sequence[Change], old: Sequence[str], new: Sequence[str]) -> list[Change]:
    kept: list[Change] = []
    for change in found:
        if kept and _swallowed(kept[-1], change, old, new):
            before = kept.pop()
            change = Change(before.i1, change.i2, before.j1, change.j2)
        kept.append(change)
    return kept


def _swallowed(before: Change, after: Change, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the agreement between two changes is too small to help a reader."""
    island = old[before.i2 : after.i1]
    if len(island) > LONGEST_ISLAND:
        return False
    if any(token in SENTENCE_END for token in island) and (before.replaces or after.replaces):
        return False
    words = [token for token in island if _is_word(token)]
    telling = [token for token in words if token.casefold() not in COMMON_WORDS]
    if not telling:
        return len(words) <= SMALL_ISLAND
    return len(words) <= SMALL_ISLAND and _length(island) < min(
        _size(before, old, new), _size(after, old, new)
    )


def _is_word(token: str) -> bool:
    return any(letter.isalnum() for letter in token)


def _length(stretch: Sequence[str]) -> int:
    return sum(map(len, stretch))


def _size(change: Change, old: Sequence[str], new: Sequence[str]) -> int:
    return max(_length(old[change.i1 : change.i2]), _length(new[change.j1 : change.j2]))


def _slid(found: Sequence[Change], old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Move what only went or only came along equal words until it begins and ends where a phrase does."""
    slid: list[Change] = []
    for number, change in enumerate(found):
        least = slid[-1].i2 if slid else 0
        most = found[number + 1].i1 if number + 1 < len(found) else len(old)
        room = change.i1 - least, most - change.i2
        slid.append(change if change.replaces else _best_place(change, old, new, room))
    return slid


def _best_place(change: Change, old: Sequence[str], new: Sequence[str], room: tuple[int, int]) -> Change:
    words, start, end = (old, change.i1, change.i2) if change.i1 < change.i2 else (new, change.j1, change.j2)
    back, forth = (min(LONGEST_SLIDE, steps) for steps in room)
    steps = [0]
    while -steps[-1] < back and words[start + steps[-1] - 1] == words[end + steps[-1] - 1]:
        steps.append(steps[-1] - 1)
    steps.reverse()
    while steps[-1] < forth and words[start + steps[-1]] == words[end + steps[-1]]:
        steps.append(steps[-1] + 1)
    best = max(steps, key=lambda step: (_fit(words, start + step, end + step), -abs(step)))
    return Change(change.i1 + best, change.i2 + best, change.j1 + best, change.j2 + best)


def _fit(words: Sequence[str], start: int, end: int) -> int:
    return _seam(words, start) + _seam(words, end)


def _seam(words: Sequence[str], at: int) -> int:
    """How good a place between two tokens is for a change to begin or end."""
    if at in (0, len(words)) or words[at - 1] in SENTENCE_END:
        return 4
    if words[at - 1] in PAUSE:
        return 3
    return 2 if words[at].casefold() in OPENING_WORDS or words[at] in PAUSE else 1
