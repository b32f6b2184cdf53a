"""The calendar as a page, and as files to subscribe to."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from consensus.kit.clock import now
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.given import SittingGiven
from tests.roadshow.acting import a_draft, a_stop, act

TODAY = datetime(2024, 9, 2, 12, tzinfo=UTC)


@pytest.fixture
def stops(app: Flask) -> Any:
    """One that is over, one going on, one to come with an evening."""
    a_draft()
    a_stop(
        "paris", event="OW2con", city="Paris", country="FR", starts=date(2024, 6, 11), ends=date(2024, 6, 12)
    )
    a_stop("dakar")
    later = a_stop("mainz", event="OCX", city="Mainz", starts=date(2024, 10, 22), ends=date(2024, 10, 24))
    act(
        actions.move_stop,
        later,
        starts=date(2024, 10, 23),
        ends=date(2024, 10, 24),
        reason="A strike.",
        by=SETUP,
    )
    evening = datetime(2024, 10, 23, 16, tzinfo=UTC)
    act(actions.add_sitting, later, SittingGiven("Evening", evening, evening + timedelta(hours=2)), by=SETUP)
    return later


def titles(page: Any, section: str) -> list[str]:
    found = LexborHTMLParser(page.data).css_first(f"section[aria-labelledby={section}]")
    return [each.text(strip=True) for each in found.css(".what a")] if found else []


def test_what_is_to_come_stands_before_what_was(client: Any, stops: Any) -> None:
    with time_machine.travel(TODAY, tick=False):
        page = client.get("/roadshow/calendar/")

    assert titles(page, "coming") == ["Deep Learning Indaba, Dakar", "OCX, Mainz", "OCX, Mainz: Evening"]
    assert titles(page, "past") == ["OW2con, Paris"]
    assert "Moved: A strike." in page.text
    assert "/roadshow/calendar.ics" in page.text


def test_without_dates_the_page_says_so(client: Any, app: Flask) -> None:
    page = client.get("/roadshow/calendar/")

    assert "Nothing is planned at the moment." in page.text
    assert client.get("/roadshow/calendar.ics").status_code == 200


def test_the_past_is_shown_in_pages(client: Any, stops: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consensus.pages.calendar.PAST_AT_ONCE", 2)
    first = client.get("/roadshow/calendar/")
    more = LexborHTMLParser(first.data).css_first("a[rel=next]")
    assert more is not None
    second = client.get(f"/roadshow/calendar/{more.attributes['href']}")

    assert titles(first, "past") + titles(second, "past") == [
        "OCX, Mainz: Evening", "OCX, Mainz", "Deep Learning Indaba, Dakar", "OW2con, Paris",
    ]  # fmt: skip
    assert titles(second, "coming") == []
    assert client.get("/roadshow/calendar/?cursor=nonsense").status_code == 422


@pytest.mark.parametrize("path, events", [("/roadshow/calendar.ics", 4), ("/roadshow/mainz.ics", 2)])
def test_files_are_calendars_and_answer_304(client: Any, stops: Any, path: str, events: int) -> None:
    found = client.get(path)
    again = client.get(path, headers={"If-None-Match": found.headers["ETag"]})
    calendar = Calendar.from_ical(found.data)

    assert (found.mimetype, again.status_code) == ("text/calendar", 304)
    assert len(calendar.events) == events
    assert all(str(each["url"]).startswith("http://localhost/roadshow/") for each in calendar.events)


def test_names_stay_when_a_stop_is_moved(client: Any, stops: Any) -> None:
    before = [each["uid"] for each in Calendar.from_ical(client.get("/roadshow/mainz.ics").data).events]
    act(actions.cancel_stop, stops, reason="No trains.", by=SETUP)
    after = Calendar.from_ical(client.get("/roadshow/mainz.ics").data).events

    assert [each["uid"] for each in after] == before
    assert {each["status"] for each in after} == {"CANCELLED"}
    assert after[0]["dtstamp"].dt <= now()


def test_a_stop_that_is_not_there_has_no_calendar(client: Any, stops: Any) -> None:
    assert client.get("/roadshow/nowhere.ics").status_code == 404
