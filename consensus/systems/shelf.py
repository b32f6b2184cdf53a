"""Pure: the table of licences as people read it: what is judged, in groups, and what one asks about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..drafts.checklists import FRAMEWORKS
from .licences import NO, YES, Book, Licence
from .terms import Terms, acceptable

APPROVED, CONFORMS, NOT, OPEN = "approved", "conforms", "not", "open"
UNJUDGED = "not-judged"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Licences of one kind, by name."""

    name: str
    licences: tuple[Licence, ...]


def shelves(book: Book) -> tuple[Shelf, ...]:
    """Everything that the table judges: approved by OSI, conforming without that, not conforming, left open.

    Licences that are known by name only are left out.
    """
    found: dict[str, dict[str, Licence]] = {name: {} for name in (APPROVED, CONFORMS, NOT, OPEN)}
    words = (licence for _words, licence in book.words)
    for licence in (*book.exact.values(), *book.stems.values(), *words):
        if licence.name and not any(each.code == UNJUDGED for each in licence.why):
            found[_shelf(licence)].setdefault(licence.name, licence)
    return tuple(
        Shelf(name, tuple(sorted(some.values(), key=lambda each: each.name.casefold())))
        for name, some in found.items()
    )


def _shelf(licence: Licence) -> str:
    if licence.approved == YES:
        return APPROVED
    return {YES: CONFORMS, NO: NOT}.get(licence.conforms, OPEN)


def judged(text: str, *, book: Book) -> Mapping[Terms, list[str]]:
    """What the table says of a licence as somebody writes it: terms → the frameworks under which it says so."""
    found: dict[Terms, list[str]] = {}
    for framework in FRAMEWORKS:
        found.setdefault(acceptable(text, framework, book=book), []).append(framework)
    return found


def known(shelves: Sequence[Shelf]) -> int:
    """How many licences are judged."""
    return sum(len(shelf.licences) for shelf in shelves)
