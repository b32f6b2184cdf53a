"""Pure: where a text says what was asked for, and the stretch of it that says the most."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .analysis import Spot, spots_of
from .sought import Sought, Wanted

LENGTH, BEFORE, LONGEST_READ = 260, 70, 4_000
EDGE = 24  # signs within which a stretch is rather cut between words


class Place(NamedTuple):
    """A stretch of a text that meets one of the things asked for, and which."""

    start: int
    end: int
    what: int


class Excerpt(NamedTuple):
    """A stretch of a text, and what is marked in it."""

    text: str
    marks: tuple[tuple[int, int], ...]


def excerpt_of(text: str, language: str, sought: Sought) -> Excerpt:
    """The stretch of a text with the most of what is asked for; without any of it the beginning."""
    plain = " ".join(text[:LONGEST_READ].split())
    places = places_in(plain, language, sought)
    start, end = _stretch(plain, places)
    before, after = "… " if start else "", " …" if end < len(plain) or len(text) > LONGEST_READ else ""
    inside = [each for each in places if start <= each.start and each.end <= end]
    shift = len(before) - start
    return Excerpt(
        before + plain[start:end] + after, tuple((s + shift, e + shift) for s, e in merged(inside))
    )


def marks_in(text: str, language: str, sought: Sought) -> tuple[tuple[int, int], ...]:
    """What is marked in a whole short text."""
    return tuple(merged(places_in(text, language, sought)))


def places_in(text: str, language: str, sought: Sought) -> list[Place]:
    """Every stretch that meets something asked for, in order."""
    spots = list(spots_of(text, language))
    every = [wanted for group in sought.groups for wanted in group]
    words = {word: n for n, wanted in enumerate(every) for word in wanted.words}
    words |= {wanted.exact[0]: n for n, wanted in enumerate(every) if len(wanted.exact) == 1}
    beginnings = [(wanted.beginning, n) for n, wanted in enumerate(every) if wanted.beginning]
    found = [place for spot in spots for place in _met(spot, words, beginnings)]
    for n, wanted in enumerate(every):
        if len(wanted.exact) > 1:
            found += _runs(spots, wanted, n)
    return sorted(found)


def _met(spot: Spot, words: dict[str, int], beginnings: Sequence[tuple[str, int]]) -> Iterable[Place]:
    for term in (*spot.terms.words, *spot.terms.exact):
        if term in words:
            return [Place(spot.start, spot.end, words[term])]
        for beginning, n in beginnings:
            if term.startswith(beginning):
                return [Place(spot.start, spot.end, n)]
    return []


def _runs(spots: Sequence[Spot], wanted: Wanted, n: int) -> list[Place]:
    """Every run of words that stand side by side as asked."""
    flat = [(term, spot) for spot in spots for term in spot.terms.exact]
    length, found = len(wanted.exact), []
    for at, (term, spot) in enumerate(flat[: len(flat) - length + 1]):
        if term == wanted.exact[0] and all(
            flat[at + step][0] == each for step, each in enumerate(wanted.exact)
        ):
            found.append(Place(spot.start, flat[at + length - 1][1].end, n))
    return found


def merged(places: Iterable[Place]) -> list[tuple[int, int]]:
    """Stretches without those that lie within or across one another."""
    found: list[tuple[int, int]] = []
    for start, end, _what in places:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _stretch(text: str, places: Sequence[Place]) -> tuple[int, int]:
    if len(text) <= LENGTH:
        return 0, len(text)
    start = max(_best_start(places) - BEFORE, 0)
    start = min(start, len(text) - LENGTH)
    return _between_words(text, start), _end(text, start + LENGTH)


def _best_start(places: Sequence[Place]) -> int:
    """Where a stretch begins that meets the most different things, then the most things, then the earliest."""
    best, found = (0, 0), 0
    for n, place in enumerate(places):
        inside = [each for each in places[n : n + 40] if each.end <= place.start + LENGTH - BEFORE]
        worth = (len({each.what for each in inside}), len(inside))
        if worth > best:
            best, found = worth, place.start
    return found


def _between_words(text: str, start: int) -> int:
    if start == 0:
        return 0
    space = text.find(" ", start, start + EDGE)
    return space + 1 if space >= 0 else start


def _end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - EDGE, end)
    return space if space >= 0 else end
