"""Questions to the index: what fits, what is alike, and how a word may go on."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from math import isfinite
from typing import Any

from flask_babel import gettext as _

from ..kit.errors import Invalid
from ..kit.web.paging import make_cursor, read_cursor
from .analysis import fold
from .asking import read
from .document import EVERYBODY, MODERATORS
from .found import Alike, Count, Found, Result, counts_of, result_of
from .index.shape import Bookmark, Hit, Key, Looked, Reader, Sort
from .likely import every_word, likeness, rarity, telling, words_in
from .mending import how_many, mended
from .opened import opened
from .prepared import shown
from .question import Note, Question, Trouble
from .registry import RESOLVERS, meant_by
from .saying import not_ready, not_whole, sentences
from .sought import Narrow, Sought, Wanted, any_of, sought
from .unknown import unknown

__all__ = ["Alike", "Count", "Found", "Question", "Result", "alike", "complete", "find", "read"]

MOST = 200
FEW = 3  # results; with fewer a mistyped word is looked for
SORTS: dict[str, Sort] = {"relevance": "relevance", "newest": "newest", "oldest": "oldest"}
LEAST_ALIKE, MOST_COMPARED = 0.16, 12


def find(
    question: Question,
    *,
    audience: str = EVERYBODY,
    sort: str = "relevance",
    cursor: str | None = None,
    limit: int = 20,
) -> Found:
    """A page of what fits a question, with facets, the typos mended, and sentences about what could not be read.

    Raises Invalid for a cursor that was not made here.
    """
    after = _place(cursor) if cursor else None
    reader = opened()
    if reader is None:
        return Found(explained=(*sentences(question.notes), not_ready()), ready=False)
    wanted = sought(question, audience=audience, meant=_meant(question))
    if not question or _hopeless(question, wanted):
        return Found(explained=_explained(question, None, reader), ready=_is_whole(reader))
    looked = reader.find(
        wanted, sort=SORTS.get(sort, "relevance"), after=after, limit=max(1, min(limit, MOST))
    )
    return Found(
        total=looked.total,
        items=tuple(result_of(hit, wanted) for hit in looked.hits),
        facets=counts_of(looked.facets, wanted),
        next=make_cursor(list(looked.hits[-1].key)) if looked.more else None,
        suggestion=mended(question, reader, wanted.audiences) if looked.total < FEW else None,
        explained=_explained(
            question, looked, reader, () if looked.total else unknown(question, wanted, reader)
        ),
        ready=_is_whole(reader),
    )


def _hopeless(question: Question, wanted: Sought) -> bool:
    """Whether words were asked for, and none of them is one."""
    return bool(question.groups) and not wanted.groups


def _explained(
    question: Question, looked: Looked | None, reader: Reader, more: Sequence[Note] = ()
) -> tuple[str, ...]:
    return (
        *sentences((*question.notes, *(_bounds_of(looked) if looked else ()), *more)),
        *(() if _is_whole(reader) else (not_whole(),)),
    )


def _bounds_of(looked: Looked) -> list[Note]:
    """What was not looked for, or not everywhere."""
    said = {
        Trouble.BROAD: looked.broad,
        Trouble.COMMON: looked.common,
        Trouble.PARTLY: looked.partly,
        Trouble.DENIED: [", ".join(looked.refused)] if looked.refused else [],
    }
    return [Note(trouble, each) for trouble, every in said.items() for each in every]


def _is_whole(reader: Reader) -> bool:
    bookmark: Bookmark | None = reader.bookmark()
    return bookmark is not None and not bookmark.filling


def _meant(question: Question) -> dict[tuple[str, str], list[str]]:
    """What the values of fields stand for, asked of the features that know."""
    return {
        (name, value): meant_by(name, value)
        for fields in (question.only, question.never)
        for name, values in fields.items()
        if name in RESOLVERS
        for value in values
    }


def _place(cursor: str) -> Key:
    values: list[Any] = read_cursor(cursor)
    with suppress(TypeError, ValueError, OverflowError):
        score, order, id, seen = values
        if isinstance(id, str) and isfinite(score) and 0 <= int(order) < 1 << 63 and 0 <= int(seen) < 1 << 31:
            return Key(float(score), int(order), id, int(seen))
    raise Invalid({"cursor": _("This cursor was not made here; start from the first page.")})


def alike(
    text: str,
    *,
    clauses: Collection[str] = (),
    kinds: Collection[str] = ("comment", "message"),
    limit: int = 5,
    audience: str = EVERYBODY,
    without: Collection[str] = (),
) -> tuple[Alike, ...]:
    """What was said before that is most like a text, the most like first.

    With ``clauses`` only what is about one of them; messages from elsewhere also when they mention none.
    """
    reader = opened()
    words = words_in(text)
    if reader is None or not words:
        return ()
    asked = telling(words, lambda some: reader.frequencies(some), reader.size())
    hits = [hit for hit in _candidates(reader, asked, clauses, kinds, audience) if hit.key.id not in without]
    best = _compared(reader, words, hits)[:limit]
    wanted = any_of(asked, {})
    return tuple(Alike(result_of(hit, wanted), round(how, 3)) for how, hit in best if how >= LEAST_ALIKE)


def _candidates(
    reader: Reader, asked: Collection[str], clauses: Collection[str], kinds: Collection[str], audience: str
) -> list[Hit]:
    if not asked:
        return []
    kind = {"kind": Narrow(frozenset(kinds))}
    narrowed = [kind | ({"clause": Narrow(frozenset(clauses))} if clauses else {})]
    if clauses and "message" in kinds:
        narrowed.append({"kind": Narrow(frozenset(["message"]))})
    found: dict[str, Hit] = {}
    for only in narrowed:
        wanted = any_of(asked, only, audiences=_audiences(audience))
        for hit in reader.find(wanted, limit=MOST_COMPARED, facets=False).hits:
            found.setdefault(hit.key.id, hit)
    return list(found.values())


def _audiences(audience: str) -> tuple[str, ...]:
    return (EVERYBODY, MODERATORS) if audience == MODERATORS else (EVERYBODY,)


def _compared(reader: Reader, words: dict[str, int], hits: Sequence[Hit]) -> list[tuple[float, Hit]]:
    """Hits with how much each is like some words, the most like first."""
    kept = [shown(hit.kept) for hit in hits]
    others = [words_in(each.get("text", ""), each.get("language", "")) for each in kept]
    many = reader.size()
    rarities = {word: rarity(n, many) for word, n in reader.frequencies(every_word([words, *others])).items()}
    found = [(likeness(words, other, rarities), hit) for other, hit in zip(others, hits, strict=True)]
    return sorted(found, key=lambda each: (-each[0], each[1].key.id))


def complete(text: str, *, audience: str = EVERYBODY, limit: int = 8) -> tuple[str, ...]:
    """What was typed with its last word finished, the most frequent first; nothing after a finished word."""
    question, reader = read(text), opened()
    head, _space, last = question.text.rpartition(" ")
    prefix = fold(last)
    if reader is None or text[-1:].isspace() or len(prefix) < 2 or not prefix.isalnum():
        return ()
    audiences = _audiences(audience)
    found = [
        word
        for word, _n in reader.beginning(prefix, limit * 2)
        if word != prefix and how_many(Wanted(exact=(word,)), reader, audiences)
    ]
    return tuple(f"{head} {word}".strip() for word in found[:limit])
