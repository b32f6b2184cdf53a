"""Why the map says what it says: a few sentences with blanks, so that they can be translated."""

from dataclasses import dataclass
from types import MappingProxyType

REASONS = MappingProxyType(
    {
        "id": "carries the id of the older clause",
        "same": "same words",
        "same-place": "same words in the same place",
        "same-elsewhere": "same words in another place",
        "words": "%(common)d of %(words)d words in common",
        "words-between": "%(common)d of %(words)d words in common; stands between the same neighbours",
        "words-beside": "%(common)d of %(words)d words in common; stands beside the same neighbour",
        "words-under": "%(common)d of %(words)d words in common; hangs from the same clause",
        "words-above": "%(common)d of %(words)d words in common; the same clauses hang from it",
        "words-name": "%(common)d of %(words)d words in common; the same name",
        "children": "the same clauses hang from it",
        "part-of": "%(common)d of its %(words)d words come from a clause that was split",
        "joined": "takes in the words of %(sources)d older clauses",
        "new": "no older clause has enough of its words",
        "removed": "no newer clause has enough of its words",
        "composed": "followed through %(steps)d maps",
        "by-hand": "set by a maintainer",
        "taken": "what it seemed to come from was given to another clause by a maintainer",
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence of REASONS and what fills its blanks."""

    code: str
    params: tuple[tuple[str, int | str], ...] = ()

    @property
    def text(self) -> str:
        """The sentence in English."""
        return REASONS[self.code] % dict(self.params)


def reason(code: str, **params: int | str) -> Reason:
    """A reason with its blanks filled, in a fixed order so that equal reasons are equal."""
    return Reason(code, tuple(sorted(params.items())))
