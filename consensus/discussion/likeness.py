"""Pure: texts that are nearly the same, as those of a campaign are.

Every text gets a few bands (minhash: the least of many hashes of its runs of three words); texts that share one are
candidates, and `alike` tells. Case, punctuation and white space do not count, nor does a greeting or a signature.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b

from rapidfuzz.distance import Indel

from ..drafts.words.vocabulary import plain_words
from ..kit.text.words import tidy
from .languages import SPACELESS

NEARLY_THE_SAME = 0.9
FEWEST = 5  # words; shorter texts are the same only when they are the same
RUN = 3  # words in a run
BANDS, ROWS = 10, 3  # two texts with 85 % of their runs in common share a band in all but one of 10,000 cases
MOST_EDGE = 8  # words of a greeting before, or a signature after, what is shared
LEAST_CORE = 20  # words that must be left then
MOST_WITH_EDGES = 0.99  # only all the same words are wholly alike
PRIME = (1 << 61) - 1
DIGITS = 12
SIGNS = re.compile(f"[{SPACELESS}]")


def bands(text: str) -> list[str]:
    """Up to ten short strings; texts that have one in common may be nearly the same. None for a text of no words."""
    words = _words(text)
    if len(words) < FEWEST:
        return [f"s{_hash(' '.join(words)):016x}"] if words else []
    runs = {_hash(" ".join(words[at : at + RUN])) for at in range(len(words) - RUN + 1)}
    least = [min([(factor * run + step) % PRIME for run in runs]) for factor, step in _functions()]
    return [_band(n, least[n * ROWS : (n + 1) * ROWS]) for n in range(BANDS)]


def alike(a: str, b: str) -> float:
    """How much of the words of two texts is the same and in the same order, 0 to 1. Symmetric; a text is like itself."""
    return _alike(a, _words(a), b, _words(b))


def first_alike(text: str, others: Iterable[str]) -> int | None:
    """Which of some texts, counted from 0, is the first that is nearly the same as a text; None when none is."""
    words = _words(text)
    for place, other in enumerate(others):
        if _alike(other, _words(other), text, words) >= NEARLY_THE_SAME:
            return place
    return None


def _alike(a: str, left: Sequence[str], b: str, right: Sequence[str]) -> float:
    if left == right:
        return 1.0 if left or tidy(a) == tidy(b) else 0.0
    if min(len(left), len(right)) < FEWEST:
        return 0.0
    whole = Indel.normalized_similarity(left, right)
    if whole <= 0.5:
        return whole
    return max(whole, min(_alike_inside(left, right), MOST_WITH_EDGES))


def _alike_inside(left: Sequence[str], right: Sequence[str]) -> float:
    """The same without what stands before the first and after the last run of words that both have."""
    codes = Indel.opcodes(left, right)
    shared = [code for code in codes if code.tag == "equal" and code.src_end - code.src_start >= RUN]
    if not shared:
        return 0.0
    first, last = shared[0], shared[-1]
    starts = [first.src_start, first.dest_start]
    ends = [last.src_end, last.dest_end]
    if max(starts) > MOST_EDGE:
        starts = [0, 0]
    if max(len(left) - ends[0], len(right) - ends[1]) > MOST_EDGE:
        ends = [len(left), len(right)]
    inner, other = left[starts[0] : ends[0]], right[starts[1] : ends[1]]
    return Indel.normalized_similarity(inner, other) if min(len(inner), len(other)) >= LEAST_CORE else 0.0


def _words(text: str) -> list[str]:
    """Folded words without punctuation; scripts without spaces sign by sign."""
    words = plain_words(tidy(text))
    if not SIGNS.search(" ".join(words)):
        return words
    return [piece for word in words for piece in _pieces(word)]


def _pieces(word: str) -> Sequence[str]:
    return word if SIGNS.match(word) else (word,)


def _band(n: int, rows: Sequence[int]) -> str:
    return f"{n:x}{_hash(' '.join(map(str, rows))):016x}"[: DIGITS + 1]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


@cache
def _functions() -> tuple[tuple[int, int], ...]:
    """One hash function for each row of each band: a factor, not 0, and a step. The same for ever."""
    return tuple(
        (_hash(f"factor {n}") % (PRIME - 1) + 1, _hash(f"step {n}") % PRIME) for n in range(BANDS * ROWS)
    )
