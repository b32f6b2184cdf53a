"""Pure: whether an outcome depends on somebody. What is left out is subtracted, so that it costs one pass in
all.

Left out in turn: positions of accounts too young for the policy, en bloc ones, makers', those of each
organisation, stop and scribe; and, while it is challenged that a change was editorial, those carried over
edited words. The objections of those left out are left out with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .breakdown import (
    EDITED,
    EN_BLOC,
    MAKER,
    NEW,
    ORGANISATION,
    SCRIBE,
    STOP,
    Breakdown,
    ByGroup,
    breakdown_of,
    less,
)
from .counting import Carried, Counters, Traits
from .outcome import Objection, Objections, Status, objections_of, status_of, weigh, worse_of
from .policies import Policy

ESTABLISHED = "established"
WITHOUT_EN_BLOC = "without-en-bloc"
WITHOUT_MAKERS = "without-makers"
WITHOUT_ORGANISATION = "without-organisation"
WITHOUT_STOP = "without-stop"
WITHOUT_SCRIBE = "without-scribe"
WITHOUT_CARRIED = "without-carried"
LEFT_OUT = (
    ESTABLISHED, WITHOUT_EN_BLOC, WITHOUT_MAKERS, WITHOUT_ORGANISATION, WITHOUT_STOP, WITHOUT_SCRIBE,
    WITHOUT_CARRIED,
)  # fmt: skip
"""In the order in which dependences are told."""
SLICES = dict(zip(LEFT_OUT, (NEW, EN_BLOC, MAKER, ORGANISATION, STOP, SCRIBE, EDITED), strict=True))
"""Which slices each leaves out."""

Part = tuple[str, str]
"""A rule of LEFT_OUT and, of the last but one kinds, which organisation, stop or scribe."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """That an outcome would be another: by which rule, without whom (empty where the rule says it), and
    which.
    """

    rule: str
    name: str
    status: Status

    @property
    def as_data(self) -> dict[str, str]:
        """``{rule, name, status}``."""
        return {"rule": self.rule, "name": self.name, "status": self.status.value}


def depends_on(
    counters: Counters | Breakdown,
    policy: Policy,
    objections: Sequence[Objection] = (),
    *,
    last_call_ended: bool = False,
    challenged: bool = False,
) -> list[Dependence]:
    """Without whom the outcome would be another, in a fixed order. Empty: it is robust."""
    everything = breakdown_of(counters)
    standing = objections_of(objections)
    usual = status_of(weigh(everything.by_group, policy), policy, standing, last_call_ended=last_call_ended)
    parts, their_objections = _parts(everything), _objections_by_part(objections)
    found = []
    for part in sorted(parts.keys() | their_objections.keys(), key=_order):
        if part[0] == WITHOUT_CARRIED and not challenged:
            continue
        left = less(everything.by_group, parts.get(part, {}))
        others = standing - their_objections.get(part, Objections())
        status = status_of(weigh(left, policy), policy, others, last_call_ended=last_call_ended)
        if status != usual:
            found.append(Dependence(*part, status))
    return found


def with_and_without_carried(
    counters: Counters | Breakdown,
    policy: Policy,
    objections: Sequence[Objection] = (),
    *,
    last_call_ended: bool = False,
) -> tuple[Status, Status, Status]:
    """For a challenged change: the outcome with positions carried over edited words, without them, and the
    worse.

    The gate takes the last.
    """
    found, standing = breakdown_of(counters), objections_of(objections)
    theirs = _objections_by_part(objections).get((WITHOUT_CARRIED, ""), Objections())
    ways = ((found.by_group, standing), (less(found.by_group, found.of(EDITED)), standing - theirs))
    with_them, without = (
        status_of(weigh(left, policy), policy, others, last_call_ended=last_call_ended)
        for left, others in ways
    )
    return with_them, without, worse_of(with_them, without)


def _parts(found: Breakdown) -> Mapping[Part, ByGroup]:
    """Counts by stakeholder group of everything that may be left out."""
    return {
        (rule, name): by_group
        for rule, kind in SLICES.items()
        for name, by_group in found.named(kind).items()
    }


def _objections_by_part(objections: Iterable[Objection]) -> dict[Part, Objections]:
    found: dict[Part, list[Objection]] = defaultdict(list)
    for objection in objections:
        if objection.traits is not None:
            for part in _parts_of(objection.traits):
                found[part].append(objection)
    return {part: objections_of(several) for part, several in found.items()}


def _parts_of(traits: Traits) -> Iterator[Part]:
    """The parts that somebody with these traits belongs to."""
    if not traits.established:
        yield ESTABLISHED, ""
    if traits.en_bloc:
        yield WITHOUT_EN_BLOC, ""
    if traits.maker:
        yield WITHOUT_MAKERS, ""
    if traits.organisation:
        yield WITHOUT_ORGANISATION, traits.organisation
    if traits.stop:
        yield WITHOUT_STOP, traits.stop
    if traits.scribe:
        yield WITHOUT_SCRIBE, traits.scribe
    if traits.carried == Carried.EDITED:
        yield WITHOUT_CARRIED, ""


def _order(part: Part) -> tuple[int, str]:
    return LEFT_OUT.index(part[0]), part[1]
