"""Who must know when a clause is given an identity of its own: a registry that features fill from their folders.

Whatever a feature keeps by clause has to go along, for the drafts from which on the clause is another one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parting:
    """A clause that got another identity in some drafts. ``wordings``: those that were copied, old → new."""

    former: int
    own: int
    own_key: str
    drafts: Sequence[int]
    wordings: Mapping[int, int]


Follow = Callable[[Parting], None]
FOLLOWERS: dict[str, Follow] = {}


def when_parted(name: str, follow: Follow) -> None:
    """Declare what a feature does then, inside the same transaction. Declaring a name again replaces it."""
    FOLLOWERS[name] = follow


def tell_of_parting(parting: Parting) -> None:
    """Have every feature follow."""
    for follow in FOLLOWERS.values():
        follow(parting)
