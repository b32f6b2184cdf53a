"""What can be hidden: declared by the feature whose things they are.

::

    hideable("comment", load=comment_at, parties=who_argues_there)

``load`` gives the thing behind a name, or None; ``parties`` gives the ids (``p:…``) of those who argue in its thread,
who therefore may not moderate there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ..kit.refs import Ref, ref

Load = Callable[[str], Any]
Parties = Callable[[Any], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Hideable:
    """How one kind of thing is found, and who is party to it."""

    load: Load
    parties: Parties


HIDEABLE: dict[str, Hideable] = {}


def hideable(kind: str, *, load: Load, parties: Parties) -> None:
    """Declare that things of a kind can be hidden. Declaring a kind again replaces it."""
    HIDEABLE[kind] = Hideable(load, parties)


def thing_called(named: Ref) -> Any:
    """The thing behind a ref; None when there is none, or when things of its kind cannot be hidden."""
    found = HIDEABLE.get(named.kind)
    return found.load(named.name) if found else None


def parties_of(thing: Any) -> frozenset[str]:
    """Who argues where this thing stands."""
    found = HIDEABLE.get(ref(thing).kind)
    return frozenset(found.parties(thing)) if found else frozenset()
