"""Mistyped words: what was probably meant, by few changed signs and by how often it is said here."""

import re

from rapidfuzz.distance import OSA

from .analysis import asked, fold
from .index.shape import Reader
from .question import Question, Term
from .sought import Sought, Wanted, sought

SHORTEST = 4  # letters of a word that is mended
LONGER = 6  # letters from which on two signs may differ
MOST_MENDED, MOST_TRIED = 3, 6
FREQUENT = 200  # documents; a word in more of them is not looked at, whoever may see them
RARE, MUCH_MORE = 2, 20  # a word in so few documents may be mistyped when another is in so many times more


def mended(question: Question, reader: Reader, audiences: tuple[str, ...]) -> str | None:
    """The whole question with mistyped words mended; None: nothing seems mistyped."""
    text, done, looked_at = question.text, 0, 0
    for term in [term for group in question.groups for term in group if term.how == "word"]:
        had = _had(term, reader, audiences) if looked_at < MOST_MENDED else None
        if had is None:
            continue
        looked_at += 1
        better = _better(term, had, reader, audiences)
        if better is not None:
            text = re.sub(rf"(?<!\w){re.escape(term.text)}(?!\w)", better.replace("\\", ""), text, count=1)
            done += 1
    return text if done and text != question.text else None


def _had(term: Term, reader: Reader, audiences: tuple[str, ...]) -> int | None:
    """In how many documents a word stands that may be mistyped; None: it is none, or many hold it."""
    word, pieces = fold(term.text), asked(term.text)
    if len(word) < SHORTEST or not word.isalpha() or not pieces or pieces[0].signs:
        return None
    if max(reader.frequencies(pieces[0].words).values(), default=0) > FREQUENT:
        return None
    had = how_many(_wanted(term), reader, audiences)
    return had if had <= RARE else None


def _better(term: Term, had: int, reader: Reader, audiences: tuple[str, ...]) -> str | None:
    word = fold(term.text)
    for near, n in _ranked(word, reader.near(word))[:MOST_TRIED]:
        if n >= (had and MUCH_MORE * had) and how_many(Wanted(exact=(near,)), reader, audiences) > had:
            return near
    return None


def _wanted(term: Term) -> Wanted:
    return sought(Question(groups=((term,),))).groups[0][0]


def _ranked(word: str, near: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Words that may be meant: the least changed first, then the most frequent."""
    most = 2 if len(word) >= LONGER else 1
    measured = [
        (OSA.distance(word, other), other, n) for other, n in near if other != word and other.isalpha()
    ]
    best = sorted((distance, -n, other) for distance, other, n in measured if distance <= most)
    return [(other, -n) for _distance, n, other in best]


def how_many(wanted: Wanted, reader: Reader, audiences: tuple[str, ...]) -> int:
    """How many documents meet one thing."""
    return reader.find(Sought(groups=((wanted,),), audiences=audiences), limit=0, facets=False).total
