"""Stops in words: days, hours, zones, places; and when a stop is past."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask

from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.given import SittingGiven
from consensus.roadshow.queries import stop_named
from consensus.roadshow.stops_shown import (
    agenda_of,
    begins_at,
    days_words,
    is_past,
    sitting_views,
    stop_view,
    stop_views,
    times_words,
    where_words,
    zone_words,
)
from tests.roadshow.acting import a_draft, a_stop, act, opened


@pytest.mark.parametrize(
    "starts, ends, words",
    [
        (date(2024, 5, 17), date(2024, 5, 17), "May 17, 2024"),
        (date(2024, 6, 11), date(2024, 6, 12), "Jun 11\u2009–\u200912, 2024"),
    ],
)
def test_days_are_told_as_people_write_them(app: Flask, starts: date, ends: date, words: str) -> None:
    assert days_words(starts, ends) == words


def test_hours_are_those_of_the_place(app: Flask) -> None:
    at, until = datetime(2024, 9, 1, 22, 30, tzinfo=UTC), datetime(2024, 9, 2, 1, tzinfo=UTC)

    assert (
        times_words(at, until, "Africa/Lagos")
        == "Sunday, September 1, 2024, 23:30 – September 2, 2024, 02:00"
    )
    assert times_words(at, None, "UTC") == "Sunday, September 1, 2024, 22:30"
    assert times_words(None, None, "UTC") == ""


@pytest.mark.parametrize(
    "zone, day, words",
    [
        ("Africa/Dakar", date(2024, 9, 1), "Africa/Dakar, UTC"),
        ("Asia/Kolkata", date(2024, 9, 1), "Asia/Kolkata, UTC+05:30"),
        ("America/New_York", date(2024, 7, 1), "America/New York, UTC−04:00"),
        ("America/New_York", date(2024, 1, 1), "America/New York, UTC−05:00"),
    ],
)
def test_a_zone_says_how_far_it_is_from_utc_that_day(zone: str, day: date, words: str) -> None:
    assert zone_words(zone, day) == words


@pytest.mark.parametrize(
    "place, words",
    [
        ({}, "Dakar, Senegal"), ({"online": True}, "Dakar, Senegal, held online"),
        ({"online": True, "city": "", "country": None}, "online"),
    ],
)  # fmt: skip
def test_a_place_is_told_with_its_country(app: Flask, place: dict[str, Any], words: str) -> None:
    assert where_words(a_stop(**place)) == words


def test_a_stop_is_past_when_its_last_day_is_over_there(app: Flask) -> None:
    stop = a_stop(timezone="Pacific/Kiritimati", starts=date(2024, 9, 1), ends=date(2024, 9, 1))
    found = []
    for at in ("2024-09-01T09:59:00+00:00", "2024-09-01T10:01:00+00:00"):
        with time_machine.travel(at):
            found.append(is_past(stop))

    assert found == [False, True]


def test_an_open_stop_is_never_past_and_a_closed_one_always(app: Flask) -> None:
    a_draft()
    sitting = opened(a_stop())
    with time_machine.travel("2030-01-01T00:00:00+00:00"):
        going_on = is_past(sitting.stop)
    act(actions.close_stop, sitting.stop, by=SETUP)
    with time_machine.travel("2020-01-01T00:00:00+00:00"):
        assert [going_on, is_past(stop_named("dakar"))] == [False, True]


def test_two_stops_in_one_city_stand_side_by_side(app: Flask) -> None:
    one, other = stop_views([a_stop(), a_stop("again")])

    assert one.spot is not None and other.spot is not None
    assert one.spot != other.spot


def test_an_agenda_keeps_its_order_and_leaves_out_what_is_gone(app: Flask) -> None:
    draft = a_draft()
    stop = a_stop()
    act(actions.add_sitting, stop, SittingGiven(agenda=("study", "use")), by=SETUP)
    sitting = opened(stop)

    assert [line.key for line in agenda_of(sitting, draft)] == ["study", "use"]
    assert [line.key for line in sitting_views(stop)[0].agenda] == ["study", "use"]


def test_without_an_agenda_a_sitting_goes_through_everything_that_takes_positions(app: Flask) -> None:
    draft = a_draft()

    assert [line.key for line in agenda_of(opened(), draft)] == ["why", "what", "use", "study", "share"]


def test_a_stop_begins_with_its_first_sitting_or_its_first_day(app: Flask) -> None:
    stop = a_stop(timezone="Asia/Tokyo")
    midnight = begins_at(stop)
    act(actions.add_sitting, stop, SittingGiven(starts_at=datetime(2024, 9, 1, 9, tzinfo=UTC)), by=SETUP)

    assert midnight == datetime(2024, 8, 31, 15, tzinfo=UTC)
    assert begins_at(stop_named("dakar")) == datetime(2024, 9, 1, 9, tzinfo=UTC)


def test_a_view_knows_its_address_and_whether_people_can_still_come(app: Flask) -> None:
    with time_machine.travel("2024-08-01T00:00:00+00:00"):
        view = stop_view(a_stop())

    assert (view.path, view.expected, view.held) == ("/roadshow/dakar/", True, False)
