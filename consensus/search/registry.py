"""The registry of what can be found: each kind of subject, and how subjects of that kind become documents.

A feature declares, from its own ``documents.py``::

    @searchable("comment", subjects=all_comments)
    def comment_documents(refs: Sequence[Ref]) -> Iterable[Document]: ...

The function takes many refs at once and loads what they name as it is now. A thing that may no longer be found
(removed, withdrawn) simply yields nothing; whoever keeps an index drops what it had of that subject. What is folded
yields documents for the audience ``MODERATORS``. One subject may stand for several documents: a published draft for all
of its clauses.

An act on one thing may change what is found of many others (an import: all of its messages)::

    @reaches("import")
    def messages_of(ref: Ref, after: str | None) -> Iterable[Ref]: ...

And people name things otherwise than the index does (``author:ana``, ``draft:latest``)::

    @resolves("author")
    def people_called(words: str) -> Iterable[str]: ...
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..kit.refs import Ref
from .document import EVERYBODY, MODERATORS, Document

__all__ = ["EVERYBODY", "MODERATORS", "Document", "searchable"]

Documents = Callable[[Sequence[Ref]], Iterable[Document]]
Subjects = Callable[[], Iterable[Ref]]
Reach = Callable[[Ref, str | None], Iterable[Ref]]
Changed = Callable[[datetime], Iterable[Ref]]
Resolve = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Searchable:
    """How one kind of subject is found: its documents, and every subject there is, for building an index anew.

    ``when_touched``: an act on something else that touches it is a reason to look at it again. ``at_start``: it
    changes without any act, so a follower looks at all of it when it starts. ``changed``: what of it has changed so
    since a moment; cheap, for it is asked again and again.
    """

    documents: Documents
    subjects: Subjects
    when_touched: bool = True
    at_start: bool = False
    changed: Changed | None = None


SEARCHABLE: dict[str, Searchable] = {}
REACHES: dict[str, list[Reach]] = {}
RESOLVERS: dict[str, list[Resolve]] = {}


def searchable(
    kind: str,
    *,
    subjects: Subjects,
    when_touched: bool = True,
    at_start: bool = False,
    changed: Changed | None = None,
) -> Callable[[Documents], Documents]:
    """Declare that subjects of a kind can be found. Declaring a kind again replaces it."""

    def declare(documents: Documents) -> Documents:
        SEARCHABLE[kind] = Searchable(documents, subjects, when_touched, at_start, changed)
        return documents

    return declare


def reaches(kind: str) -> Callable[[Reach], Reach]:
    """Declare which other subjects are looked at again after an act on a thing of a kind.

    The function takes the thing and the last subject already looked at (``after``, a ref as text, or None), and gives
    the subjects that follow, always in the same order.
    """

    def declare(reach: Reach) -> Reach:
        known = REACHES.get(kind, [])
        REACHES[kind] = known if reach in known else [*known, reach]
        return reach

    return declare


def resolves(field: str) -> Callable[[Resolve], Resolve]:
    """Declare what people may mean by the words after ``author:``, ``clause:``, … → the values documents carry."""

    def declare(resolve: Resolve) -> Resolve:
        known = RESOLVERS.get(field, [])
        RESOLVERS[field] = known if resolve in known else [*known, resolve]
        return resolve

    return declare


def meant_by(field: str, words: str) -> list[str]:
    """The values that some words stand for in a field, the words themselves first."""
    found = [words]
    for resolve in RESOLVERS.get(field, ()):
        found += resolve(words)
    return list(dict.fromkeys(found))


def documents_of(refs: Iterable[Ref]) -> dict[Ref, list[Document]]:
    """What some subjects have to show now: each subject of a known kind with its documents, perhaps none.

    One call for each kind, however many subjects. Kinds that nobody declared are left out.
    """
    by_kind: dict[str, list[Ref]] = defaultdict(list)
    for each in dict.fromkeys(refs):
        if each.kind in SEARCHABLE:
            by_kind[each.kind].append(each)
    found: dict[Ref, list[Document]] = {each: [] for some in by_kind.values() for each in some}
    by_name = {str(each): each for each in found}
    for kind, some in by_kind.items():
        for document in SEARCHABLE[kind].documents(some):
            found[by_name[document.subject]].append(document)
    return found


def all_subjects() -> Iterator[Ref]:
    """Every subject of every kind, in the order of declaration."""
    for each in SEARCHABLE.values():
        yield from each.subjects()


def subjects_at_start() -> Iterator[Ref]:
    """Every subject that changes without an act."""
    for each in SEARCHABLE.values():
        if each.at_start:
            yield from each.subjects()


def subjects_changed(since: datetime) -> Iterator[Ref]:
    """Every subject that has changed without an act since a moment."""
    for each in SEARCHABLE.values():
        if each.changed is not None:
            yield from each.changed(since)


def subjects_of(subject: Ref, touched: Iterable[Ref], after: str | None = None) -> Iterator[tuple[str, Ref]]:
    """What an act makes us look at again: its subject, what it touches, and whatever its subject reaches.

    Each with a mark of its place; given as ``after``, only what follows that place.
    """
    start, last = _place(after)
    if after is None:
        for each in (subject, *(each for each in touched if each != subject and _looked_at(each))):
            yield "", each
    for n, reach in enumerate(REACHES.get(subject.kind, ())):
        if n >= start:
            for each in reach(subject, last if n == start else None):
                yield f"{n} {each}", each


def _place(after: str | None) -> tuple[int, str | None]:
    n, _, last = (after or "").partition(" ")
    return int(n or 0), last or None


def _looked_at(touched: Ref) -> bool:
    known = SEARCHABLE.get(touched.kind)
    return known.when_touched if known else False
