"""Pure: tally + policy + objections → the outcome of a clause. It is an indication; a chair makes the
consensus call.

The first that fits: consensus · rough consensus · no objection in last call · too few · contested. Shares are
compared as fractions of whole numbers, so that no outcome hangs on how a machine rounds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .counting import NONE, Counts, Traits, added
from .policies import Policy


class Status(StrEnum):
    """What becomes of a clause. *quiet* reads *too few positions*."""

    QUIET = "quiet"
    CONSENSUS = "consensus"
    ROUGH = "rough-consensus"
    NO_OBJECTION = "no-objection"
    CONTESTED = "contested"


WORST_FIRST = (Status.CONTESTED, Status.QUIET, Status.NO_OBJECTION, Status.ROUGH, Status.CONSENSUS)


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection that stands. `traits` are those of its author's position, None where it is no longer
    counted.
    """

    ref: str
    addressed: bool = False
    sustained: bool = False
    traits: Traits | None = None


@dataclass(frozen=True, slots=True)
class Objections:
    """How many objections stand, how many of these are not addressed, how many are sustained."""

    standing: int = 0
    unaddressed: int = 0
    sustained: int = 0

    def __sub__(self, other: "Objections") -> "Objections":
        return Objections(
            self.standing - other.standing,
            self.unaddressed - other.unaddressed,
            self.sustained - other.sustained,
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """Counts held against a policy, before anything is decided.

    `share`: for, of for and against; None where nobody is either. `heard` and `not_heard`: the policy's
    stakeholder groups, in its order. `missing`: those not heard that have to be. `shares`: of the groups
    heard, as far as they have one; a group that only abstained is heard and has none.
    """

    totals: Counts
    by_group: Mapping[str, Counts]
    share: Fraction | None
    heard: tuple[str, ...]
    not_heard: tuple[str, ...]
    missing: tuple[str, ...]
    shares: Mapping[str, Fraction]
    groups_equal: bool = False

    @property
    def lowest(self) -> str | None:
        """The stakeholder group with the lowest share; the first of several in the policy's order."""
        return min(self.shares, key=self.shares.__getitem__) if self.shares else None

    def below(self, threshold: Decimal) -> tuple[str, ...]:
        """The stakeholder groups heard whose share is less than a threshold."""
        return tuple(group for group, share in self.shares.items() if share < Fraction(threshold))

    def reaches(self, threshold: Decimal) -> bool:
        """Whether the share reaches a threshold, in total and in each stakeholder group heard."""
        return self.share is not None and self.share >= Fraction(threshold) and not self.below(threshold)


def objections_of(found: Iterable[Objection]) -> Objections:
    """Count objections that stand."""
    standing = list(found)
    return Objections(
        len(standing),
        sum(not each.addressed for each in standing),
        sum(each.sustained for each in standing),
    )


def weigh(by_group: Mapping[str, Counts], policy: Policy, *, groups_equal: bool = False) -> Weighed:
    """Counts by stakeholder group, those without one included, held against a policy.

    With `groups_equal` the share in total is the mean of the shares of the stakeholder groups heard.
    """
    totals = added(by_group.values())
    heard = tuple(group for group in policy.slugs if by_group.get(group, NONE).n >= policy.quorum_per_group)
    counted = ((group, by_group[group].share) for group in heard)
    shares = {group: share for group, share in counted if share is not None}
    share = totals.share
    if groups_equal:
        share = sum(shares.values(), Fraction()) / len(shares) if shares else None
    not_heard = tuple(group for group in policy.slugs if group not in heard)
    missing = tuple(group for group in policy.must_be_heard if group in not_heard)
    return Weighed(totals, by_group, share, heard, not_heard, missing, shares, groups_equal)


def is_enough(weighed: Weighed, policy: Policy) -> bool:
    """Whether there are enough positions, from enough stakeholder groups, to say anything."""
    return (
        weighed.totals.n >= policy.quorum
        and len(weighed.heard) >= policy.groups_heard
        and not weighed.missing
        and weighed.share is not None
    )


def status_of(
    weighed: Weighed, policy: Policy, objections: Objections, *, last_call_ended: bool = False
) -> Status:
    """The outcome of what was weighed. `last_call_ended`: an announced last call of the policy's length is
    over.
    """
    enough = is_enough(weighed, policy)
    if enough and weighed.reaches(policy.threshold) and not objections.standing:
        return Status.CONSENSUS
    if enough and weighed.reaches(policy.rough_threshold) and not objections.unaddressed:
        return Status.ROUGH
    if last_call_ended and policy.last_call_accepted and not objections.standing:
        return Status.NO_OBJECTION
    return Status.CONTESTED if enough else Status.QUIET


def worse_of(one: Status, other: Status) -> Status:
    """The worse of two outcomes, which the gate takes: contested, too few, no objection, rough consensus,
    consensus.
    """
    return min(one, other, key=WORST_FIRST.index)
