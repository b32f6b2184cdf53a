"""Which newer clause keeps the lasting key of an older one, when one was split or several were merged."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .matching.similarity import Lexicon, likeness
from .sides import Book, name_of
from .words.vocabulary import words


@dataclass(frozen=True, slots=True, order=True)
class _Claim:
    """One newer clause on one older key; the smallest claim is the best."""

    not_pinned: bool
    yields: bool
    later_source: int
    unlikeness: float
    place: int
    newer: str
    older: str


def keepers(old: Book, new: Book, sources: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """From newer key to the older key it keeps; each key is kept once, each clause keeps one.

    An id in the file keeps its own. Then the first source goes before others; of several successors the most
    similar one keeps the key. Only a clause that hangs from another successor yields to it, when that one has
    the lead term: examples that were cut out of a clause don't take its name away.
    """
    successors: dict[str, list[str]] = defaultdict(list)
    for newer, olders in sources.items():
        for older in olders:
            successors[older].append(newer)
    contested = any(len(newers) > 1 for newers in successors.values())
    lexicon = Lexicon(old, new) if contested else None
    claims = [
        _claim(old, new, newer, older, lexicon if len(newers) > 1 else None, sources[newer], newers)
        for older, newers in successors.items()
        for newer in newers
    ]
    return _settled(sorted(claims))


def _settled(claims: Sequence[_Claim]) -> dict[str, str]:
    kept: dict[str, str] = {}
    taken: set[str] = set()
    for claim in claims:
        if claim.newer not in kept and claim.older not in taken:
            kept[claim.newer] = claim.older
            taken.add(claim.older)
    return kept


def _claim(
    old: Book,
    new: Book,
    newer: str,
    older: str,
    lexicon: Lexicon | None,
    sources: Sequence[str],
    rivals: Sequence[str],
) -> _Claim:
    at, was = new.index[newer], old.index[older]
    return _Claim(
        not_pinned=not (new.sides[at].given and newer == older),
        yields=len(rivals) > 1 and _yields(old, new, at, was, set(rivals)),
        later_source=sources.index(older),
        unlikeness=-likeness(lexicon.new[at], lexicon.old[was]).ratio if lexicon else 0.0,
        place=at,
        newer=newer,
        older=older,
    )


def _yields(old: Book, new: Book, newer: int, older: int, successors: set[str]) -> bool:
    """Whether it hangs from another successor that has a word of the lead term."""
    lead = set(words(name_of(old.sides[older])))
    above = new.parents[newer]
    while above is not None:
        head = new.sides[above]
        if head.key in successors and lead & set(words(name_of(head))):
            return True
        above = new.parents[above]
    return False
