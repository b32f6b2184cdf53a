"""Dates as iCalendar: what is written is read back by another program's rules, zones included."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from consensus.roadshow.ical import Happening, Kind, as_file

AT = datetime(2024, 4, 1, 12, tzinfo=UTC)
ZONES = [
    "Africa/Lagos",
    "America/Argentina/Buenos_Aires",
    "America/New_York",
    "Asia/Kolkata",
    "Europe/Paris",
    "UTC",
]
texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=80)
moments = st.datetimes(datetime(2023, 1, 1), datetime(2028, 1, 1)).map(
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


def a_stop(**given: object) -> Happening:
    facts = {
        "kind": Kind.STOP, "name": "stop.dakar", "title": "Indaba, Dakar", "path": "/roadshow/dakar/",
        "starts": date(2024, 9, 1), "ends": date(2024, 9, 3), "changed_at": AT, "zone": "Africa/Lagos",
    }  # fmt: skip
    return Happening(**(facts | given))  # type: ignore[arg-type]


def read(*happenings: Happening) -> Calendar:
    """What a calendar program makes of the file."""
    content = as_file(happenings, title="Roadshow", site="abc.consensus", base="https://example.org")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content)
    assert [error for each in calendar.walk() for error in each.errors] == []
    return calendar


def test_days_last_until_the_end_of_the_last_one() -> None:
    [event] = read(a_stop(place="UAM, Dakar; Senegal", category="Stop", where=(14.72, -17.47))).events

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2024, 9, 1), date(2024, 9, 4))
    assert (event["uid"], str(event["url"])) == (
        "stop.dakar@abc.consensus",
        "https://example.org/roadshow/dakar/",
    )
    assert (event["location"], event["status"], event["transp"]) == (
        "UAM, Dakar; Senegal",
        "CONFIRMED",
        "TRANSPARENT",
    )
    assert event["geo"].to_ical() == "14.72;-17.47"


def test_what_is_off_says_so_and_keeps_its_name() -> None:
    [event] = read(a_stop(is_off=True, revision=3, note="No room.\nSorry.")).events

    assert (event["status"], event["sequence"], event["uid"]) == ("CANCELLED", 3, "stop.dakar@abc.consensus")
    assert event["description"] == "No room.\nSorry."


def test_times_stand_in_their_zone_which_is_described() -> None:
    starts = datetime(2024, 6, 11, 16, tzinfo=UTC)
    calendar = read(
        a_stop(kind=Kind.SITTING, starts=starts, ends=starts + timedelta(hours=2), zone="Europe/Paris")
    )
    [event], [zone] = calendar.events, calendar.timezones

    assert event["dtstart"].to_ical() == b"20240611T180000"
    assert (event["dtstart"].params["TZID"], zone.tz_name) == ("Europe/Paris", "Europe/Paris")
    assert event.decoded("dtend") == starts + timedelta(hours=2)


def test_a_moment_without_an_end_or_a_place_is_in_utc() -> None:
    [event] = read(a_stop(kind=Kind.CLOSING, starts=AT, ends=None, zone="UTC")).events

    assert (event["dtstart"].to_ical(), "dtend" in event) == (b"20240401T120000Z", False)


def test_no_dates_are_a_calendar_too() -> None:
    assert read().events == []


@given(title=texts, note=texts, starts=moments, hours=st.integers(0, 72), zone=st.sampled_from(ZONES))
def test_whatever_is_said_is_read_back(
    title: str, note: str, starts: datetime, hours: int, zone: str
) -> None:
    ends = starts + timedelta(hours=hours)
    [event] = read(
        a_stop(kind=Kind.SITTING, title=title, note=note, starts=starts, ends=ends, zone=zone)
    ).events

    assert (str(event["summary"]), str(event["description"])) == (title, note)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (starts, ends)


@pytest.mark.parametrize("zone", ZONES)
def test_the_day_is_the_day_there(zone: str) -> None:
    late = datetime(2024, 5, 17, 23, 30, tzinfo=ZoneInfo(zone)).astimezone(UTC)

    assert a_stop(starts=late, ends=late + timedelta(hours=1), zone=zone).day == date(2024, 5, 17)
