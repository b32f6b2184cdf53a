"""Stops and their sittings, asked for."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask

from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import NoSuchSitting, NoSuchStop
from consensus.roadshow.given import SittingGiven
from consensus.roadshow.models import StopState
from consensus.roadshow.queries import (
    all_stops,
    coming_stops,
    last_sitting_of,
    next_sitting_of,
    open_sitting_of,
    sitting_of,
    sittings_of,
    stop_named,
    stops_named,
    stops_page,
)
from consensus.roadshow.queries.stops import last_reasons, stops_beginning
from tests.roadshow.acting import a_draft, a_stop, act, opened


def on(slug: str, month: int, day: int, **given: object) -> None:
    """A stop on one day of 2024."""
    a_stop(slug, starts=date(2024, month, day), ends=date(2024, month, day), **given)


def test_stops_come_in_order_of_time_a_page_at_a_time(app: Flask) -> None:
    for slug, month in (("c", 9), ("a", 5), ("d", 9), ("b", 7)):
        on(slug, month, 1)
    seen, cursor = [], None
    while not seen or cursor:
        page = stops_page(cursor=cursor, limit=3)
        seen, cursor = [*seen, [stop.slug for stop in page.items]], page.next

    assert seen == [["a", "b", "c"], ["d"]]
    assert [stop.slug for stop in stops_page(newest_first=True).items] == ["d", "c", "b", "a"]
    assert [stop.slug for stop in all_stops()] == ["a", "b", "c", "d"]


def test_pages_may_hold_stops_in_some_states_alone(app: Flask) -> None:
    on("a", 5, 1)
    on("b", 6, 1)
    act(actions.cancel_stop, stop_named("a"), reason="No money.", by=SETUP)

    assert [stop.slug for stop in stops_page(states=[StopState.CANCELLED]).items] == ["a"]
    assert last_reasons(["a", "b"]) == {
        ("a", "planned"): "", ("a", "cancelled"): "No money.", ("b", "planned"): "",
    }  # fmt: skip


@time_machine.travel(datetime(2024, 9, 2, 6, tzinfo=UTC))
def test_what_comes_next_leaves_out_what_is_over_but_not_what_is_open_or_still_today_somewhere(
    app: Flask,
) -> None:
    a_draft()
    for slug, day in (("past", 30), ("open", 20)):
        on(slug, 8, day)
    opened(stop_named("open"))
    for slug, day in (("yesterday", 1), ("today", 2), ("later", 9), ("latest", 10), ("dropped", 5)):
        on(slug, 9, day)
    act(actions.cancel_stop, stop_named("dropped"), reason="No money.", by=SETUP)

    assert [stop.slug for stop in coming_stops(most=4)] == ["open", "yesterday", "today", "later"]
    assert [stop.slug for stop in stops_beginning(date(2024, 9, 2), date(2024, 9, 9))] == ["today", "later"]


def test_sittings_are_found_by_stop_and_number(app: Flask) -> None:
    a_draft()
    stop = a_stop()
    first = act(actions.add_sitting, stop, SittingGiven("First"), by=SETUP)
    second = act(actions.add_sitting, stop, SittingGiven("Second"), by=SETUP)
    assert (open_sitting_of(stop), next_sitting_of(stop), last_sitting_of(stop)) == (None, first, None)
    opened(stop)

    assert (open_sitting_of(stop), next_sitting_of(stop), last_sitting_of(stop)) == (first, second, first)
    assert (sitting_of("dakar", 2), sittings_of([stop])) == (second, {stop.id: [first, second]})


def test_what_is_not_there_is_missing(app: Flask) -> None:
    a_stop()
    with pytest.raises(NoSuchStop):
        stop_named("atlantis")
    with pytest.raises(NoSuchSitting):
        sitting_of("dakar", 1)

    assert list(stops_named(["dakar", "atlantis"])) == ["dakar"]
