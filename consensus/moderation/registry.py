"""What can be hidden: declared by the feature whose things they are.

::

    hideable(
        "comment",
        load=comment_named, parties=who_argues_there,
        author=lambda comment: comment.author.actor_id, excerpt=lambda comment: plain(comment.body),
        around=lambda comment: [f"clause:{key}", f"draft:{version}"],
        load_all=comments_named, parties_of_all=who_argues_where,
    )

``load`` gives the thing behind a name, or None; ``parties`` gives the ids (``p:…``) of those who argue in its thread,
who therefore may not moderate there. ``author`` gives the id of whoever it is by, ``excerpt`` its words without
markup, for moderators and its author; ``around`` further things whose pages show it. The last two do for many what
the first two do for one, so that a list costs as many questions as a single thing.

Of a thing that is gone only its ref is left; the questions below then answer that nothing is known.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..kit.refs import Ref, parse, ref

Load = Callable[[str], Any]
Parties = Callable[[Any], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Hideable:
    """How one kind of thing is found, who is party to it, whose it is, what it says, and what else shows it.

    ``load_all`` takes names and gives what there is by name; ``parties_of_all`` takes things and gives ids by their
    refs as text.
    """

    load: Load
    parties: Parties
    author: Callable[[Any], str | None]
    excerpt: Callable[[Any], str]
    around: Callable[[Any], Iterable[Any]]
    load_all: Callable[[Collection[str]], Mapping[str, Any]] | None
    parties_of_all: Callable[[Collection[Any]], Mapping[str, Iterable[str]]] | None


HIDEABLE: dict[str, Hideable] = {}
LONGEST_NUMBER = 10


def hideable_by_number(kind: str, called: Callable[[Collection[int]], Iterable[Any]], **more: Any) -> None:
    """Declare the same of things that are named by their numbers. ``called`` takes numbers and gives what there is."""

    def load_all(names: Collection[str]) -> dict[str, Any]:
        numbers = {
            int(name) for name in names if name.isascii() and name.isdigit() and len(name) <= LONGEST_NUMBER
        }
        found = {ref(each).name: each for each in called(numbers)}
        return {name: found[name] for name in names if name in found}

    hideable(kind, load=lambda name: load_all([name]).get(name), load_all=load_all, **more)


def hideable(
    kind: str,
    *,
    load: Load,
    parties: Parties,
    author: Callable[[Any], str | None] = lambda thing: None,
    excerpt: Callable[[Any], str] = lambda thing: "",
    around: Callable[[Any], Iterable[Any]] = lambda thing: (),
    load_all: Callable[[Collection[str]], Mapping[str, Any]] | None = None,
    parties_of_all: Callable[[Collection[Any]], Mapping[str, Iterable[str]]] | None = None,
) -> None:
    """Declare that things of a kind can be hidden. Declaring a kind again replaces it."""
    HIDEABLE[kind] = Hideable(load, parties, author, excerpt, around, load_all, parties_of_all)


def thing_called(named: Ref) -> Any:
    """The thing behind a ref; None when there is none, or when things of its kind cannot be hidden."""
    found = HIDEABLE.get(named.kind)
    return found.load(named.name) if found else None


def things_called(refs: Iterable[str]) -> dict[str, Any]:
    """The things behind some refs, by ref as text, asked once a kind; those that are not there are left out."""
    names: dict[str, list[str]] = {}
    for named in map(parse, refs):
        names.setdefault(named.kind, []).append(named.name)
    return {
        f"{kind}:{name}": thing
        for kind, some in names.items()
        if kind in HIDEABLE
        for name, thing in _load_all(HIDEABLE[kind], some).items()
    }


def _load_all(kind: Hideable, names: list[str]) -> Mapping[str, Any]:
    if kind.load_all is not None:
        return kind.load_all(names)
    return {name: thing for name in names if (thing := kind.load(name)) is not None}


def _kind_of(thing: Any) -> Hideable | None:
    return None if isinstance(thing, Ref | str) else HIDEABLE.get(ref(thing).kind)


def parties_of(thing: Any) -> frozenset[str]:
    """Who argues where this thing stands, its author among them."""
    found = _kind_of(thing)
    return _with_author(found, thing, found.parties(thing)) if found else frozenset()


def parties_of_all(things: Iterable[Any]) -> dict[str, frozenset[str]]:
    """The same for some things, by ref as text, asked once a kind."""
    kinds: dict[str, list[Any]] = {}
    for thing in things:
        kinds.setdefault(ref(thing).kind, []).append(thing)
    return {
        named: parties
        for kind, some in kinds.items()
        if kind in HIDEABLE
        for named, parties in _parties_of_all(HIDEABLE[kind], some).items()
    }


def _parties_of_all(kind: Hideable, things: list[Any]) -> dict[str, frozenset[str]]:
    if kind.parties_of_all is None:
        return {str(ref(thing)): parties_of(thing) for thing in things}
    found = kind.parties_of_all(things)
    return {str(ref(thing)): _with_author(kind, thing, found.get(str(ref(thing)), ())) for thing in things}


def _with_author(kind: Hideable, thing: Any, parties: Iterable[str]) -> frozenset[str]:
    author = kind.author(thing)
    return frozenset(parties) | (frozenset([author]) if author else frozenset())


def author_of(thing: Any) -> str | None:
    """The id of whoever a thing is by; None when nobody stands behind it any more."""
    found = _kind_of(thing)
    return found.author(thing) if found else None


def excerpt_of(thing: Any) -> str:
    """What a thing says, without markup."""
    found = _kind_of(thing)
    return found.excerpt(thing) if found else ""


def around(thing: Any) -> list[Any]:
    """Further things whose pages show this one."""
    found = _kind_of(thing)
    return list(found.around(thing)) if found else []
