"""Pure: what characterises an opinion group, what all opinion groups share, what divides them.

The tests are those of Polis (``math/src/polismath/math/stats.clj`` and ``repness.clj``): probabilities with
one agreeing and one other vote added, a one-proportion test against one half, a two-proportion test against
everybody else, each with one added to counts and sizes; what passes both at 90 % is representative, most
representative first by the product of probability, its ratio to that of the others, and both test values.
Group-informed consensus is the product of the probabilities of all opinion groups, so that a large one cannot
hide a small one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import prod, sqrt

from .components import PLACES
from .votes import Column

Z90 = 1.2816
"""One-sided 90 %, as in Polis."""
TOP = 5
"""How many clauses represent an opinion group, as in Polis."""


class Stance(StrEnum):
    """Which way a clause is characteristic."""

    AGREE = "agree"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class GroupVotes:
    """How an opinion group voted on a clause; `seen`: all its votes, passes included."""

    agree: int = 0
    disagree: int = 0
    seen: int = 0

    def taking(self, stance: Stance) -> int:
        """Its votes one way."""
        return self.agree if stance == Stance.AGREE else self.disagree

    def __add__(self, other: "GroupVotes") -> "GroupVotes":
        return GroupVotes(self.agree + other.agree, self.disagree + other.disagree, self.seen + other.seen)


@dataclass(frozen=True, slots=True)
class Characteristic:
    """A clause that an opinion group stands out by.

    `ratio`: how many times as likely as others; `z_inside`: against one half; `z_between`: against the
    others.
    """

    clause: str
    stance: Stance
    votes: int
    seen: int
    probability: float
    ratio: float
    z_inside: float
    z_between: float

    @property
    def weight(self) -> float:
        """By which the most representative are found."""
        return self.probability * self.ratio * self.z_inside * self.z_between

    @property
    def passes(self) -> bool:
        """Whether both tests pass at 90 %."""
        return self.z_inside > Z90 and self.z_between > Z90


@dataclass(frozen=True, slots=True)
class ClauseOpinion:
    """A clause over all opinion groups: their votes, and the group-informed consensus to agree and to
    disagree.

    `spread`: between the highest and the lowest probability of a group to agree. `shared`: the stance that is
    more likely than not in every opinion group, by the test. `divides`: there are groups that differ, by the
    test.
    """

    clause: str
    votes: tuple[GroupVotes, ...]
    agree: float
    disagree: float
    spread: float
    shared: Stance | None
    divides: bool


def votes_of(column: Column, group: int) -> GroupVotes:
    """How the people of a group, as bits, voted on a clause."""
    return GroupVotes(
        (column.agree & group).bit_count(),
        (column.disagree & group).bit_count(),
        (column.seen & group).bit_count(),
    )


def clause_opinion(clause: str, votes: tuple[GroupVotes, ...]) -> ClauseOpinion:
    """What opinion groups together make of a clause."""
    agreeing = [probability(each.agree, each.seen) for each in votes]
    disagreeing = [probability(each.disagree, each.seen) for each in votes]
    shared = next((stance for stance in Stance if all(_leans(each, stance) for each in votes)), None)
    high, low = max(votes, key=_agreeing), min(votes, key=_agreeing)
    z = two_proportions(high.agree, low.agree, high.seen, low.seen) if high.seen and low.seen else 0.0
    return ClauseOpinion(
        clause,
        votes,
        round(prod(agreeing), PLACES),
        round(prod(disagreeing), PLACES),
        round(max(agreeing) - min(agreeing), PLACES),
        shared,
        z > Z90 and not shared,
    )


def representative(
    clauses: Sequence[str], votes: Sequence[tuple[GroupVotes, ...]], group: int
) -> tuple[Characteristic, ...]:
    """The clauses that represent an opinion group, at most five: what it agrees to, then what it disagrees
    with.

    Where nothing passes the tests: the one that sets it apart most, if it voted at all.
    """
    found = [
        _characteristic(clause, each[group], sum((*each[:group], *each[group + 1 :]), GroupVotes()))
        for clause, each in zip(clauses, votes, strict=True)
        if each[group].agree or each[group].disagree
    ]
    passing = sorted((each for each in found if each.passes), key=lambda each: (-each.weight, each.clause))
    if not passing:
        return tuple(sorted(found, key=lambda each: (-each.z_between, each.clause))[:1])
    return tuple(sorted(passing[:TOP], key=lambda each: each.stance == Stance.DISAGREE))


def probability(votes: int, seen: int) -> float:
    """The probability to vote so, (votes + 1) / (seen + 2)."""
    return (votes + 1) / (seen + 2)


def one_proportion(votes: int, seen: int) -> float:
    """How far a share lies above one half, in standard deviations, with one vote added."""
    return 2 * sqrt(seen + 1) * ((votes + 1) / (seen + 1) - 0.5)


def two_proportions(inside: int, outside: int, seen_inside: int, seen_outside: int) -> float:
    """How far a share lies above another, in standard deviations, with one added to everything; 0 if it
    cannot be told.
    """
    p, q = (inside + 1) / (seen_inside + 1), (outside + 1) / (seen_outside + 1)
    pooled = (inside + outside + 2) / (seen_inside + seen_outside + 2)
    variance = pooled * (1 - pooled) * (1 / (seen_inside + 1) + 1 / (seen_outside + 1))
    return (p - q) / sqrt(variance) if variance > 0 else 0.0


def _characteristic(clause: str, inside: GroupVotes, outside: GroupVotes) -> Characteristic:
    """A clause the way in which the group differs from the others most."""
    return max(
        (_towards(clause, stance, inside, outside) for stance in Stance), key=lambda each: each.z_between
    )


def _towards(clause: str, stance: Stance, inside: GroupVotes, outside: GroupVotes) -> Characteristic:
    votes, others = inside.taking(stance), outside.taking(stance)
    own = probability(votes, inside.seen)
    return Characteristic(
        clause,
        stance,
        votes,
        inside.seen,
        round(own, PLACES),
        round(own / probability(others, outside.seen), PLACES),
        round(one_proportion(votes, inside.seen), PLACES),
        round(two_proportions(votes, others, inside.seen, outside.seen), PLACES),
    )


def _leans(votes: GroupVotes, stance: Stance) -> bool:
    """Whether a group takes a stance: more likely than not, by the test."""
    taking = votes.taking(stance)
    return probability(taking, votes.seen) > 0.5 and one_proportion(taking, votes.seen) > Z90


def _agreeing(votes: GroupVotes) -> float:
    return probability(votes.agree, votes.seen)
