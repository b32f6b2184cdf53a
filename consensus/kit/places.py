"""Where things have their page, and what they are called: told by features, asked by the record, feeds and mail.

A kind that nobody declared has no page; it is then shown as its ref.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .refs import Ref, ref


@dataclass(frozen=True, slots=True)
class Place:
    """How one kind of thing is found: its address by name (None: it has no page), and its words."""

    address: Callable[[str], str | None]
    words: Any


PLACES: dict[str, Place] = {}


def place(kind: str, address: Callable[[str], str | None], *, words: Any = "%(name)s") -> None:
    """Declare where things of a kind are, as a path, and what they are called: a sentence with ``%(name)s``.

    Declaring a kind again replaces it.
    """
    PLACES[kind] = Place(address, words)


def url_of(thing: Any) -> str | None:
    """The path of a thing's page, from a Ref, its text or a thing that has one; None when there is no page.

    Raises ValueError for something that is no reference.
    """
    found = _found(ref(thing))
    return found.address(ref(thing).name) if found else None


def words_of(thing: Any, *, name: str | None = None) -> str:
    """What a thing is called: ``draft 0.0.9``. ``name`` stands in for its own name where a better one is known."""
    named = ref(thing)
    found = _found(named)
    return str(found.words) % {"name": name or named.name} if found else name or str(named)


def _found(named: Ref) -> Place | None:
    return PLACES.get(named.kind)
