"""Pure: the boolean expression of a checklist over what is known of its requirements.

Each state says what is certain, and each is better than the one before: *missing*, it is not there; *unknown*, nothing
is certain; *terms*, it is there and at worst its terms stand in the way; *met*. All-of takes the least of its parts,
at-least-one-of the best. So a better part never makes a worse whole, whatever the expression; and *met* never comes
out where it depends on something unknown, because unknown never counts for more than its worst.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..drafts.checklists import Checklist, Component, in_words, leaves


class State(StrEnum):
    """What is certain of a requirement, in one word."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    TERMS = "terms"
    MET = "met"

    @property
    def rank(self) -> int:
        """Its place, from the worst."""
        return RANKS[self]


RANKS = {state: place for place, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One leaf of the expression: what it asks for, and the clause it comes from."""

    id: str
    title: str
    group: str
    clause: str
    framework: str


def leaf_id(leaf: Any) -> str:
    """Under which name a leaf is answered: its component, or the key of its clause."""
    return leaf if isinstance(leaf, str) else str(leaf["clause"])


def requirements(checklist: Checklist) -> tuple[Requirement, ...]:
    """What the checklist asks for, each once, in the order of the expression."""
    found = {leaf_id(leaf): isinstance(leaf, str) for leaf in leaves(checklist.requires)}
    return tuple(_requirement(checklist.components.get(id), id, plain) for id, plain in found.items())


def _requirement(component: Component | None, id: str, plain: bool) -> Requirement:
    if component is None:
        return Requirement(id, "", "", id, "")
    clause = component.clause if plain else id
    return Requirement(id, component.title, component.group, clause, component.framework)


def state_of(expression: Any, of: Mapping[str, State]) -> State:
    """The state of the whole, from the states of its leaves; a leaf that is not there is unknown."""
    name, parts = _parts(expression)
    if not parts:
        return of.get(leaf_id(expression), State.UNKNOWN)
    found = (state_of(part, of) for part in parts)
    return max(found, key=RANKS.__getitem__) if name == "any" else min(found, key=RANKS.__getitem__)


def deciding(expression: Any, of: Mapping[str, State]) -> tuple[str, ...]:
    """The leaves to which the whole owes that it is not met: those it shares its state with, all the way down."""
    return tuple(dict.fromkeys(_deciding(expression, of)))


def _deciding(expression: Any, of: Mapping[str, State]) -> Iterator[str]:
    state = state_of(expression, of)
    if state == State.MET:
        return
    _, parts = _parts(expression)
    if not parts:
        yield leaf_id(expression)
    for part in parts:
        if state_of(part, of) == state:
            yield from _deciding(part, of)


def spared(expression: Any, of: Mapping[str, State]) -> dict[str, str]:
    """Leaves that are not met and need not be: leaf → what is there in their place.

    At-least-one-of names its parts in decreasing order of importance: the first that is met is named.
    """
    needed, found = set[str](), dict[str, str]()
    _walk(expression, of, "", needed, found)
    return {id: by for id, by in found.items() if id not in needed}


def _walk(expression: Any, of: Mapping[str, State], by: str, needed: set[str], found: dict[str, str]) -> None:
    name, parts = _parts(expression)
    if not parts:
        id = leaf_id(expression)
        if of.get(id) == State.MET:
            return
        if by:
            found.setdefault(id, by)
        else:
            needed.add(id)
        return
    met = next((part for part in parts if state_of(part, of) == State.MET), None)
    for part in parts:
        replaced = name == "any" and met is not None and part is not met
        _walk(part, of, by or (in_words(met) if replaced else ""), needed, found)


def alternatives(expression: Any) -> tuple[tuple[str, ...], ...]:
    """The leaves of each at-least-one-of, outermost first, in order of importance."""
    name, parts = _parts(expression)
    inner = tuple(group for part in parts for group in alternatives(part))
    if name != "any":
        return inner
    return (tuple(leaf_id(leaf) for leaf in leaves(expression)), *inner)


def _parts(expression: Any) -> tuple[str, list[Any]]:
    """The operator and its parts; no parts of a leaf."""
    if isinstance(expression, str):
        return "", []
    ((name, value),) = expression.items()
    return (name, value) if name in ("all", "any") else ("", [])
