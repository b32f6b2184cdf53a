"""Pure: counters → the tally of a clause. Carried, late and en bloc positions are inside the totals and also
apart.

Stale positions, taken on other words, and those of people who were set aside from a sitting are never inside.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from .breakdown import (
    ASIDE,
    CARRIED,
    EDITED,
    EN_BLOC,
    LATE,
    MAKER,
    Breakdown,
    breakdown_of,
    by_channel,
    by_continent,
)
from .counting import NONE, UNSTATED, Counters, Counts, Held, count, in_order
from .shares import Concentration, Share, ratio, share


@dataclass(frozen=True, slots=True)
class Tally:
    """What stands of a clause. `edited`: the part of `carried` that came over an editorial change of words.

    `roll`: how many may take part, None where it is not known. `concentration` is that of the whole draft.
    """

    totals: Counts = NONE
    by_group: Mapping[str, Counts] = field(default_factory=dict)
    by_channel: Mapping[str, Counts] = field(default_factory=dict)
    by_continent: Mapping[str, Counts] = field(default_factory=dict)
    carried: Counts = NONE
    edited: Counts = NONE
    en_bloc: Counts = NONE
    late: Counts = NONE
    makers: Counts = NONE
    stale: Counts = NONE
    aside: Counts = NONE
    roll: int | None = None
    concentration: Concentration | None = None

    @property
    def shares(self) -> tuple[Share, Share]:
        """The shares for and against, each of for and against together."""
        counts = self.totals
        return share(counts.backing, counts.of), share(counts.against, counts.of)


def tally(
    counters: Counters | Breakdown,
    *,
    stale: Counts = NONE,
    roll: int | None = None,
    concentration: Concentration | None = None,
) -> Tally:
    """Counters of one meaning, or their breakdown → its tally. Its cost is that of the counters, however many
    positions they count.
    """
    found = breakdown_of(counters)
    return Tally(
        totals=found.total(),
        by_group=in_order(found.by_group),
        by_channel=by_channel(found),
        by_continent=by_continent(found, UNSTATED),
        carried=found.total(CARRIED),
        edited=found.total(EDITED),
        en_bloc=found.total(EN_BLOC),
        late=found.total(LATE),
        makers=found.total(MAKER),
        stale=stale,
        aside=found.total(ASIDE.kind),
        roll=roll,
        concentration=concentration,
    )


def tally_of(positions: Iterable[Held], **more: Any) -> Tally:
    """The tally of positions themselves, for a recount. `more` as for `tally`."""
    return tally(count(positions), **more)


def totals_as_data(counts: Counts) -> dict[str, int]:
    """``{support, accept, abstain, object, n}``."""
    return {
        "support": counts.support,
        "accept": counts.accept,
        "abstain": counts.abstain,
        "object": counts.object,
        "n": counts.n,
    }


def tally_as_data(found: Tally) -> dict[str, Any]:
    """The fields of the public interface, all but `outcome` and `policy`. Apart figures are numbers of
    positions.
    """
    backing, against = found.shares
    return {
        "totals": totals_as_data(found.totals),
        "shares": {"for": asdict(backing), "against": asdict(against)},
        "by_group": _table(found.by_group),
        "by_channel": _table(found.by_channel),
        "by_continent": _table(found.by_continent),
        "stale": found.stale.n,
        "carried": found.carried.n,
        "en_bloc": found.en_bloc.n,
        "late": found.late.n,
        "makers": found.makers.n,
        "set_aside": found.aside.n,
        "turnout": None if found.roll is None else asdict(ratio(found.totals.n, found.roll)),
        "concentration": None if found.concentration is None else asdict(found.concentration),
    }


def _table(counts: Mapping[str, Counts]) -> dict[str, dict[str, int]]:
    return {name: totals_as_data(each) for name, each in counts.items()}
