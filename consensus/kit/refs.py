"""How things are named in ledger, index and API: ``comment:12``, ``draft:0.0.9``, ``clause:data-information``."""

import re
from dataclasses import dataclass
from typing import Any

_SHAPE = re.compile(r"([a-z][a-z-]*):(\S{1,200})")


@dataclass(frozen=True, slots=True)
class Ref:
    """A name of one thing: its kind and its own name within the kind."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


def ref(thing: Any) -> Ref:
    """The name of a thing: the thing itself when it is a Ref, a parsed string, or the thing's ``ref`` property.

    Raises ValueError when it has none.
    """
    if isinstance(thing, Ref):
        return thing
    if isinstance(thing, str):
        return parse(thing)
    named = getattr(thing, "ref", None)
    if isinstance(named, Ref):
        return named
    raise ValueError(f"{type(thing).__name__} has no ref")


def parse(text: str) -> Ref:
    """``"draft:0.0.9"`` → ``Ref("draft", "0.0.9")``. Raises ValueError for anything else."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise ValueError(f"not a reference: {text[:60]!r}")
    return Ref(found[1], found[2])
