"""What speaks for a pair of clauses, and how much must.

A pair needs words in common: the fewer words a clause has, the more of them. The place only tips the
balance. So "Evaluation data" never becomes "Evaluation code" because it stands in the same row, and a
sentence of unrelated words under the same heading is new.
"""

from collections import Counter
from dataclasses import dataclass

from ..sides import ORGANISING, ROW, Book, Side, first_cell, name_of
from .neighbourhood import Pairs, Surroundings, surroundings
from .similarity import Lexicon, Likeness, likeness

PLACE_SHARE = 0.2  # most that the place adds to the likeness of words
NAME_SHARE = 0.1  # added for the same lead term or row name, where each draft has it once
INSIDE_SHARE = 0.3  # added between the same neighbours when one clause has nearly all words of the other
MOSTLY = 0.8
LEAST_RATIO = 0.2  # without so much in common nothing else counts, headings and groups apart
LEAST_TOTAL = 0.38  # wanted of long clauses; short ones need more:
SHORTNESS = 1.0  # divided by the number of telling words of the shorter clause
NAME_SHORTNESS = 1.2  # the same for rows, groups and headings, which are names
MOST_NEEDED = 0.95
CHILDREN_SHARE = 0.5  # for headings and groups: what hangs from them says more than their few words
CHILDREN_NEEDED = 0.6
CHILDREN_RELIEF = 0.12  # for a sentence from which the same clauses hang, so much less is needed
FULL_EVIDENCE = 3.0  # rare words' worth in common from which that relief is granted in full
IMPOSSIBLE = 2.0
OTHER_KIND = 0.95  # a note that becomes a paragraph
ROW_AND_TEXT = 0.8
ORGANISING_AND_TEXT = 0.5
NAMED = frozenset((*ORGANISING, ROW))


@dataclass(frozen=True, slots=True)
class Found:
    """What speaks for a pair. `total` is 0..1.6, `needed` what it must exceed."""

    likeness: Likeness
    place: Surroundings
    same_name: bool
    total: float
    needed: float

    @property
    def margin(self) -> float:
        """Above zero: good enough."""
        return self.total - self.needed


class Judge:
    """Weighs pairs between two drafts; remembers how alike their words are."""

    def __init__(self, pairs: Pairs) -> None:
        """Read both drafts; `pairs` is looked at anew for each judgement, since pairs change what is near."""
        self.pairs = pairs
        self.lexicon = Lexicon(pairs.old, pairs.new)
        self._likeness: dict[tuple[int, int], Likeness] = {}
        self._names = _names(pairs.old), _names(pairs.new)

    def found(self, newer: int, older: int) -> Found:
        """What speaks for a pair as things stand."""
        one, other = self.pairs.new.sides[newer], self.pairs.old.sides[older]
        alike = self.likeness(newer, older)
        place = surroundings(self.pairs, newer, older)
        same_name = self._same_name(one, other)
        total = alike.ratio + PLACE_SHARE * place.closeness + NAME_SHARE * same_name
        total += INSIDE_SHARE * self._inside(newer, older, alike=alike, place=place)
        needed = 0.0 if one.digest == other.digest else self._needed(newer, older, alike=alike, place=place)
        if one.kind in ORGANISING and other.kind in ORGANISING and place.below is not None:
            through = alike.ratio * (1 - CHILDREN_SHARE)
            through += (CHILDREN_SHARE + PLACE_SHARE * place.closeness) * place.below
            if through - CHILDREN_NEEDED > total - needed:
                return Found(alike, place, same_name, through, CHILDREN_NEEDED)
        return Found(alike, place, same_name, total, needed)

    def likeness(self, newer: int, older: int) -> Likeness:
        """Likeness of the words of a pair; clauses of other kinds count for less, unless every word is the
        same.
        """
        known = self._likeness.get((newer, older))
        if known is None:
            one, other = self.pairs.new.sides[newer], self.pairs.old.sides[older]
            plain = likeness(self.lexicon.new[newer], self.lexicon.old[older])
            ratio = 1.0 if one.digest == other.digest else plain.ratio * _kinship(one.kind, other.kind)
            known = self._likeness[newer, older] = Likeness(ratio, plain.evidence)
        return known

    def _needed(self, newer: int, older: int, *, alike: Likeness, place: Surroundings) -> float:
        if alike.ratio < LEAST_RATIO:
            return IMPOSSIBLE
        size = min(self.lexicon.new[newer].size, self.lexicon.old[older].size)
        relief = CHILDREN_RELIEF * (place.below or 0.0) * min(1.0, alike.evidence / FULL_EVIDENCE)
        named = self.pairs.new.sides[newer].kind in NAMED
        return (
            min(MOST_NEEDED, LEAST_TOTAL + (NAME_SHORTNESS if named else SHORTNESS) / max(1, size)) - relief
        )

    def _inside(self, newer: int, older: int, *, alike: Likeness, place: Surroundings) -> bool:
        if not place.between or self.pairs.new.sides[newer].kind != self.pairs.old.sides[older].kind:
            return False
        return (
            alike.evidence >= MOSTLY * min(self.lexicon.new[newer].total, self.lexicon.old[older].total) > 0
        )

    def _same_name(self, one: Side, other: Side) -> bool:
        old, new = self._names
        name = _called(one)
        return bool(name[1]) and name == _called(other) and old[name] == new[name] == 1


def _kinship(one: str, other: str) -> float:
    if one == other or (one in ORGANISING and other in ORGANISING):
        return 1.0
    if one in ORGANISING or other in ORGANISING:
        return ORGANISING_AND_TEXT
    return ROW_AND_TEXT if ROW in (one, other) else OTHER_KIND


def _names(book: Book) -> Counter[tuple[bool, str]]:
    return Counter(_called(side) for side in book.sides)


def _called(side: Side) -> tuple[bool, str]:
    """Rows and groups are told apart from items: "Code" may be the name of both."""
    name = name_of(side) or (first_cell(side) if side.kind == ROW else "")
    return side.kind in NAMED, name.casefold()
