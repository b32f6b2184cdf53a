"""Pure: texts become terms, the same for every engine, for what is kept and for what is asked.

A text has *words* (stems, and names such as ``0.0.8``, ``data-information`` or ``CC-BY-4.0`` as they stand), and an
*exact* run of every single word without case and accents, in order, for phrases and beginnings. Scripts that write no
spaces are cut into pairs of signs.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..kit.text.words import STRAIGHTENED, WITHOUT_ACCENTS
from .languages import language_to_stem, languages_of, stem

LONGEST_WORD = 60
ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"
)
SPACELESS = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"


def _marks() -> str:
    """Every sign that belongs to the letter before it, as inside of a class."""
    signs = [n for n in range(0x300, 0x1200) if unicodedata.category(chr(n)) in ("Mn", "Mc", "Me")]
    runs: list[list[int]] = []
    for n in signs:
        if runs and n == runs[-1][1] + 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)


LETTERS = rf"(?:[^\W_{SPACELESS}][{_marks()}]*)+"
WORD = re.compile(rf"[{SPACELESS}]+|{LETTERS}(?:[-._\u2010\u2011]{LETTERS})*+")
PARTS = re.compile("[-._\u2010\u2011]")
SPACELESS_RUN = re.compile(f"[{SPACELESS}]")


@dataclass(frozen=True, slots=True)
class Terms:
    """What one written word stands for: terms to be found by, and its single words in order.

    ``signs``: of a script without spaces, so its terms are pairs of signs, and the last sign alone.
    """

    words: tuple[str, ...]
    exact: tuple[str, ...]
    signs: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A word where it stands in a text."""

    start: int
    end: int
    terms: Terms


def fold(text: str) -> str:
    """Without case, accents and differences that nobody sees: ``Éducation`` and ``education`` are the same."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(STRAIGHTENED)).casefold()
    return unicodedata.normalize("NFC", ACCENTS.sub("", plain)).translate(WITHOUT_ACCENTS)


def terms_of(text: str, language: str) -> Iterator[Terms]:
    """What every word of a text stands for, in order. A language that is not known is told by its letters."""
    stemmed = language_to_stem(language, text)
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text.translate(STRAIGHTENED))
    for word in WORD.findall(plain):
        yield _terms(word, stemmed)


def spots_of(text: str, language: str) -> Iterator[Spot]:
    """The same with the place of each word in the very text; words without spaces stand for each of their pairs."""
    stemmed = language_to_stem(language, text)
    for found in WORD.finditer(text):
        word = found[0]
        if SPACELESS_RUN.match(word):
            for at in range(len(word)):
                pair = word[at : at + 2]
                yield Spot(found.start() + at, found.start() + at + len(pair), _spaceless(fold(pair)[:2]))
        else:
            yield Spot(found.start(), found.end(), _terms(word, stemmed))


def asked(word: str) -> tuple[Terms, ...]:
    """What somebody may mean by a word they look for, piece by piece: the stems it has in every language it may be in."""
    return tuple(
        _asked(piece) for piece in WORD.findall(unicodedata.normalize("NFKC", word.translate(STRAIGHTENED)))
    )


def denied(word: str) -> tuple[Terms, ...]:
    """What somebody may mean by a word that they do not want: as it is written, and its stem in English, unless it has
    accents. Stems of every language would leave out too much: to French, ``carbonara`` is ``carbon``.
    """
    plain = unicodedata.normalize("NFKC", word.translate(STRAIGHTENED))
    return tuple(_asked(piece, piece.isascii()) for piece in WORD.findall(plain))


@lru_cache(maxsize=20_000)
def _asked(word: str, in_english: bool = False) -> Terms:
    if SPACELESS_RUN.match(word):
        return _terms(word, "")
    languages = ("en",) if in_english else languages_of(word)
    meant = [_terms(word, language) for language in languages]
    whole = PARTS.search(word) is not None
    words = [term for each in meant for term in (each.words[:1] if whole else each.words)]
    return Terms(tuple(dict.fromkeys(words)), meant[0].exact)


@lru_cache(maxsize=200_000)
def _terms(word: str, language: str) -> Terms:
    folded = fold(word)
    if SPACELESS_RUN.match(word):
        return _pairs(folded)
    exact = tuple(part[:LONGEST_WORD] for part in PARTS.split(folded) if part)
    whole = [folded[:LONGEST_WORD]] if len(exact) > 1 else []
    stems = [stem(part, language) for part in exact]
    if not word.isascii():
        stems += [fold(stem(part, language)) for part in PARTS.split(word.casefold()) if part]
    return Terms(tuple(dict.fromkeys([*whole, *stems])), exact)


def _pairs(signs: str) -> Terms:
    """Pairs of signs, and the last sign alone, so that a single sign is found at the beginning of some term."""
    pairs = (*(signs[at : at + 2] for at in range(len(signs) - 1)), signs[-1:])
    return Terms(pairs, pairs, True)


def _spaceless(pair: str) -> Terms:
    return Terms((pair,), (pair,), True)
