"""Pure: who took part, as far as they said: counted person by person, and coarser where few people share something.

What somebody said of themselves is shown as a number of people only. The published rule, for each table by itself:

1. What fewer people than `below` said is not named; these people stand together under ``*``.
2. Where they are fewer than `below` even together, they stand with those who said nothing, under ``other``.

So it is never shown of fewer than `below` people that they said something; and a large group is not hidden for a few.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

BELOW = 3
"""Fewer people than this are never shown alone."""
FEW, UNSTATED, OTHER = "*", "unstated", "other"


@dataclass(frozen=True, slots=True)
class Share:
    """How many people said something of themselves: a slug or a code, or what stands for none: ``*``, ``unstated``, ``other``."""

    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What people said of one thing: the largest first, then what is not named; ``said`` of ``of`` said something.

    Of those who stand under ``other`` it is not told whether they said something: they are not in ``said``.
    """

    rows: tuple[Share, ...] = ()
    said: int = 0
    of: int = 0


NOTHING_SAID = Figure()


@dataclass(frozen=True, slots=True)
class Consent:
    """How many people agreed to a version of the text on consent, from the first day until the last."""

    version: str
    n: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Person:
    """One person as they took part in one sitting or on paper; the same ``who`` again is the same person.

    What they said last holds. ``consent``: the version that they agreed to, None for who took part on paper.
    """

    who: int
    group: str | None = None
    continent: str | None = None
    language: str | None = None
    guest: bool = True
    paper: bool = False
    consent: str | None = None
    at: date | None = None


def figure_of(said: Mapping[int, str | None], *, below: int = BELOW) -> Figure:
    """The figure of what people (by number) said of one thing; None: nothing."""
    counts = Counter(value for value in said.values() if value)
    named = {name: n for name, n in counts.items() if n >= below}
    few, unstated = counts.total() - sum(named.values()), len(said) - counts.total()
    rows = [Share(name, n) for name, n in sorted(named.items(), key=lambda each: (-each[1], each[0]))]
    if 0 < few < below:
        rows.append(Share(OTHER, few + unstated))
        return Figure(tuple(rows), sum(named.values()), len(said))
    rows += [Share(name, n) for name, n in ((FEW, few), (UNSTATED, unstated)) if n]
    return Figure(tuple(rows), counts.total(), len(said))


def figures_of(people: Sequence[Person], *, below: int = BELOW) -> tuple[Figure, Figure, Figure]:
    """Stakeholder groups, continents, languages; each person once, by what they said last."""
    last: dict[str, dict[int, str | None]] = {"group": {}, "continent": {}, "language": {}}
    for person in people:
        for name, values in last.items():
            values[person.who] = getattr(person, name) or values.get(person.who)
    groups, continents, languages = (figure_of(values, below=below) for values in last.values())
    return groups, continents, languages


def consents_of(people: Iterable[Person]) -> tuple[Consent, ...]:
    """How many people agreed to which version, the earliest first."""
    agreed: dict[str, dict[int, list[date]]] = {}
    for person in people:
        if person.consent is not None and person.at is not None:
            agreed.setdefault(person.consent, {}).setdefault(person.who, []).append(person.at)
    found = []
    for version, by_person in agreed.items():
        days = sorted(day for some in by_person.values() for day in some)
        found.append(Consent(version, len(by_person), days[0], days[-1]))
    return tuple(sorted(found, key=lambda each: (each.first, each.version)))


def different(people: Iterable[Person]) -> int:
    """How many different people, as far as anybody can tell."""
    return len({person.who for person in people})


def may_be_twice(people: Sequence[Person]) -> bool:
    """Whether somebody may be counted twice: more than one person, of whom at least one left no address."""
    return different(people) > 1 and any(person.guest or person.paper for person in people)
