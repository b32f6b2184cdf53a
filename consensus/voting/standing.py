"""Pure: what became of my positions in the current draft: they stand, came along, or are stale.

Meanings decide, never words or keys: a position counts in a draft if the draft has its meaning. *Taken on
0.0.8, same words* has the meaning and the wording; *edited* has the meaning with other words (an editorial
change, which its holder may refuse); *stale* has no such meaning here (a change of substance, changed
surroundings, split, merge, removal).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .counting import Carried, Choice


class State(StrEnum):
    """What became of a position; in the order in which I am shown mine: what needs me stands first."""

    STALE = "stale"
    EDITED = "edited"
    SAME_WORDS = "same-words"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Taken:
    """A position of mine that I have not ended: where it was taken, on which words, and what they mean.

    `refused`: I refused to have it carried over edited words. `order`: later ones are higher.
    """

    draft: str
    key: str
    wording: str
    meaning: int
    choice: Choice
    refused: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A clause of the current draft on which positions can be taken."""

    key: str
    wording: str
    meaning: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A position of mine seen from the current draft.

    `key`: the clause it counts on, None when it is stale. `successors`: for a stale one, the clauses of the
    current draft that came from its clause, to look at instead; none: the clause is gone. `replaced`: I have
    said something else on a successor since, so that there is nothing left to do about it.
    """

    taken: Taken
    state: State
    key: str | None
    successors: tuple[str, ...] = ()
    replaced: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is counted in the current draft."""
        return self.state != State.STALE

    @property
    def carried(self) -> Carried:
        """What a counter of the current draft says of it."""
        return {State.SAME_WORDS: Carried.SAME_WORDS, State.EDITED: Carried.EDITED}.get(
            self.state, Carried.NOT
        )

    @property
    def needs_me(self) -> bool:
        """Whether I am asked to reaffirm, change or withdraw it."""
        return not self.counts and not self.replaced and bool(self.successors)


def seen_from(
    draft: str,
    placements: Iterable[Placed],
    taken: Iterable[Taken],
    successors: Mapping[str, Sequence[str]] | None = None,
) -> list[Standing]:
    """My positions seen from a draft: stale ones first, then in the order of the draft.

    `successors`: key of a clause to the keys of the draft's clauses that came from it, itself included;
    without it a clause is its own successor. Of two positions on one meaning only the later one is mine; the
    other is passed over.
    """
    here = list(placements)
    by_meaning = {placed.meaning: placed for placed in here}
    order = {placed.key: at for at, placed in enumerate(here)}
    latest: dict[int, Taken] = {}
    for position in sorted(taken, key=lambda each: each.order):
        latest[position.meaning] = position
    found = [_standing(draft, position, by_meaning, order, successors) for position in latest.values()]
    said = {standing.key for standing in found if standing.counts}
    found = [_replaced(standing, said) for standing in found]
    return sorted(found, key=lambda standing: _place(standing, order))


def _standing(
    draft: str,
    taken: Taken,
    by_meaning: Mapping[int, Placed],
    order: Mapping[str, int],
    successors: Mapping[str, Sequence[str]] | None,
) -> Standing:
    placed = by_meaning.get(taken.meaning)
    if placed is None or (taken.refused and placed.wording != taken.wording):
        next_keys = [taken.key] if successors is None else successors.get(taken.key, ())
        return Standing(taken, State.STALE, None, tuple(key for key in next_keys if key in order))
    if placed.wording != taken.wording:
        return Standing(taken, State.EDITED, placed.key)
    return Standing(taken, State.HERE if taken.draft == draft else State.SAME_WORDS, placed.key)


def _replaced(standing: Standing, said: set[str | None]) -> Standing:
    if standing.counts or not standing.successors:
        return standing
    replaced = all(key in said for key in standing.successors)
    return Standing(standing.taken, standing.state, None, standing.successors, replaced)


def _place(standing: Standing, order: Mapping[str, int]) -> tuple[int, int, int, str]:
    keys = (standing.key,) if standing.key else standing.successors
    at = min((order[key] for key in keys if key in order), default=len(order))
    first = 0 if standing.needs_me else 1 if not standing.counts else 2
    return first, at, list(State).index(standing.state), standing.taken.key
