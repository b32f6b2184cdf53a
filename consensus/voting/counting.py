"""Pure: positions, what is known of their holders, and counters of them. Whole numbers only.

A counter says how many positions of each choice share the same traits. Counters add up: those of two drafts
of one meaning, of two stops, of two guests that were merged. So a tally never reads positions, only counters.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Self

ONLINE = "online"
STOP = "stop:"
UNSTATED = "unstated"
"""Stands in tables for a stakeholder group or a continent that was left out."""


class Choice(StrEnum):
    """What a person says of words, in the order in which it is offered. *accept* reads *can live with it*."""

    SUPPORT = "support"
    ACCEPT = "accept"
    ABSTAIN = "abstain"
    OBJECT = "object"


class Carried(StrEnum):
    """How a position came to the words it is counted on."""

    NOT = ""
    SAME_WORDS = "same-words"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Traits:
    """What is copied onto a position when it is taken or reaffirmed.

    `channel`: ``online`` or ``stop:<slug>``. `established`: the account was old enough for the policy.
    `late`: taken in time, entered after closing. `carried`: taken on an earlier draft, on the same or on
    edited words.
    """

    group: str | None = None
    channel: str = ONLINE
    continent: str | None = None
    organisation: str | None = None
    maker: bool = False
    en_bloc: bool = False
    established: bool = True
    carried: Carried = Carried.NOT
    late: bool = False
    scribe: str | None = None

    @property
    def place(self) -> str:
        """Where the position stands in a table by stakeholder group."""
        return self.group or UNSTATED

    @property
    def stop(self) -> str | None:
        """The stop's slug, for a position from a room."""
        return self.channel.removeprefix(STOP) if self.channel.startswith(STOP) else None


@dataclass(frozen=True, slots=True)
class Held:
    """One person's position on one meaning."""

    holder: str
    choice: Choice
    traits: Traits = Traits()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many positions of each choice. They add up and, where one is part of the other, subtract."""

    support: int = 0
    accept: int = 0
    abstain: int = 0
    object: int = 0

    @property
    def backing(self) -> int:
        """*for*: support and accept."""
        return self.support + self.accept

    @property
    def against(self) -> int:
        """*against*: object."""
        return self.object

    @property
    def of(self) -> int:
        """What shares are taken of: for and against, without abstentions."""
        return self.backing + self.against

    @property
    def share(self) -> Fraction | None:
        """for, of for and against, exactly; None where nobody is either."""
        return Fraction(self.backing, self.of) if self.of else None

    @property
    def n(self) -> int:
        """All positions, abstentions included; what a quorum is compared with."""
        return self.of + self.abstain

    def __add__(self, other: Self) -> "Counts":
        return Counts(
            self.support + other.support,
            self.accept + other.accept,
            self.abstain + other.abstain,
            self.object + other.object,
        )

    def __sub__(self, other: Self) -> "Counts":
        """Without a part of these. Raises ValueError where the other is no part."""
        left = (
            self.support - other.support,
            self.accept - other.accept,
            self.abstain - other.abstain,
            self.object - other.object,
        )
        if min(left) < 0:
            raise ValueError(f"{other} is no part of {self}")
        return Counts(*left)


NONE = Counts()

Counters = Mapping[Traits, Counts]


def count(positions: Iterable[Held]) -> dict[Traits, Counts]:
    """Counters of the positions on one meaning. Raises ValueError when somebody holds two of them."""
    found: dict[tuple[Traits, Choice], int] = defaultdict(int)
    holders: set[str] = set()
    for held in positions:
        if held.holder in holders:
            raise ValueError(f"{held.holder} holds two positions on one meaning")
        holders.add(held.holder)
        found[held.traits, held.choice] += 1
    return merged({traits: Counts(**{choice.value: many})} for (traits, choice), many in found.items())


def merged(counters: Iterable[Counters]) -> dict[Traits, Counts]:
    """Counters added up. In any order and grouping the result is the same."""
    found: dict[Traits, Counts] = {}
    for each in counters:
        for traits, counts in each.items():
            found[traits] = found.get(traits, NONE) + counts
    return found


def kept(counters: Counters, keeps: Callable[[Traits], bool]) -> dict[Traits, Counts]:
    """Only the counters whose traits pass."""
    return {traits: counts for traits, counts in counters.items() if keeps(traits)}


def total(counters: Counters) -> Counts:
    """All of them, added up."""
    return added(counters.values())


def added(counts: Iterable[Counts]) -> Counts:
    """Counts added up."""
    sums = [0, 0, 0, 0]
    for each in counts:
        sums[0] += each.support
        sums[1] += each.accept
        sums[2] += each.abstain
        sums[3] += each.object
    return Counts(*sums)


def split_by(counters: Counters, feature: Callable[[Traits], str | None]) -> dict[str, Counts]:
    """Counts by a feature, in the order of its names; what was left out stands last, under ``unstated``."""
    found: dict[str, Counts] = {}
    for traits, counts in counters.items():
        name = feature(traits) or UNSTATED
        found[name] = found.get(name, NONE) + counts
    return in_order(found)


def in_order(found: Mapping[str, Counts]) -> dict[str, Counts]:
    """A table in the order of its names, ``unstated`` last."""
    return {name: found[name] for name in sorted(found, key=lambda name: (name == UNSTATED, name))}
