"""Pure: how often people are written to, and when a piece of news is due.

What concerns somebody directly comes at once unless they want mail weekly or never; digests leave at a fixed hour, so
that everything of a day, or of a week, is in one.
"""

from datetime import datetime, timedelta
from enum import StrEnum

HOUR = 6  # of the day, in UTC; weekly: on Mondays
DAY = timedelta(days=1)


class Pace(StrEnum):
    """How often a person is written to."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


USUAL = Pace.DAILY


def is_direct(why: str) -> bool:
    """True for the name of a reason, by which news concern somebody; False for the ref of a thing they watch."""
    return ":" not in why


def due(pace: Pace, *, direct: bool, at: datetime) -> datetime | None:
    """When news of a moment are to be mailed to somebody with this pace; None: never."""
    if pace is Pace.NEVER:
        return None
    if pace is Pace.AT_ONCE or (direct and pace is Pace.DAILY):
        return at
    morning = at.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    morning += DAY if morning <= at else timedelta()
    return morning if pace is Pace.DAILY else morning + DAY * (-morning.weekday() % 7)
