"""Pure: an outcome with its reasons. The last sentences say what would change it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from .counting import Counts
from .outcome import Objections, Status, Weighed, is_enough, status_of, weigh
from .policies import Policy
from .robustness import Dependence
from .saying import Said, in_english, said
from .tally import Tally


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a clause, why, and what would change it.

    `below`: the stakeholder groups heard whose share is less than the threshold.
    """

    status: Status
    weighed: Weighed
    below: tuple[str, ...]
    objections: Objections
    sentences: tuple[Said, ...]


def outcome(
    found: Tally, policy: Policy, objections: Objections = Objections(), *, last_call_ended: bool = False
) -> Outcome:
    """The outcome of a tally under a policy, explained."""
    return explained(weigh(found.by_group, policy), policy, objections, last_call_ended=last_call_ended)


def explained(
    weighed: Weighed, policy: Policy, objections: Objections, *, last_call_ended: bool = False
) -> Outcome:
    """The outcome of what was weighed, explained."""
    status = status_of(weighed, policy, objections, last_call_ended=last_call_ended)
    why = REASONS[status](weighed, policy, objections)
    return Outcome(status, weighed, weighed.below(policy.threshold), objections, tuple(why))


def outcome_as_data(found: Outcome, depends: Iterable[Dependence] = ()) -> dict[str, Any]:
    """``{status, sentence, depends_on, not_heard, lowest, below, objections}``; the sentence in English."""
    weighed, lowest = found.weighed, found.weighed.lowest
    return {
        "status": found.status.value,
        "sentence": in_english(found.sentences),
        "depends_on": [each.as_data for each in depends],
        "not_heard": list(weighed.not_heard),
        "lowest": lowest and {"group": lowest, **_figures(weighed.by_group, lowest)},
        "below": list(found.below),
        "objections": asdict(found.objections),
    }


def more_against(counts: Counts, threshold: Decimal) -> int:
    """The fewest further positions against with which a share falls below a threshold it reaches."""
    return max(1, floor(counts.backing / Fraction(threshold) - counts.of) + 1)


def more_backing(counts: Counts, threshold: Decimal) -> int | None:
    """The fewest further positions for with which a share reaches a threshold; None when none are enough."""
    asked = Fraction(threshold)
    if asked < 1:
        return max(0, ceil((asked * counts.of - counts.backing) / (1 - asked)))
    return None if counts.against else 0


def _quiet(weighed: Weighed, policy: Policy, objections: Objections) -> Iterator[Said]:
    yield said("quiet")
    yield from _too_few(weighed, policy)
    if objections.standing:
        yield said("objections-stand", standing=objections.standing)
    if (more := policy.quorum - weighed.totals.n) > 0:
        yield said("change-positions", more=more)
    if weighed.missing:
        yield said("change-must-be-heard", groups=weighed.missing)
    if (more := policy.groups_heard - len(weighed.heard)) > 0:
        yield said("change-groups", more=more, groups=weighed.not_heard)
    if weighed.totals.n and weighed.share is None:
        yield said("change-only-abstentions")


def _too_few(weighed: Weighed, policy: Policy) -> Iterator[Said]:
    if weighed.totals.n < policy.quorum:
        yield said("too-few-positions", n=weighed.totals.n, quorum=policy.quorum)
    if len(weighed.heard) < policy.groups_heard:
        heard, asked = len(weighed.heard), policy.groups_heard
        yield said("too-few-groups", heard=heard, asked=asked, groups=weighed.not_heard)
    if weighed.missing:
        yield said("must-be-heard-missing", groups=weighed.missing)
    if weighed.totals.n and weighed.share is None:
        yield said("only-abstentions")


def _consensus(weighed: Weighed, policy: Policy, objections: Objections) -> Iterator[Said]:
    yield said("consensus", backing=weighed.totals.backing, of=weighed.totals.of)
    yield from _lowest(weighed)
    yield said("change-objection")
    yield from _first_to_fall(weighed, policy.threshold)


def _rough(weighed: Weighed, policy: Policy, objections: Objections) -> Iterator[Said]:
    figures = {"backing": weighed.totals.backing, "of": weighed.totals.of}
    if objections.standing:
        yield said("rough-consensus", standing=objections.standing, **figures)
    else:
        yield said("rough-consensus-free", **figures)
    yield from _below(weighed, policy.threshold)
    yield from _lowest(weighed)
    yield said("change-unaddressed")
    yield from _first_to_fall(weighed, policy.rough_threshold)
    if objections.standing and weighed.reaches(policy.threshold):
        yield said("change-withdrawn", standing=objections.standing)


def _no_objection(weighed: Weighed, policy: Policy, objections: Objections) -> Iterator[Said]:
    yield said("no-objection", n=weighed.totals.n)
    if is_enough(weighed, policy):
        yield from _below(weighed, policy.threshold)
    else:
        yield from _too_few(weighed, policy)
    yield said("change-objection")


def _contested(weighed: Weighed, policy: Policy, objections: Objections) -> Iterator[Said]:
    yield said("contested")
    yield from _below(weighed, policy.rough_threshold)
    if objections.unaddressed:
        yield said("unanswered", unanswered=objections.unaddressed)
    if objections.unaddressed:
        yield said("change-answered", unanswered=objections.unaddressed)
    yield from _to_rise(weighed, policy.rough_threshold)


REASONS = {
    Status.QUIET: _quiet,
    Status.CONSENSUS: _consensus,
    Status.ROUGH: _rough,
    Status.NO_OBJECTION: _no_objection,
    Status.CONTESTED: _contested,
}


def _lowest(weighed: Weighed) -> Iterator[Said]:
    if group := weighed.lowest:
        yield said("lowest-group", group=group, **_figures(weighed.by_group, group))


def _below(weighed: Weighed, threshold: Decimal) -> Iterator[Said]:
    """Where a threshold is missed: in total, and in which stakeholder groups."""
    if weighed.share is not None and weighed.share < Fraction(threshold):
        if weighed.groups_equal:
            yield said("groups-equal-below", threshold=str(threshold))
        else:
            totals = weighed.totals
            yield said("below-threshold", backing=totals.backing, of=totals.of, threshold=str(threshold))
    for group in weighed.below(threshold):
        figures = _figures(weighed.by_group, group)
        yield said("group-below", group=group, threshold=str(threshold), **figures)


def _first_to_fall(weighed: Weighed, threshold: Decimal) -> Iterator[Said]:
    """How many further positions against it takes, where it takes the fewest: in total, or in one stakeholder
    group.
    """
    margins = {group: more_against(weighed.by_group[group], threshold) for group in weighed.shares}
    group = min(margins, key=margins.__getitem__, default=None)
    total = more_against(weighed.totals, threshold)
    if group is not None and (weighed.groups_equal or margins[group] < total):
        yield said("change-objects-group", more=margins[group], group=group)
    elif not weighed.groups_equal:
        yield said("change-objects", more=total)


def _to_rise(weighed: Weighed, threshold: Decimal) -> Iterator[Said]:
    """How many further positions for it takes, in each stakeholder group that is below, and in total where
    none is.
    """
    below = weighed.below(threshold)
    for group in below:
        more = more_backing(weighed.by_group[group], threshold)
        if more is None:
            yield said("change-minds-group", group=group)
        else:
            yield said("change-backing-group", more=more, group=group)
    if below or weighed.groups_equal or weighed.reaches(threshold):
        return
    more = more_backing(weighed.totals, threshold)
    yield said("change-minds") if more is None else said("change-backing", more=more)


def _figures(by_group: Mapping[str, Counts], group: str) -> dict[str, int]:
    return {"backing": by_group[group].backing, "of": by_group[group].of}
