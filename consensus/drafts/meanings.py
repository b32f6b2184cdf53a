"""Which wording means what a former one meant, so that the positions taken on it still hold.

A meaning is shared with the source by an unchanged clause, one that only moved, and an editorial change. A
wording that comes back in the same surroundings takes its former meaning back. Everything else opens a new
one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from .changes import SUBSTANTIVE, ChangeFound, ChangeKind
from .sides import HEADING, Side, book

NEW: Final = "new"
Opened = Literal["new"]
"""Stands for a meaning that is yet to be opened."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a clause of a draft says: its wording's digest, that of its surroundings, and the meaning it
    has.
    """

    meaning: int
    digest: str
    surroundings: str


def assign_meanings(
    changes: Sequence[ChangeFound],
    said: Mapping[str, tuple[str, str]],
    previous: Mapping[str, Meant],
    former: Mapping[tuple[str, str, str], int] | None = None,
) -> dict[str, int | Opened]:
    """For each clause of the newer draft the meaning it takes over, or NEW.

    `said`: newer key to (digest, surroundings digest). `previous`: older key to what it meant in the draft
    before. `former`: (lasting key, digest, surroundings digest) to a meaning of that clause in any earlier
    draft; the lasting key is the one a change keeps, else its own. `removed` rows are passed over.
    """
    kept = [change for change in changes if change.kind != ChangeKind.REMOVED]
    return {change.key: _meaning(change, said[change.key], previous, former or {}) for change in kept}


def leaves_its_meaning(change: ChangeFound) -> bool:
    """Whether a clause means something else than what it comes from, as `assign_meanings` would have it."""
    return len(change.sources) != 1 or change.significance == SUBSTANTIVE


def surroundings_digest(chain: Sequence[str], required: bool | None) -> str:
    """SHA-256 hex of what governs a clause: wording digests of what it hangs from, nearest first, and
    required or not.
    """
    demand = {True: "required", False: "optional", None: ""}[required]
    return sha256("\n".join([demand, *chain]).encode()).hexdigest()


def surroundings_of(sides: Sequence[Side]) -> dict[str, str]:
    """The surroundings digest of every clause of a draft. Headings organise and are left out."""
    draft = book(sides)
    found = {}
    for position, side in enumerate(draft.sides):
        chain = []
        above = draft.parents[position]
        while above is not None and draft.sides[above].kind != HEADING:
            chain.append(draft.sides[above].digest)
            above = draft.parents[above]
        found[side.key] = surroundings_digest(chain, side.required)
    return found


def _meaning(
    change: ChangeFound,
    said: tuple[str, str],
    previous: Mapping[str, Meant],
    former: Mapping[tuple[str, str, str], int],
) -> int | Opened:
    source = previous.get(change.sources[0]) if len(change.sources) == 1 else None
    if source is not None and not leaves_its_meaning(change):
        return source.meaning
    returned = former.get((change.keeps or change.key, *said))
    left_behind = {previous[key].meaning for key in change.sources if key in previous}
    return NEW if returned is None or returned in left_behind else returned
