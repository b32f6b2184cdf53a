"""Who may do what, and why: one table, asked by pages, templates, API and commands alike.

A feature declares ``{Can.HIDE: (predicate, sentence)}``; a predicate takes ``(viewer, thing)`` and answers with
truth. Views say ``@needs(Can.HIDE, on=loader)`` or ``@open_to_all``: silence is an error that a house test finds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import g

from .errors import Forbidden, NeedsSignIn

Predicate = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A predicate and the sentence that gives its reason."""

    predicate: Predicate
    sentence: Any


RULES: dict[str, Rule] = {}


def declare(rules: Mapping[Any, tuple[Predicate, Any]]) -> None:
    """Add a feature's rules to the table. Declaring the same permission again replaces it."""
    for permission, (predicate, sentence) in rules.items():
        RULES[str(permission)] = Rule(predicate, sentence)


def can(viewer: Any, permission: Any, thing: Any = None) -> bool:
    """May this person (or nobody, ``None``) do this, to this thing? Raises KeyError for an unknown permission."""
    return bool(RULES[str(permission)].predicate(viewer, thing))


def demand(viewer: Any, permission: Any, thing: Any = None) -> None:
    """Raise NeedsSignIn or Forbidden, with the rule's reason, unless :func:`can`."""
    if can(viewer, permission, thing):
        return
    reason = RULES[str(permission)].sentence
    raise NeedsSignIn(needs=reason) if viewer is None else Forbidden(_as_sentence(str(reason)))


def _as_sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:] + ("" if reason.endswith(".") else ".")


def needs(permission: Any, *, on: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """Guard a view. ``on`` takes the view's URL arguments and gives the thing, which the view then receives alone."""

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def door(**arguments: Any) -> Any:
            if on is None:
                demand(g.viewer, permission)
                return view(**arguments)
            thing = on(**arguments)
            demand(g.viewer, permission, thing)
            return view(thing)

        door.permission = str(permission)  # type: ignore[attr-defined]
        door.asks = lambda **arguments: demand(g.viewer, permission, on(**arguments) if on else None)  # type: ignore[attr-defined]
        return door

    return guard


def open_to_all(view: Callable[..., Any]) -> Callable[..., Any]:
    """Say that a view is open to everybody, on purpose."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def everybody(viewer: Any, thing: Any) -> bool:
    """True for all, also for nobody in particular."""
    return True


def signed_in(viewer: Any, thing: Any) -> bool:
    """True for a person with an account that may act."""
    return viewer is not None


def any_of(*predicates: Predicate) -> Predicate:
    """One of them suffices."""
    return lambda viewer, thing: any(predicate(viewer, thing) for predicate in predicates)


def all_of(*predicates: Predicate) -> Predicate:
    """All of them are needed."""
    return lambda viewer, thing: all(predicate(viewer, thing) for predicate in predicates)


def not_(predicate: Predicate) -> Predicate:
    """The opposite."""
    return lambda viewer, thing: not predicate(viewer, thing)
