"""What is stored of the text; ``docs/house.md`` and the decisions say why."""

from .clauses import (
    Alias,
    Change,
    ChangeSource,
    Clause,
    Gloss,
    Lineage,
    Meaning,
    Placement,
    Significance,
    Wording,
)
from .texts import (
    Correction,
    Draft,
    DraftFile,
    Part,
    PartKind,
    Period,
    Preparation,
    Publication,
    Sealing,
    Withdrawal,
)

__all__ = [
    "Alias",
    "Change",
    "ChangeSource",
    "Clause",
    "Correction",
    "Draft",
    "DraftFile",
    "Gloss",
    "Lineage",
    "Meaning",
    "Part",
    "PartKind",
    "Period",
    "Placement",
    "Preparation",
    "Publication",
    "Sealing",
    "Significance",
    "Withdrawal",
    "Wording",
]
