"""Pure: positions on a clause cut into slices: everything, and what shares one trait, each by stakeholder group.

Whatever a result leaves out or shows apart is one slice. So a breakdown is as large as there are groups and traits,
however many positions it counts, and adding two of them up is all that several placements of one meaning need.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .counting import NONE, ONLINE, Carried, Counters, Counts, Traits, added

NEW, EN_BLOC, MAKER, ORGANISATION, STOP, SCRIBE, CONTINENT, LATE = (
    "new", "en-bloc", "maker", "organisation", "stop", "scribe", "continent", "late",
)  # fmt: skip
CARRIED, EDITED = "carried", "edited"
"""Not features of a position but of where it is counted: all that came along, and what came over edited words."""


class Slice(NamedTuple):
    """Everything (the empty kind), what has a trait, or what shares a name: an organisation, a stop, a scribe, a continent."""

    kind: str = ""
    name: str = ""

    @property
    def text(self) -> str:
        """``maker``, ``stop:lagos``, and nothing for everything."""
        return f"{self.kind}:{self.name}" if self.name else self.kind


EVERYTHING = Slice()
SETTLED = Slice("settled")
"""Kept beside the traits: positions whose holders have since said something of other words that came of theirs."""
ASIDE = Slice("aside")
"""Kept beside everything: positions that count nothing, because their holders were set aside from a sitting."""
ByGroup = Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Counts by slice and stakeholder group."""

    slices: Mapping[Slice, ByGroup] = field(default_factory=dict)

    @property
    def by_group(self) -> ByGroup:
        """Everything, by stakeholder group."""
        return self.of(EVERYTHING.kind)

    def of(self, kind: str, name: str = "") -> ByGroup:
        """A slice, by stakeholder group; empty where nothing is in it."""
        return self.slices.get(Slice(kind, name), {})

    def total(self, kind: str = "", name: str = "") -> Counts:
        """A slice, all stakeholder groups added up."""
        return added(self.of(kind, name).values())

    def named(self, kind: str) -> dict[str, ByGroup]:
        """The slices of a kind, by name, in the order of names."""
        return {
            each.name: by_group
            for each, by_group in sorted(self.slices.items())
            if each.kind == kind and by_group
        }

    def all_of(self, kind: str) -> ByGroup:
        """The slices of a kind added up: what comes from any stop, what has any organisation."""
        return summed(self.named(kind).values())


NOTHING = Breakdown()


def breakdown_of(counters: Counters | Breakdown) -> Breakdown:
    """Counters cut into slices; a breakdown is one already."""
    if isinstance(counters, Breakdown):
        return counters
    found: dict[Slice, dict[str, Counts]] = {}
    for traits, counts in counters.items():
        for each in (EVERYTHING, *slices_of(traits), *_carried(traits)):
            groups = found.setdefault(each, {})
            groups[traits.place] = groups.get(traits.place, NONE) + counts
    return Breakdown(found)


def with_aside(counters: Counters, aside: Counters) -> Breakdown:
    """Counters cut into slices, and beside everything what was set aside."""
    found, apart = breakdown_of(counters), breakdown_of(aside).by_group
    return Breakdown({**found.slices, ASIDE: apart}) if apart else found


def slices_of(traits: Traits) -> Iterator[Slice]:
    """The slices besides everything that a position of these traits is in, wherever it is counted."""
    flags = (
        (NEW, not traits.established),
        (EN_BLOC, traits.en_bloc),
        (MAKER, traits.maker),
        (LATE, traits.late),
    )
    yield from (Slice(kind) for kind, is_so in flags if is_so)
    names = (
        (ORGANISATION, traits.organisation), (STOP, traits.stop), (SCRIBE, traits.scribe),
        (CONTINENT, traits.continent),
    )  # fmt: skip
    yield from (Slice(kind, name) for kind, name in names if name)


def slice_called(text: str) -> Slice:
    """``stop:lagos`` → the slice."""
    kind, _colon, name = text.partition(":")
    return Slice(kind, name)


def together(several: Iterable[Breakdown]) -> Breakdown:
    """Breakdowns added up; in any order the result is the same."""
    found: dict[Slice, dict[str, Counts]] = {}
    for each in several:
        for part, by_group in each.slices.items():
            groups = found.setdefault(part, {})
            for group, counts in by_group.items():
                groups[group] = groups.get(group, NONE) + counts
    return Breakdown(found)


def summed(several: Iterable[ByGroup]) -> dict[str, Counts]:
    """Tables by stakeholder group added up."""
    found: dict[str, Counts] = {}
    for by_group in several:
        for group, counts in by_group.items():
            found[group] = found.get(group, NONE) + counts
    return found


def less(by_group: ByGroup, part: ByGroup) -> dict[str, Counts]:
    """What is left of a table by stakeholder group without a part of it; groups of which nobody is left are out."""
    left = {group: counts - part.get(group, NONE) for group, counts in by_group.items()}
    return {group: counts for group, counts in left.items() if counts != NONE}


def by_channel(found: Breakdown) -> dict[str, Counts]:
    """Everything by channel: ``online`` is what comes from no stop."""
    stops = {f"{STOP}:{name}": added(by_group.values()) for name, by_group in found.named(STOP).items()}
    return _with_rest(stops, found, ONLINE)


def by_continent(found: Breakdown, unstated: str) -> dict[str, Counts]:
    """Everything by continent, what was left out under a name given for it, which stands last."""
    named = {name: added(by_group.values()) for name, by_group in found.named(CONTINENT).items()}
    rest = found.total() - added(named.values())
    return {**named, unstated: rest} if rest != NONE else named


def _with_rest(named: Mapping[str, Counts], found: Breakdown, rest: str) -> dict[str, Counts]:
    left = found.total() - added(named.values())
    return dict(sorted(({**named, rest: left} if left != NONE else named).items()))


def _carried(traits: Traits) -> Iterator[Slice]:
    if traits.carried != Carried.NOT:
        yield Slice(CARRIED)
    if traits.carried == Carried.EDITED:
        yield Slice(EDITED)
