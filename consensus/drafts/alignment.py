"""Which clause of one draft became which of the next: by words and neighbourhood, never by position or
heading alone.

1. An id that stands on both sides pins a clause. 2. What has the same words goes together; where several
have, the neighbours decide. 3. The rest is paired best first, words weighed by rarity, and each pair makes
its neighbours surer (`pairing`). 4. What is left may be a piece of a split or merged clause (`leftovers`);
if not, it is new. Rather new than joined to a stranger. The same drafts always give the same map.
"""

from collections import Counter
from collections.abc import Sequence
from math import exp

from .matching.judging import Found
from .matching.leftovers import Fragment, fragments
from .matching.neighbourhood import Surroundings
from .matching.pairing import Pairing
from .matching.similarity import Likeness, coverage
from .reasons import Reason, reason
from .sides import Join, Side, book
from .words.vocabulary import plain_words

__all__ = ["Join", "Side", "align", "candidates"]

SURE = 1.0
SAME_WORDS = 0.95  # and up to 0.99 with the neighbours
LEAST_CONFIDENCE = 0.5  # of a pair that is just good enough
MOST_CONFIDENCE = 0.95
FULL = 1.2  # what the same words in the same place come to
HALVING = 0.2  # how fast doubt fades with the margin above what was needed
RIVAL_WITHIN = 0.15  # another clause that fits almost as well takes away confidence
NEW_AT_LEAST = 0.5  # confidence that a clause is new, when some other one is nearly good enough
LACKING_FOR_SURE = 0.55


def align(old: Sequence[Side], new: Sequence[Side]) -> tuple[Join, ...]:
    """The clause map: one join for each newer clause, in reading order. `old` carries the lasting keys."""
    pairing = Pairing(book(old), book(new))
    pairing.run()
    found = fragments(pairing)
    return tuple(_join(pairing, newer, found) for newer in range(len(pairing.new)))


def candidates(
    old: Sequence[Side], new: Sequence[Side], key: str, *, most: int = 5
) -> list[tuple[str, float]]:
    """Older clauses a newer one could come from, best first, with their fitness 0..1, to choose from."""
    pairing = Pairing(book(old), book(new))
    pairing.run()
    newer = pairing.new.index[key]
    scored = [(pairing.judge.found(newer, older).total / FULL, older) for older in range(len(pairing.old))]
    best = sorted(scored, key=lambda one: (-one[0], one[1]))[:most]
    return [(pairing.old.sides[older].key, round(min(1.0, score), 3)) for score, older in best]


def _join(pairing: Pairing, newer: int, found: Sequence[Fragment]) -> Join:
    partner = pairing.pairs.of_new[newer]
    mine = [fragment for fragment in found if fragment.newer == newer]
    split = any(fragment.older == partner for fragment in found)
    sources = ([] if partner is None else [partner]) + [fragment.older for fragment in mine]
    why, confidence = _why(pairing, newer, partner, mine, split=split)
    return Join(
        key=pairing.new.sides[newer].key,
        sources=tuple(pairing.old.sides[older].key for older in sources),
        confidence=round(confidence, 2),
        reason=why.text,
        reason_code=why.code,
        reason_params=why.params,
    )


def _why(
    pairing: Pairing, newer: int, partner: int | None, mine: Sequence[Fragment], *, split: bool
) -> tuple[Reason, float]:
    if partner is None and not mine:
        return reason("new"), _confidence_of_new(pairing, newer)
    if partner is None and len(mine) == 1:
        return _why_fragment(pairing, mine[0])
    if partner is not None and not mine:
        return _why_paired(pairing, newer, partner, split=split)
    sure = [_cover_confidence(fragment.cover) for fragment in mine]
    if partner is not None:
        sure.append(_why_paired(pairing, newer, partner, split=True)[1])
    return reason("joined", sources=len(sure)), min(sure)


def _why_paired(pairing: Pairing, newer: int, older: int, *, split: bool) -> tuple[Reason, float]:
    if newer in pairing.pinned:
        return reason("id"), SURE
    one, other = pairing.new.sides[newer], pairing.old.sides[older]
    found = pairing.judge.found(newer, older)
    if one.digest == other.digest:
        return _why_same(found)
    doubt = (SURE - LEAST_CONFIDENCE) * exp(-max(0.0, found.margin) / HALVING)
    confidence = SURE - doubt - _rivalry(pairing, newer, found)
    if split:
        bags = pairing.judge.lexicon
        confidence = max(confidence, _cover_confidence(coverage(bags.new[newer], bags.old[older])))
    return _why_words(one, other, found), max(LEAST_CONFIDENCE, min(MOST_CONFIDENCE, confidence))


def _why_same(found: Found) -> tuple[Reason, float]:
    closeness = found.place.closeness
    code = "same-place" if closeness > 0.7 else "same" if closeness > 0.3 else "same-elsewhere"
    return reason(code), SAME_WORDS + 0.04 * closeness


def _why_words(one: Side, other: Side, found: Found) -> Reason:
    common, words = _common(one, other)
    if not common:
        return reason("children")
    return reason(_words_code(found.place, same_name=found.same_name), common=common, words=words)


def _words_code(place: Surroundings, *, same_name: bool) -> str:
    if place.before == place.after == 1.0:
        return "words-between"
    if place.below is not None and place.below > 0.5:
        return "words-above"
    if same_name:
        return "words-name"
    if place.above == 1.0:
        return "words-under"
    return "words-beside" if 1.0 in (place.before, place.after) else "words"


def _common(one: Side, other: Side) -> tuple[int, int]:
    """How many words the first shares with the second, as a reader would count, and how many it has."""
    ours = Counter(plain_words(one.text))
    return (ours & Counter(plain_words(other.text))).total(), ours.total()


def _rivalry(pairing: Pairing, newer: int, found: Found) -> float:
    """What another clause takes away that fits nearly as well and came of nothing else."""
    gap = found.total - max((rival.total for rival in pairing.rivals(newer)), default=0.0)
    return max(0.0, RIVAL_WITHIN - max(0.0, gap))


def _why_fragment(pairing: Pairing, fragment: Fragment) -> tuple[Reason, float]:
    common, words = _common(pairing.new.sides[fragment.newer], pairing.old.sides[fragment.older])
    return reason("part-of", common=common, words=words), _cover_confidence(fragment.cover)


def _cover_confidence(cover: Likeness) -> float:
    return min(0.9, LEAST_CONFIDENCE + 0.8 * max(0.0, cover.ratio - 0.5))


def _confidence_of_new(pairing: Pairing, newer: int) -> float:
    lacking = min((-rival.margin for rival in pairing.rivals(newer)), default=SURE)
    return NEW_AT_LEAST + (SURE - NEW_AT_LEAST) * min(1.0, max(0.0, lacking) / LACKING_FOR_SURE)
