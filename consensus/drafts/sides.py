"""What alignment knows of a clause, on either side, and what it finds: pure values, no behaviour of their
own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

HEADING = "heading"
GROUP = "group"
ROW = "row"
CELL = " | "
ORGANISING = frozenset({HEADING, GROUP})


@dataclass(frozen=True, slots=True)
class Side:
    """One clause of one draft. `text` is its wording in normal form, `parent` a key of the same draft."""

    key: str
    given: bool
    kind: str
    text: str
    markdown: str
    digest: str
    lead: str
    part: str
    parent: str | None
    required: bool | None
    order: int
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """Which older clauses one newer clause comes from; none: it is new. The first source is the most similar.

    `confidence` is 0..1. `reason` is English; `reason_code` and `reason_params` are the same sentence for
    translation, see `consensus.drafts.reasons`.
    """

    key: str
    sources: tuple[str, ...]
    confidence: float
    reason: str
    reason_code: str = ""
    reason_params: tuple[tuple[str, int | str], ...] = ()


@dataclass(slots=True)
class Book:
    """One draft in reading order, with its tree as indexes."""

    sides: list[Side]
    index: dict[str, int] = field(init=False)
    parents: list[int | None] = field(init=False)
    children: list[list[int]] = field(init=False)
    siblings: list[tuple[int | None, int | None]] = field(init=False)

    def __post_init__(self) -> None:
        """Derive the tree; a parent that is not in the draft, or does not stand before, counts as none."""
        self.index = {}
        for position, side in enumerate(self.sides):
            self.index.setdefault(side.key, position)
        self.parents = [self._parent_of(position) for position in range(len(self.sides))]
        self.children = [[] for _ in self.sides]
        for position, parent in enumerate(self.parents):
            if parent is not None:
                self.children[parent].append(position)
        self.siblings = [(None, None)] * len(self.sides)
        roots = [position for position, parent in enumerate(self.parents) if parent is None]
        for row in (roots, *self.children):
            for before, position, after in zip([None, *row], row, [*row[1:], None], strict=False):
                self.siblings[position] = before, after

    def _parent_of(self, position: int) -> int | None:
        parent = self.sides[position].parent
        found = None if parent is None else self.index.get(parent)
        return None if found is None or found >= position else found

    def __len__(self) -> int:
        return len(self.sides)


def book(sides: Sequence[Side]) -> Book:
    """Clauses of one draft, put into reading order."""
    return Book(sorted(sides, key=lambda side: side.order))


def name_of(side: Side) -> str:
    """What tells a renamed clause: its heading, the name of its group, or its bold lead term; without
    colon.
    """
    if side.kind == HEADING:
        name = side.text
    elif side.kind == GROUP:
        name = side.lead or first_cell(side).partition(":")[0]
    else:
        name = side.lead
    return name.strip(" *_:.")


def first_cell(side: Side) -> str:
    """What a row or group of a table is about; of anything else the whole text."""
    return side.text.split(CELL)[0]
