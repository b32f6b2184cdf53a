"""Text that was cut in one place and put in another, inside a clause or between clauses: shown as moved,
not as new.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .redline import redline
from .words.vocabulary import WORD

LEAST_WORDS = 5  # fewer words in a row are found everywhere
MOST_PLACES = 8  # where the same five words went, so many places are tried

GONE, CAME = "-", "+"


@dataclass(frozen=True, slots=True)
class Move:
    """`length` words that went from `gone[run]` at `gone_at` and came to `came[other]` at `came_at`."""

    gone: int
    gone_at: int
    came: int
    came_at: int
    length: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A span of a redline; `move` numbers the two ends of moved text, from 1, and is None for all other."""

    op: str
    text: str
    move: int | None = None


def moves(redlines: Sequence[Sequence[tuple[str, str]]]) -> list[list[Shown]]:
    """Redlines of one or several clauses with their moved text marked; the texts of all spans stay the
    same.
    """
    gone, came = _runs(redlines, GONE), _runs(redlines, CAME)
    found = moved_words([run.folded for run in gone], [run.folded for run in came])
    cuts: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for number, move in enumerate(found, start=1):
        for run, at in ((gone[move.gone], move.gone_at), (came[move.came], move.came_at)):
            cuts[run.where].append((run.places[at][0], run.places[at + move.length - 1][1], number))
    return [
        [shown for place, span in enumerate(spans) for shown in _cut(span, cuts.get((line, place), []))]
        for line, spans in enumerate(redlines)
    ]


def shown_redline(old: str, new: str) -> list[tuple[str, str]]:
    """A redline for reading: "<" where text was cut that stands elsewhere in the clause, ">" where it was put."""
    (spans,) = moves([redline(old, new)])
    named = {GONE: "<", CAME: ">"}
    return [(named[span.op] if span.move else span.op, span.text) for span in spans]


def moved_words(gone: Sequence[Sequence[str]], came: Sequence[Sequence[str]]) -> list[Move]:
    """The longest stretches of at least five words that stand in a run that went and in one that came, each
    once.
    """
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for run, words in enumerate(gone):
        for at in range(len(words) - LEAST_WORDS + 1):
            if len(known := places[tuple(words[at : at + LEAST_WORDS])]) < MOST_PLACES:
                known.append((run, at))
    used = [[False] * len(words) for words in gone]
    return [
        move
        for other in range(len(came))
        for move in _moves_into(other, gone, came, places=places, used=used)
    ]


def _moves_into(
    other: int,
    gone: Sequence[Sequence[str]],
    came: Sequence[Sequence[str]],
    *,
    places: dict[tuple[str, ...], list[tuple[int, int]]],
    used: list[list[bool]],
) -> Iterator[Move]:
    words, at = came[other], 0
    while at + LEAST_WORDS <= len(words):
        best = Move(0, 0, other, at, 0)
        for run, start in places.get(tuple(words[at : at + LEAST_WORDS]), ()):
            length = _together(gone[run], start, words, at, used=used[run])
            if length > best.length:
                best = Move(run, start, other, at, length)
        if best.length < LEAST_WORDS:
            at += 1
            continue
        used[best.gone][best.gone_at : best.gone_at + best.length] = [True] * best.length
        yield best
        at += best.length


def _together(one: Sequence[str], start: int, other: Sequence[str], at: int, *, used: Sequence[bool]) -> int:
    length = 0
    most = min(len(one) - start, len(other) - at)
    while length < most and one[start + length] == other[at + length] and not used[start + length]:
        length += 1
    return length


@dataclass(frozen=True, slots=True)
class _Run:
    """The words of one span: which span of which redline, the words folded, and where each stands in it."""

    where: tuple[int, int]
    folded: list[str]
    places: list[tuple[int, int]]


def _runs(redlines: Sequence[Sequence[tuple[str, str]]], op: str) -> list[_Run]:
    runs = []
    for line, spans in enumerate(redlines):
        for place, (kind, text) in enumerate(spans):
            if kind == op:
                found = list(WORD.finditer(text))
                runs.append(
                    _Run(
                        (line, place), [word[0].casefold() for word in found], [word.span() for word in found]
                    )
                )
    return runs


def _cut(span: tuple[str, str], cuts: Sequence[tuple[int, int, int]]) -> Iterator[Shown]:
    op, text = span
    at = 0
    for start, end, number in sorted(cuts):
        if WORD.search(text, at, start):
            yield Shown(op, text[at:start])
            at = start
        end = end if WORD.search(text, end) else len(text)
        yield Shown(op, text[at:end], number)
        at = end
    if at < len(text):
        yield Shown(op, text[at:])
