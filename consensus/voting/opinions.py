"""Pure: votes → the opinion map: people in a plane, opinion groups, what each stands for, what all share,
what divides.

Deterministic: the same votes give the same map on every machine, in whatever order people and clauses come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .characteristics import (
    Characteristic,
    ClauseOpinion,
    Stance,
    clause_opinion,
    representative,
    votes_of,
)
from .components import Components, Point, components, places
from .grouping import Grouping, grouped
from .saying import Said, said
from .votes import Column, VoteTable, bits_of

VOTES, SMALLEST = 7, 3
"""As in Polis, people are placed from 7 votes (from all, where there are fewer clauses)."""


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """Opinion groups are numbered from 0, the largest first. `too_little` says why there are none.

    `places` and `groups`: by person, of those with enough votes. `explained`: the part of all variance that
    lies across and up. `smallest`: the size below which no opinion group is made.
    """

    smallest: int
    too_little: Said | None = None
    groups: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, Point] = field(default_factory=dict)
    centres: tuple[Point, ...] = ()
    explained: Point = (0.0, 0.0)
    silhouettes: tuple[tuple[int, float], ...] = ()
    clauses: tuple[ClauseOpinion, ...] = ()
    representative: Mapping[int, tuple[Characteristic, ...]] = field(default_factory=dict)

    @property
    def k(self) -> int:
        """How many opinion groups."""
        return len(self.centres)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many people each has."""
        numbers = list(self.groups.values())
        return tuple(numbers.count(group) for group in range(self.k))

    @property
    def shared(self) -> list[ClauseOpinion]:
        """What all opinion groups agree to, or disagree with: the most consensual first."""
        found = [each for each in self.clauses if each.shared]
        return sorted(found, key=lambda each: (-_informed(each), each.clause))

    @property
    def dividing(self) -> list[ClauseOpinion]:
        """What divides opinion groups: the widest spread first."""
        found = [each for each in self.clauses if each.divides]
        return sorted(found, key=lambda each: (-each.spread, each.clause))


def opinion_map(
    table: VoteTable, *, least_votes: int = VOTES, least_people: int = 0, smallest: int = SMALLEST
) -> OpinionMap:
    """The opinion map of a table.

    `least_votes`: of a person, to be placed; `least_people`: so placed, to make a map; `smallest`: of an
    opinion group.
    """
    needed = max(least_people, 2 * smallest)
    placed = table.only(_with_votes(table, least_votes)).by_clause()
    if len(placed.people) < needed:
        people = len(placed.people)
        return OpinionMap(smallest, said("too-few-people", people=people, needed=needed))
    columns = placed.columns()
    if sum(bool(column.seen) for column in columns) < 2:
        return OpinionMap(smallest, said("too-few-clauses"))
    found = components(columns)
    if found.is_nothing:
        return OpinionMap(smallest, said("all-the-same"))
    points = places(placed, columns, found)
    grouping = grouped(points, smallest=smallest)
    if grouping is None:
        return OpinionMap(smallest, said("no-groups", smallest=smallest))
    return _mapped(placed, columns, found, points, grouping, smallest, table.clauses)


def opinions_as_data(found: OpinionMap) -> dict[str, Any]:
    """What the command answers: ``{k, groups, consensus, representative}``, and beside it why there are no
    groups.
    """
    return {
        "k": found.k,
        "groups": dict(found.groups),
        "consensus": [each.clause for each in found.shared],
        "representative": {
            str(group): [each.clause for each in several] for group, several in found.representative.items()
        },
        "too_little": None if found.too_little is None else found.too_little.text,
    }


def _mapped(
    table: VoteTable,
    columns: Sequence[Column],
    found: Components,
    points: Sequence[Point],
    grouping: Grouping,
    smallest: int,
    order: Sequence[str],
) -> OpinionMap:
    """Everything said of a grouping; clauses in the order of the table that was given."""
    members = [bits_of(label == at for label in grouping.labels) for at in range(len(grouping.centres))]
    votes = [tuple(votes_of(column, group) for group in members) for column in columns]
    opinions = dict(zip(table.clauses, map(clause_opinion, table.clauses, votes), strict=True))
    return OpinionMap(
        smallest,
        groups=dict(zip(table.people, grouping.labels, strict=True)),
        places=dict(zip(table.people, points, strict=True)),
        centres=grouping.centres,
        explained=found.explained,
        silhouettes=grouping.silhouettes,
        clauses=tuple(opinions[clause] for clause in order),
        representative={at: representative(table.clauses, votes, at) for at in range(len(members))},
    )


def _with_votes(table: VoteTable, least: int) -> list[int]:
    asked = min(least, len(table.clauses))
    return [at for at in range(len(table.people)) if table.votes(at) >= max(1, asked)]


def _informed(opinion: ClauseOpinion) -> float:
    return opinion.agree if opinion.shared == Stance.AGREE else opinion.disagree
