"""Pure: whether positions on a clause came faster than the policy expects. It is a notice; nothing is removed
for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .policies import Policy


@dataclass(frozen=True, slots=True)
class Surge:
    """The busiest stretch of a clause: from its first to its last position, and how many these are."""

    first: datetime
    last: datetime
    positions: int


def surge_of(taken_at: Iterable[datetime], policy: Policy) -> Surge | None:
    """The busiest stretch of the policy's minutes, where it holds more positions than the policy expects;
    else None.

    `taken_at`: when positions of one clause were taken, in any order, without those from sittings that were
    open then. Of equally busy stretches the first.
    """
    times = sorted(taken_at)
    span, start, busiest = timedelta(minutes=policy.surge_minutes), 0, None
    for end, at in enumerate(times):
        while at - times[start] >= span:
            start += 1
        many = end - start + 1
        if many > policy.surge_positions and (busiest is None or many > busiest.positions):
            busiest = Surge(times[start], at, many)
    return busiest
