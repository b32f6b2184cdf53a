"""Pure: how much is read for one question. What is left out of it is the same every time, and said.

Words that very many texts have say little beside rarer ones, and cost the most: so the rarest are looked for first, and
those for which nothing is left are not required. Among alternatives the most frequent ones are left out. A word that is
not wanted cannot be left out: where there are too many of these, the question is refused.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from .sought import Sought, Wanted, beginnings_in, field_of

Frequency = Callable[[str, str], int]
Beginning = Callable[[str, str, int], Sequence[tuple[str, int]]]
Group = tuple[Wanted, ...]
MOST_EXPANDED = 200  # words that all beginnings together may stand for: the most frequent ones of each
MOST_BEGUN = 150_000  # postings of all these words
MOST_READ, EACH = 150_000, 3  # postings for one question, or so many for each document
SIDE_BY_SIDE = 3  # times what it costs to read where words stand, too


class Begun(NamedTuple):
    """The words that a beginning stands for, and whether there are more."""

    words: tuple[str, ...]
    cut: bool


def most_read(many: int) -> int:
    """How many postings are read for one question, of so many documents."""
    return max(MOST_READ, EACH * many)


def bounded(sought: Sought, frequency: Frequency, *, most: int) -> tuple[Sought, tuple[str, ...]]:
    """The same question at the cost of about so many postings, and the words that were left out of it.

    At least one word or alternative is always looked for. ``frequency``: field, term → in how many documents.
    """
    costs = {each: _cost(each, frequency) for group in sought.groups for each in group}
    if sum(costs.values()) <= most:
        return sought, ()
    kept: list[Group] = []
    left = most
    for group in sorted(sought.groups, key=lambda group: sum(map(costs.__getitem__, group))):
        some = _affordable(group, costs, left, needed=not kept)
        left -= sum(map(costs.__getitem__, some))
        kept += [some] if some else []
    every = {each for group in kept for each in group}
    gone = dict.fromkeys(_said(each) for each in costs if each not in every)
    return replace(sought, groups=tuple(kept), together=() if gone else sought.together), tuple(gone)


def denied(sought: Sought, frequency: Frequency, *, most: int) -> tuple[str, ...]:
    """The words that are not wanted, where to leave them out would cost more postings than ``most``; else none."""
    words = [each for each in sought.without if each.words]
    return tuple(map(_said, words)) if sum(_cost(each, frequency) for each in words) > most else ()


def _affordable(group: Group, costs: dict[Wanted, int], left: int, *, needed: bool) -> Group:
    """The rarest alternatives of a group that cost no more than what is left; one when it is ``needed``."""
    some: list[Wanted] = []
    for each in sorted(group, key=costs.__getitem__):
        left -= costs[each]
        if left >= 0 or (needed and not some):
            some.append(each)
    return tuple(each for each in group if each in some)


def _cost(wanted: Wanted, frequency: Frequency) -> int:
    words = sum(frequency(name, word) for word in wanted.words for name in ("words", "title"))
    run = sum(frequency("exact", term) for term in set(wanted.exact))
    return words + run * (SIDE_BY_SIDE if len(wanted.exact) > 1 else 1)


def _said(wanted: Wanted) -> str:
    return " ".join(wanted.exact) or wanted.beginning or " ".join(wanted.words)


def begun_in(sought: Sought, beginning: Beginning) -> dict[str, Begun]:
    """What every beginning of a word in a question stands for: of all beginnings together, words for so many documents.

    ``beginning``: field, beginning, how many → words with it and in how many documents each stands, the most frequent
    first.
    """
    every = beginnings_in(sought)
    most = MOST_EXPANDED // max(len(every), 1)
    return {
        each: _most_frequent(beginning(field_of(each), each, most), most, MOST_BEGUN // len(every))
        for each in every
    }


def _most_frequent(found: Sequence[tuple[str, int]], most: int, left: int) -> Begun:
    kept: list[str] = []
    for word, n in found:
        left -= n
        if left < 0 and kept:
            break
        kept.append(word)
    return Begun(tuple(kept), len(kept) < len(found) or len(found) >= most)
