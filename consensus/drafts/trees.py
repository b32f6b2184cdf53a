"""Pure: the tree of a draft while it is built."""

from __future__ import annotations

from dataclasses import dataclass, field

from .naming import Keys
from .pieces import Caution, Dropped, OutlinePart, Piece


@dataclass(slots=True, eq=False)
class Node:
    """One clause to be."""

    piece: Piece
    file: str
    part: int
    parent: Node | None
    opens_part: bool = False
    number: str = ""

    @property
    def depth(self) -> int:
        """0 for the heading of a part."""
        if self.parent is not None:
            return self.parent.depth + 1
        return int(not self.opens_part)


@dataclass(slots=True)
class Tree:
    """All clauses of a draft while the tree is built."""

    fields: dict[str, str] = field(default_factory=dict)
    parts: list[OutlinePart] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    slugs: Keys = field(default_factory=lambda: Keys(()))
    nodes: list[Node] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
