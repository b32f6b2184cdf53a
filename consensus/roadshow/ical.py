"""Pure: dates as a file in iCalendar's format (RFC 5545), which calendars subscribe to.

Days without a time are days of their place, wherever they are read. Times come in their place's zone, and every zone
that is named is described in the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration, vUri

PRODUCT = "-//Consensus//Roadshow//EN"
OFTEN = timedelta(hours=1)
DAY = timedelta(days=1)


class Kind(StrEnum):
    """What a date is of."""

    STOP = "stop"
    SITTING = "sitting"
    CLOSING = "closing"
    LAST_CALL = "last-call"


@dataclass(frozen=True, slots=True)
class Happening:
    """One date. ``starts`` and ``ends`` are days, the last one included, or moments; ``zone``: that of the place.

    ``name`` stays the same whatever changes, ``revision`` rises with each change. ``clause``: its number and key.
    """

    kind: Kind
    name: str
    title: str
    path: str
    starts: date | datetime
    ends: date | datetime | None
    changed_at: datetime
    revision: int = 0
    zone: str = "UTC"
    place: str = ""
    note: str = ""
    state: str = ""
    category: str = ""
    where: tuple[float, float] | None = None
    is_off: bool = False

    @property
    def day(self) -> date:
        """The day it begins on, at its place."""
        starts = self.starts
        return starts.astimezone(ZoneInfo(self.zone)).date() if isinstance(starts, datetime) else starts

    @property
    def last_day(self) -> date:
        """The day it ends on, at its place."""
        ends = self.ends if self.ends is not None else self.starts
        return ends.astimezone(ZoneInfo(self.zone)).date() if isinstance(ends, datetime) else ends


def as_file(happenings: Sequence[Happening], *, title: str, site: str, base: str) -> bytes:
    """A whole calendar. ``site``: what makes names unique in the world; ``base``: where the paths are."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", vDuration(OFTEN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(OFTEN))
    for each in happenings:
        calendar.add_component(_event(each, site=site, base=base))
    if happenings:
        calendar.add_missing_timezones(
            first_date=min(each.day for each in happenings) - DAY,
            last_date=max(each.last_day for each in happenings) + DAY,
        )
    return calendar.to_ical()


def _event(each: Happening, *, site: str, base: str) -> Event:
    event = Event()
    event.add("uid", f"{each.name}@{site}")
    event.add("dtstamp", each.changed_at.astimezone(UTC))
    event.add("last-modified", each.changed_at.astimezone(UTC))
    event.add("sequence", each.revision)
    event.add("summary", each.title)
    event.add("url", vUri(base + each.path))
    event.add("status", "CANCELLED" if each.is_off else "CONFIRMED")
    _add_times(event, each)
    for name, text in (("location", each.place), ("description", each.note)):
        if text:
            event.add(name, text)
    if each.category:
        event.add("categories", [each.category])
    if each.where is not None:
        event.add("geo", each.where)
    return event


def _add_times(event: Event, each: Happening) -> None:
    """Days end, as the format wants it, on the day after; whole days keep nobody busy."""
    event.add("dtstart", _there(each.starts, each.zone))
    if isinstance(each.starts, datetime):
        if each.ends is not None:
            event.add("dtend", _there(each.ends, each.zone))
    else:
        event.add("dtend", (each.ends or each.starts) + DAY)
        event.add("transp", "TRANSPARENT")


def _there(at: date | datetime, zone: str) -> date | datetime:
    return at.astimezone(UTC if zone == "UTC" else ZoneInfo(zone)) if isinstance(at, datetime) else at
