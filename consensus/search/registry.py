"""The registry of what can be found: each kind of subject, and how subjects of that kind become documents.

A feature declares, from its own ``documents.py``::

    @searchable("comment", subjects=all_comments)
    def comment_documents(refs: Sequence[Ref]) -> Iterable[Document]: ...

The function takes many refs at once and loads what they name as it is now. A thing that may no longer be found
(removed, hidden, withdrawn) simply yields nothing; whoever keeps an index drops what it had of that subject. One
subject may stand for several documents: a published draft for all of its clauses, an import for all of its messages.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..kit.refs import Ref

EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found. ``id`` is a ref as text; ``subject`` the ref of the act's subject it comes from."""

    id: str
    kind: str
    subject: str
    url: str
    title: str
    text: str
    language: str
    at: datetime
    author: str | None = None
    draft: str | None = None
    clause: str | None = None
    audience: str = EVERYBODY


Documents = Callable[[Sequence[Ref]], Iterable[Document]]
Subjects = Callable[[], Iterable[Ref]]


@dataclass(frozen=True, slots=True)
class Searchable:
    """How one kind of subject is found: its documents, and every subject there is, for building an index anew."""

    documents: Documents
    subjects: Subjects


SEARCHABLE: dict[str, Searchable] = {}


def searchable(kind: str, *, subjects: Subjects) -> Callable[[Documents], Documents]:
    """Declare that subjects of a kind can be found. Declaring a kind again replaces it."""

    def declare(documents: Documents) -> Documents:
        SEARCHABLE[kind] = Searchable(documents, subjects)
        return documents

    return declare


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
