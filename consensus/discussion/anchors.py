"""Pure: where quoted words stand in a wording: exactly, nearly, or no longer. Never a guess that looks certain.

A quote is a text quote selector of the Web Annotation model: the exact words, and a little of what stands before and
after them, which decides between several places.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from ..kit.text.words import tidy
from .languages import SPACELESS

CONTEXT = 32  # characters of context that are kept on each side
NEARLY = 90.0  # percent of the characters, in order
NEARLY_WHOLE = 85.0  # the same, once the place has been moved to the ends of words
SHORTEST = 8  # characters; shorter words are found exactly or not at all
LONG = 256  # characters; longer quotes are looked for by pieces of them
PIECES, PIECE = 8, 128
LEAST_PIECE = 75.0
CLOSE, CLEARLY = 0.75, 0.15  # context decides when it is so much alike, and so much more than elsewhere
MOST_PLACES = 2_000
EDGE = 24  # characters around the end of a near find in which the end of a word is looked for
SAMPLE = 64
MARKS_AROUND = " '\".,;:…"
UNSPACED = re.compile(f"[{SPACELESS}]")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a clause as its readers see them, with what stands before and after."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class Anchor(StrEnum):
    """How quoted words stand in a wording."""

    EXACT = "exact"
    NEAR = "near"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words stand; no place when they are gone. ``near`` is to be shown with the original words."""

    state: Anchor
    start: int | None = None
    end: int | None = None


GONE = Found(Anchor.GONE)


def find(words: str, quote: Quote) -> Found:
    """Where a stored quote stands in the visible words of a wording.

    ``exact``: it stands there once, or once with its context. ``near``: it stands in several places and its context
    does not decide, in other letter case, or with a few changes. Half a word is not the word.
    """
    if places := [place for place in _places(words, quote.exact) if _is_whole(words, place, quote)]:
        place, sure = _decided(words, places, quote)
        return Found(Anchor.EXACT if sure else Anchor.NEAR, *place)
    folded, wanted = _folded(words), _folded(quote.exact)
    if places := [place for place in _places(folded, wanted) if _is_whole(words, place, quote)]:
        return Found(Anchor.NEAR, *_decided(words, places, quote)[0])
    near = _nearly(words, quote.exact)
    return Found(Anchor.NEAR, *near) if near else GONE


def take(words: str, quote: Quote) -> Quote | None:
    """The quote as it stands in these words, with its context; None when it does not stand there, even nearly.

    For words that were selected or typed just now: signs and spaces are put into one form, letter case is taken from
    the text, whole words go before parts of words, and of several places the first is taken unless context decides.
    """
    typed = Quote(tidy(quote.exact), tidy(quote.prefix), tidy(quote.suffix))
    folded = _folded(words)
    for exact in dict.fromkeys((typed.exact, typed.exact.strip(MARKS_AROUND))):
        if places := _places(words, exact) or _places(folded, _folded(exact)):
            return _taken(words, _chosen(words, places, typed))
    near = _nearly(words, typed.exact)
    return _taken(words, near) if near else None


def _taken(words: str, place: Place) -> Quote:
    start, end = place
    return Quote(words[start:end], *_context(words, place))


def _context(words: str, place: Place) -> tuple[str, str]:
    return words[max(0, place[0] - CONTEXT) : place[0]], words[place[1] : place[1] + CONTEXT]


def _places(words: str, exact: str) -> list[Place]:
    """Every place, overlapping ones too: two that overlap are not one. Of a sign that is everywhere the first few."""
    found: list[Place] = []
    at = words.find(exact) if exact else -1
    while at >= 0 and len(found) < MOST_PLACES:
        found.append((at, at + len(exact)))
        at = words.find(exact, at + 1)
    return found


def _is_whole(words: str, place: Place, quote: Quote) -> bool:
    """Whether it begins and ends at ends of words, where the quote did."""
    begins_inside = quote.prefix != "" and _joined(quote.prefix[-1] + quote.exact[0], 1)
    ends_inside = quote.suffix != "" and _joined(quote.exact[-1] + quote.suffix[0], 1)
    return (begins_inside or not _joined(words, place[0])) and (ends_inside or not _joined(words, place[1]))


def _joined(words: str, at: int) -> bool:
    """Whether the signs before and after a point belong to one word."""
    return 0 < at < len(words) and _in_word(words[at - 1]) and _in_word(words[at])


def _in_word(sign: str) -> bool:
    return (sign.isalnum() or unicodedata.category(sign).startswith("M")) and not UNSPACED.match(sign)


def _decided(words: str, places: Sequence[Place], quote: Quote) -> tuple[Place, bool]:
    """The place whose context is most like the quote's, and whether that is sure."""
    if len(places) == 1:
        return places[0], True
    same = [place for place in places if _context(words, place) == (quote.prefix, quote.suffix)]
    if len(same) == 1:
        return same[0], True
    ranked = sorted((-_closeness(words, place, quote), place) for place in places)
    best, second = -ranked[0][0], -ranked[1][0]
    return ranked[0][1], best >= CLOSE and best - second >= CLEARLY


def _chosen(words: str, places: Sequence[Place], typed: Quote) -> Place:
    """Context that is like that of no place says nothing."""
    bare = Quote(typed.exact)

    def claim(place: Place) -> tuple[float, bool]:
        close = _closeness(words, place, typed)
        return close if close >= CLOSE else 0.0, _is_whole(words, place, bare)

    return max(places, key=claim)


def _closeness(words: str, place: Place, quote: Quote) -> float:
    """How alike the contexts are, 0 to 1, by as much context as the quote has; 0 when it has none."""
    length = len(quote.prefix) + len(quote.suffix)
    if not length:
        return 0.0
    before = words[max(0, place[0] - len(quote.prefix) - 1) : place[0]].strip()
    after = words[place[1] : place[1] + len(quote.suffix) + 1].strip()
    alike = len(quote.prefix) * fuzz.ratio(before, quote.prefix.strip())
    alike += len(quote.suffix) * fuzz.ratio(after, quote.suffix.strip())
    return alike / length / 100


def _folded(words: str) -> str:
    """In small letters, sign by sign, so that places stay what they are."""
    small = words.lower()
    if len(small) == len(words):
        return small
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in words)


def _nearly(words: str, exact: str) -> Place | None:
    """Where the words stand with a few changes, from the beginning to the end of words."""
    if len(exact) < SHORTEST:
        return None
    text, wanted = _folded(words), _folded(exact)
    rough = _by_pieces(text, wanted) if len(wanted) > LONG else _aligned(text, wanted, least=NEARLY)
    if rough is None:
        return None
    start, end = _to_words(words, text, wanted, rough)
    return (start, end) if fuzz.ratio(wanted, text[start:end]) >= NEARLY_WHOLE else None


def _aligned(text: str, wanted: str, *, least: float) -> Place | None:
    if not text or len(wanted) > 2 * len(text):
        return None
    found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=least)
    return (found.dest_start, found.dest_end) if found else None


def _by_pieces(text: str, wanted: str) -> Place | None:
    """A long quote reaches from where its first piece that is found begins to where its last one ends."""
    last = len(wanted) - PIECE
    at = [last * n // (PIECES - 1) for n in range(PIECES)]
    found = [(one, _aligned(text, wanted[one : one + PIECE], least=LEAST_PIECE)) for one in at]
    places = [(one, place) for one, place in found if place]
    if not places:
        return None
    start = places[0][1][0] - places[0][0]
    end = places[-1][1][1] + last - places[-1][0]
    return max(0, start), min(len(text), end)


def _to_words(words: str, text: str, wanted: str, rough: Place) -> Place:
    """The nearest ends of words that make the find most like what was wanted."""
    start, end = rough
    starts = [at for at in _around(start, text) if at < end and not words[at].isspace()]
    if starts:
        head = wanted[:SAMPLE]
        start = max(
            starts,
            key=lambda at: (fuzz.ratio(head, text[at : min(end, at + SAMPLE + EDGE)]), -abs(at - start)),
        )
    ends = [at for at in _around(end, text) if at > start and not words[at - 1].isspace()]
    if ends:
        tail = wanted[-SAMPLE:]
        end = max(
            ends, key=lambda at: (fuzz.ratio(tail, text[max(start, at - SAMPLE - EDGE) : at]), -abs(at - end))
        )
    return start, end


def _around(at: int, text: str) -> Iterator[int]:
    for point in range(max(0, at - EDGE), min(len(text), at + EDGE) + 1):
        if not _joined(text, point):
            yield point
