"""All stops: what is going on, what comes, what is past; the map; the kit."""

from datetime import date
from typing import Any

import pytest
import time_machine
from flask import Flask

from consensus.ledger import SETUP
from consensus.roadshow import actions
from tests.roadshow.acting import a_draft, a_stop, act, opened

TODAY = "2024-09-02T12:00:00+00:00"


@pytest.fixture
def page(app: Flask, client: Any) -> Any:
    """Asks for the list, and gives the words under a heading."""

    def under(heading: str) -> str:
        text = client.get("/roadshow/").text
        return str(text.split(f">{heading}</h2>")[1].split("</section>")[0]) if heading in text else ""

    return under


def test_without_stops_the_page_says_what_one_can_do(client: Any) -> None:
    text = client.get("/roadshow/").text

    assert "No stop is planned at the moment." in text
    assert "<svg" not in text


@time_machine.travel(TODAY)
def test_stops_stand_where_they_belong(page: Any) -> None:
    a_draft()
    opened(a_stop("now"))
    a_stop("soon", event="IndiaFOSS", starts=date(2024, 9, 7), ends=date(2024, 9, 8))
    a_stop("past", event="OW2con", starts=date(2024, 6, 11), ends=date(2024, 6, 12))

    found = [page(heading) for heading in ("Going on now", "To come", "Past stops, and what became of them")]

    assert ["/roadshow/now/" in found[0], "IndiaFOSS" in found[1], "OW2con" in found[2]] == [True] * 3
    assert [text.count("<li>") for text in found] == [1, 1, 1]


@time_machine.travel(TODAY)
def test_a_cancelled_stop_says_why_and_when_that_was_announced(page: Any) -> None:
    stop = a_stop(starts=date(2024, 9, 20), ends=date(2024, 9, 20))
    act(actions.cancel_stop, stop, reason="La salle est fermée.", by=SETUP)

    assert "La salle est fermée." in page("To come")
    assert "Announced on" in page("To come")


@time_machine.travel(TODAY)
def test_a_cancelled_stop_whose_days_are_over_is_no_past_stop(page: Any) -> None:
    stop = a_stop(starts=date(2024, 6, 20), ends=date(2024, 6, 20))
    act(actions.cancel_stop, stop, reason="La salle est fermée.", by=SETUP)

    assert "La salle est fermée." in page("Stops that were cancelled")
    assert page("Past stops, and what became of them") == ""


def test_every_stop_with_a_place_is_on_the_map(client: Any) -> None:
    a_stop()
    a_stop("online", online=True, city="", country=None, latitude=None, longitude=None)

    assert client.get("/roadshow/").text.count('<g class="spot') == 1


@time_machine.travel(TODAY)
def test_past_stops_are_paged_by_key(client: Any) -> None:
    for n in range(31):
        a_stop(f"stop-{n}", event=f"Past {n}", starts=date(2023, 1, 1 + n % 28), ends=date(2023, 1, 28))
    first = client.get("/roadshow/").text
    older = first.split('rel="next" href="')[1].split('"')[0]
    second = client.get(older).text

    assert [text.count('<a href="/roadshow/stop-') for text in (first, second)] == [30, 1]
    assert client.get("/roadshow/?cursor=nonsense").status_code == 422


def test_the_kit_leads_to_the_sheets_of_coming_stops(client: Any) -> None:
    with time_machine.travel(TODAY):
        a_stop()
        text = client.get("/roadshow/kit/").text

    assert 'href="/roadshow/dakar/sheet/"' in text
    assert "What you say here is public" in text


def test_the_front_page_names_the_next_stops(client: Any) -> None:
    with time_machine.travel(TODAY):
        a_stop()
        text = client.get("/").text

    assert "Next stops of the roadshow" in text
    assert 'href="/roadshow/dakar/"' in text
