"""Pure: the same positions counted by another stated rule, and whether the outcome depends on the rule.

Every rule changes one thing and leaves the rest of the policy, quorums and thresholds in each stakeholder
group included:

- ``person``: nothing; the policy's own way, each person one.
- ``organisation``: each organisation one, people without organisation one each. An organisation says what
  most of its people say (for, against or abstaining; a tie abstains), and supports only where more of them
  support than can live with it. In the table of a stakeholder group it is one for its people of that group.
- ``groups-equal``: the share in total is the mean of the shares of the stakeholder groups heard.
- ``without-makers``, ``without-en-bloc``, ``established``, ``online``, ``rooms``: only positions of that
  kind.
- ``stop:<slug>``: only positions from that stop.
- ``threshold=0.NN``: another threshold, for rough consensus too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from .breakdown import EN_BLOC, MAKER, NEW, STOP, Breakdown, ByGroup, breakdown_of, less, summed
from .breakdown import ORGANISATION as OF_ONE
from .counting import NONE, ONLINE, Counters, Counts, Traits, added
from .counting import STOP as STOPS
from .explaining import Outcome, explained
from .outcome import Objection, Status, objections_of, weigh
from .policies import Policy
from .robustness import ESTABLISHED, WITHOUT_EN_BLOC, WITHOUT_MAKERS
from .shares import PLACES
from .tally import totals_as_data

PERSON, ORGANISATION, GROUPS_EQUAL, ONLINE_ONLY, ROOMS = (
    "person", "organisation", "groups-equal", "online", "rooms",
)  # fmt: skip
THRESHOLD = "threshold"

KEEPS: Mapping[str, Callable[[Traits], bool]] = {
    WITHOUT_MAKERS: lambda traits: not traits.maker,
    WITHOUT_EN_BLOC: lambda traits: not traits.en_bloc,
    ESTABLISHED: lambda traits: traits.established,
    ONLINE_ONLY: lambda traits: traits.channel == ONLINE,
    ROOMS: lambda traits: traits.stop is not None,
}
LEAVES: Mapping[str, Callable[[Breakdown], ByGroup]] = {
    WITHOUT_MAKERS: lambda found: less(found.by_group, found.of(MAKER)),
    WITHOUT_EN_BLOC: lambda found: less(found.by_group, found.of(EN_BLOC)),
    ESTABLISHED: lambda found: less(found.by_group, found.of(NEW)),
    ONLINE_ONLY: lambda found: less(found.by_group, found.all_of(STOP)),
    ROOMS: lambda found: found.all_of(STOP),
}
RULES = (PERSON, ORGANISATION, GROUPS_EQUAL, *KEEPS)
A_STOP = re.compile(r"stop:[a-z0-9][a-z0-9-]{0,79}")
SHARE = re.compile(r"0?\.\d{1,6}|1(\.0{1,6})?")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule to recount by; `threshold` with the rule of that name only."""

    name: str
    threshold: Decimal | None = None

    def __str__(self) -> str:
        return self.name if self.threshold is None else f"{self.name}={self.threshold}"


@dataclass(frozen=True, slots=True)
class Recounted:
    """A clause by a rule. `depends`: the outcome is another than by the policy's own way."""

    rule: Rule
    totals: Counts
    outcome: Outcome
    depends: bool

    @property
    def status(self) -> Status:
        """The outcome by this rule."""
        return self.outcome.status

    @property
    def says_something(self) -> bool:
        """Whether a warning is due: another outcome, and not just too few people online, or in rooms, to have
        one.
        """
        partial = self.rule.name in (ONLINE_ONLY, ROOMS) or self.rule.name.startswith(STOPS)
        return self.depends and not (partial and self.status == Status.QUIET)


def rule_called(text: str) -> Rule:
    """``organisation``, ``stop:lagos`` or ``threshold=0.75`` → Rule. Raises ValueError, which names the rules."""
    name, equals, value = text.strip().partition("=")
    if not equals and (name in RULES or A_STOP.fullmatch(name)):
        return Rule(name)
    if name == THRESHOLD and SHARE.fullmatch(value) and Decimal(value) > 0:
        return Rule(name, Decimal(value))
    raise ValueError(
        f"there is no rule {text!r}; there are {', '.join(RULES)}, stop:SLUG and threshold=0.NN (above 0, at most 1)"
    )


def rules_of(policy: Policy) -> list[Rule]:
    """The rules that results show side by side: all of them, and the thresholds the policy names."""
    thresholds = [each for each in policy.thresholds if each != policy.threshold]
    return [*map(Rule, RULES), *(Rule(THRESHOLD, each) for each in thresholds)]


def recount(
    counters: Counters | Breakdown,
    rule: Rule,
    policy: Policy,
    objections: Sequence[Objection] = (),
    *,
    last_call_ended: bool = False,
) -> Recounted:
    """Count a clause by a rule. Objections of people whom the rule leaves out are left out with them."""
    usual = _by_rule(counters, Rule(PERSON), policy, objections, last_call_ended)
    found = usual if rule.name == PERSON else _by_rule(counters, rule, policy, objections, last_call_ended)
    return Recounted(rule, found.weighed.totals, found, found.status != usual.status)


def recounted_as_data(found: Recounted) -> dict[str, Any]:
    """``{rule, totals, for, status, depends_on_rule}``; `for` is the share in total, for reading."""
    exact = found.outcome.weighed.share
    return {
        "rule": str(found.rule),
        "totals": totals_as_data(found.totals),
        "for": None if exact is None else round(float(exact), PLACES),
        "status": found.status.value,
        "depends_on_rule": found.depends,
    }


def _by_rule(
    counters: Counters | Breakdown,
    rule: Rule,
    policy: Policy,
    objections: Sequence[Objection],
    last_call_ended: bool,
) -> Outcome:
    if rule.threshold is not None:
        policy = replace(policy, threshold=rule.threshold, rough_threshold=rule.threshold)
    found = breakdown_of(counters)
    by_group = found.by_group
    if keeps := keeps_by(rule):
        by_group = left_by(rule, found)
        objections = [each for each in objections if each.traits is None or keeps(each.traits)]
    weighed = weigh(by_group, policy, groups_equal=rule.name == GROUPS_EQUAL)
    if rule.name == ORGANISATION:
        totals = added(_voices([summed_up(each) for each in _organisations(found)], found))
        weighed = replace(weigh(_grouped(found), policy), totals=totals, share=totals.share)
    return explained(weighed, policy, objections_of(objections), last_call_ended=last_call_ended)


def keeps_by(rule: Rule) -> Callable[[Traits], bool] | None:
    """Which positions a rule counts; None where it counts all of them."""
    if rule.name.startswith(STOPS):
        return lambda traits: traits.channel == rule.name
    return KEEPS.get(rule.name)


def left_by(rule: Rule, found: Breakdown) -> ByGroup:
    """What a rule that counts some positions leaves of all, by stakeholder group."""
    if rule.name.startswith(STOPS):
        return found.of(STOP, rule.name.removeprefix(STOPS))
    return LEAVES[rule.name](found)


def _organisations(found: Breakdown) -> list[ByGroup]:
    return list(found.named(OF_ONE).values())


def _grouped(found: Breakdown) -> dict[str, Counts]:
    """Counts by stakeholder group, in which each organisation is one for its people of that group."""
    alone = less(found.by_group, found.all_of(OF_ONE))
    ones = ({group: voice_of(counts) for group, counts in each.items()} for each in _organisations(found))
    return summed([alone, *ones])


def _voices(organisations: Sequence[Counts], found: Breakdown) -> Iterator[Counts]:
    """People without organisation one each, then each organisation as one."""
    yield found.total() - added(organisations)
    yield from map(voice_of, organisations)


def summed_up(by_group: ByGroup) -> Counts:
    """A table by stakeholder group as one."""
    return added(by_group.values())


def voice_of(counts: Counts) -> Counts:
    """What several people say as one: the side of most of them; a tie of sides abstains."""
    sides = (counts.backing, counts.against, counts.abstain)
    most = max(sides)
    if not most:
        return NONE
    if sides.count(most) > 1 or most == counts.abstain:
        return Counts(abstain=1)
    if most == counts.against:
        return Counts(object=1)
    return Counts(support=1) if counts.support > counts.accept else Counts(accept=1)
