"""Pure: a draft's ``checklist.toml``, the requirement it places on components, as a boolean expression.

``requires`` is an id, ``{all=[…]}``, ``{any=[…]}`` or ``{clause="key"}``, nested; ``[[component]]`` tables say what
the ids are.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..kit.text.toml import read_toml

FRAMEWORKS = ("osi", "osi-terms", "osd", "osd-terms")
DEEPEST = 12


class ChecklistError(ValueError):
    """A checklist that cannot be used; its text says where and why."""


@dataclass(frozen=True, slots=True)
class Component:
    """Something an AI system is made of, as a checklist names it."""

    id: str
    title: str
    group: str
    clause: str
    framework: str
    optional: bool
    was: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """Components by id, and the expression over them."""

    components: Mapping[str, Component]
    requires: Any


def read_checklist(text: str) -> Checklist:
    """Read ``checklist.toml``. Raises ChecklistError with a sentence that names the place."""
    try:
        data = read_toml(text)
    except ValueError as error:
        raise ChecklistError(f"checklist.toml cannot be read: {error}") from error
    components: dict[str, Component] = {}
    for table in _tables(data):
        component = _component(table)
        if component.id in components:
            raise ChecklistError(f"the component {component.id!r} stands twice")
        components[component.id] = component
    if "requires" not in data:
        raise ChecklistError("checklist.toml has no `requires`; it says which components are asked for")
    for leaf in leaves(data["requires"]):
        if isinstance(leaf, str) and leaf not in components:
            raise ChecklistError(f"`requires` names the component {leaf!r}, which has no [[component]]")
    return Checklist(components, data["requires"])


def _tables(data: Mapping[str, Any]) -> list[Any]:
    tables = data.get("component", [])
    if not isinstance(tables, list):
        raise ChecklistError("components are written as [[component]] tables")
    return tables


def _component(table: Any) -> Component:
    for name in ("id", "title"):
        if not isinstance(table, Mapping) or not isinstance(table.get(name), str) or not table[name]:
            raise ChecklistError(f"a [[component]] has no `{name}`")
    framework = table.get("framework", "")
    if framework and framework not in FRAMEWORKS:
        raise ChecklistError(
            f"the component {table['id']!r} asks for {framework!r}; known are {', '.join(FRAMEWORKS)}"
        )
    was = table.get("was", [])
    if not isinstance(was, str | list) or not all(isinstance(name, str) for name in was):
        raise ChecklistError(f"the component {table['id']!r} says in `was` what is no id, nor a list of ids")
    return Component(
        table["id"],
        table["title"],
        str(table.get("group", "")),
        str(table.get("clause", "")),
        framework,
        bool(table.get("optional", False)),
        tuple([was] if isinstance(was, str) else was),
    )


def leaves(expression: Any, depth: int = 0) -> Iterator[Any]:
    """The ids (text) and clauses (``{"clause": key}``) of an expression, in order. Raises ChecklistError."""
    if depth > DEEPEST:
        raise ChecklistError(f"`requires` is nested more than {DEEPEST} deep")
    if isinstance(expression, str):
        yield expression
        return
    if not isinstance(expression, Mapping) or len(expression) != 1:
        raise ChecklistError('`requires` is built of ids, {all=[…]}, {any=[…]} and {clause="key"}')
    ((name, value),) = expression.items()
    if name == "clause" and isinstance(value, str):
        yield {"clause": value}
    elif name in ("all", "any") and isinstance(value, list) and value:
        for inner in value:
            yield from leaves(inner, depth + 1)
    else:
        raise ChecklistError(
            f"`requires` holds {name!r}, which is none of all, any and clause with what they need"
        )


def in_words(expression: Any) -> str:
    """The expression on one line: ``all(a, any(b, c), clause(data-description))``."""
    if isinstance(expression, str):
        return expression
    ((name, value),) = expression.items()
    return (
        f"clause({value})" if name == "clause" else f"{name}({', '.join(in_words(inner) for inner in value)})"
    )


def warnings_of(checklist: Checklist, keys: Collection[str]) -> list[str]:
    """What a maintainer should look at: clauses that the checklist names and the draft does not have."""
    named = {component.clause for component in checklist.components.values() if component.clause}
    named |= {leaf["clause"] for leaf in leaves(checklist.requires) if isinstance(leaf, Mapping)}
    return [
        f"the checklist names the clause {key!r}, which this draft does not have"
        for key in sorted(named - set(keys))
    ]
