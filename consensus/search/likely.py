"""Pure: what a text is about, told by its rarest words, and how much another is about the same."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from math import log, sqrt

from .analysis import terms_of
from .languages import COMMON

LONGEST_READ = 3_000
MOST_TELLING, MOST_ASKED = 14, 80
TOO_COMMON = 0.4  # of all documents
Frequencies = Callable[[list[str]], Mapping[str, int]]


def words_in(text: str, language: str = "") -> Counter[str]:
    """The words that may tell what a text is about, and how often each occurs."""
    words = (word for each in terms_of(text[:LONGEST_READ], language) for word in each.words[:1])
    return Counter(word for word in words if len(word) > 1 and word not in COMMON)


def telling(words: Mapping[str, int], frequencies: Frequencies, many: int) -> dict[str, float]:
    """The words that tell the most, each with its weight: those that are in some documents but not in most."""
    asked = sorted(words, key=lambda word: (-words[word], -len(word), word))[:MOST_ASKED]
    weights = {
        word: (1 + log(words[word])) * rarity(n, many)
        for word, n in frequencies(asked).items()
        if n and (many < 50 or n <= many * TOO_COMMON)
    }
    best = sorted(weights.items(), key=lambda each: (-each[1], each[0]))[:MOST_TELLING]
    return dict(best)


def rarity(n: int, many: int) -> float:
    """How much it says that a document has a word which ``n`` of ``many`` have."""
    return log(1 + many / (n + 1))


def likeness(one: Mapping[str, int], other: Mapping[str, int], rarities: Mapping[str, float]) -> float:
    """How much two texts are about the same, 0 to 1: the cosine of their words, the rarer the heavier."""
    shared = sum(
        _weight(one[word]) * _weight(other[word]) * rarities[word] ** 2 for word in one.keys() & other.keys()
    )
    lengths = _length(one, rarities) * _length(other, rarities)
    return min(shared / lengths, 1.0) if lengths else 0.0


def _length(words: Mapping[str, int], rarities: Mapping[str, float]) -> float:
    return sqrt(sum((_weight(n) * rarities[word]) ** 2 for word, n in words.items()))


def _weight(n: int) -> float:
    return 1 + log(n)


def every_word(texts: Iterable[Mapping[str, int]]) -> list[str]:
    """Each word of some texts once, in order."""
    return sorted({word for each in texts for word in each})
