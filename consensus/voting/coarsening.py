"""Pure: what tables and files say of people is made coarser until nobody is alone in it.

The published rule, which a stand-alone script can repeat (`below` is the policy's ``coarsen_below``, 3):

1. A row says of one person a combination of features, in the published order, which begins with what tells
   most.
2. For each feature in that order: count the different people of each combination; where they are fewer than
   `below`, that feature becomes ``*`` in all rows of the combination. Then go on to the next feature.
3. Where every feature has become ``*`` and these rows are of fewer than `below` people, all rows of the
   combination with the fewest people join them (of equal ones the first in the order of its texts); again,
   until there are enough people or nothing is left to join.

A single feature, such as the stakeholder groups of a tally, is no combination: tallies stay whole. Ledger
entries are never altered.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

HIDDEN = "*"
PUBLISHED_ORDER = ("organisation", "scribe", "channel", "continent", "maker", "established", "group")
"""In which order features of positions are made coarser: what tells most of a person goes first."""

Combination = tuple[str, ...]


class Row(NamedTuple):
    """A row of a table: whom it is of, which is not published, and the features that are, in the published
    order.
    """

    person: str
    features: Combination


def coarsened(rows: Sequence[Row], *, below: int = 3) -> list[Combination]:
    """The features to publish, row by row. What becomes of a row does not depend on the order of rows."""
    people: dict[Combination, set[str]] = defaultdict(set)
    for row in rows:
        people[row.features].add(row.person)
    becomes = published(people, below=below)
    return [becomes[row.features] for row in rows]


def published(
    people: Mapping[Combination, Collection[str]], *, below: int = 3
) -> dict[Combination, Combination]:
    """Each combination to the one that is published for it, by the rule above. `people`: who has it."""
    becomes = {combination: combination for combination in people}
    for at in range(max(map(len, people), default=0)):
        few = {coarse for coarse, who in _held(becomes, people).items() if len(who) < below}
        for combination, coarse in becomes.items():
            if coarse in few:
                becomes[combination] = (*coarse[:at], HIDDEN, *coarse[at + 1 :])
    return _joined(becomes, people, below)


def _joined(
    becomes: dict[Combination, Combination], people: Mapping[Combination, Collection[str]], below: int
) -> dict[Combination, Combination]:
    """Step 3: the smallest combinations join what is hidden altogether, until enough people are in it."""
    while True:
        held = _held(becomes, people)
        hidden = {coarse for coarse in held if set(coarse) <= {HIDDEN}}
        others = held.keys() - hidden
        if not others or all(len(held[coarse]) >= below for coarse in hidden):
            return becomes
        joins = min(others, key=lambda coarse: (len(held[coarse]), coarse))
        for combination, coarse in becomes.items():
            if coarse == joins:
                becomes[combination] = (HIDDEN,) * len(coarse)


def _held(
    becomes: Mapping[Combination, Combination], people: Mapping[Combination, Collection[str]]
) -> dict[Combination, set[str]]:
    """Who has what by now."""
    held: dict[Combination, set[str]] = defaultdict(set)
    for combination, coarse in becomes.items():
        held[coarse].update(people[combination])
    return held
