"""One stop's page: times in its own zone, state with its reason, who leads it, what was said."""

from datetime import UTC, date, datetime
from typing import Any

import time_machine

from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.given import SittingGiven
from consensus.roadshow.models import Task
from tests.factories import make_account
from tests.roadshow.acting import a_draft, a_stop, act, joined, on_duty, opened


def test_times_are_those_of_the_place_with_its_zone_and_utc_for_scripts(client: Any) -> None:
    stop = a_stop(city="Bengaluru", country="IN", timezone="Asia/Kolkata")
    at = datetime(2024, 9, 1, 12, 30, tzinfo=UTC)
    act(
        actions.add_sitting, stop, SittingGiven("Evening", at, datetime(2024, 9, 1, 14, tzinfo=UTC)), by=SETUP
    )

    text = client.get("/roadshow/dakar/").text

    assert "18:00 – 19:30" in text
    assert "Asia/Kolkata, UTC+05:30" in text
    assert 'data-at="2024-09-01T12:30:00' in text


def test_a_stop_that_moved_says_from_where_to_where_and_why(client: Any) -> None:
    stop = a_stop()
    new = {"starts": date(2024, 9, 10), "ends": date(2024, 9, 11), "city": "Thiès"}
    act(actions.move_stop, stop, reason="La salle est fermée.", by=SETUP, **new)

    text = client.get("/roadshow/dakar/").text

    assert "This stop was moved." in text
    assert "La salle est fermée." in text
    assert '<del translate="no">Dakar</del> <ins translate="no">Thiès</ins>' in text


def test_a_change_after_a_move_does_not_hide_its_reason(client: Any) -> None:
    stop = a_stop()
    act(
        actions.move_stop,
        stop,
        starts=date(2024, 9, 10),
        ends=date(2024, 9, 10),
        reason="La salle.",
        by=SETUP,
    )
    act(actions.change_stop, stop, _noted(actions.described(stop)), by=SETUP)

    assert "La salle." in client.get("/roadshow/dakar/").text


def _noted(given: Any) -> Any:
    from dataclasses import replace

    return replace(given, note="Apportez un stylo.")


def test_those_on_duty_are_named_and_find_their_pages(client: Any) -> None:
    a_draft()
    stop = a_stop()
    leads, writes = on_duty(stop), on_duty(stop, Task.SCRIBE, name="Omar")

    pages = [client.as_(who).get("/roadshow/dakar/").text for who in (None, leads, writes)]

    assert ["Fatou" in page and "Omar" in page for page in pages] == [True] * 3
    assert ["/roadshow/dakar/facilitator/" in page for page in pages] == [False, True, False]
    assert ["/roadshow/dakar/scribe/" in page for page in pages] == [False, True, True]


def test_what_was_said_stands_there_clause_by_clause(client: Any) -> None:
    a_draft()
    guest = joined(opened()).account
    client.as_(guest).post("/roadshow/dakar/room/position", data={"key": "use", "position": "support"})

    text = client.as_(None).get("/roadshow/dakar/").text

    assert "1 person took part" in text
    assert "1 support" in text


def test_a_stop_that_is_not_there_is_not_found(client: Any) -> None:
    assert client.get("/roadshow/nowhere/").status_code == 404
    assert client.get("/roadshow/nowhere/room/").status_code == 404


def test_a_past_stop_without_sittings_says_that_nothing_is_recorded(client: Any) -> None:
    with time_machine.travel("2024-10-01T00:00:00+00:00"):
        a_stop()
        assert "Nothing that was said there is recorded" in client.get("/roadshow/dakar/").text


def test_the_report_and_participation_open_also_before_anything_was_said(client: Any) -> None:
    a_stop()
    make_account("Awa")

    assert "No sitting was opened at this stop" in client.get("/roadshow/dakar/report/").text
    assert "No stop was opened yet." in client.get("/roadshow/participation/").text


def test_the_report_tells_what_is_left_and_gives_tables(client: Any) -> None:
    a_draft()
    sitting = opened(heads=3)
    guest = client.as_(joined(sitting).account)
    guest.post("/roadshow/dakar/room/say", data={"key": "use", "body": "=1+1 et plus.", "nonce": "n"})
    guest.post("/roadshow/dakar/room/position", data={"key": "use", "position": "support"})

    page = client.as_(None).get("/roadshow/dakar/report/").text
    tables = [
        client.as_(None).get(path).text
        for path in (
            "/roadshow/dakar/report.csv", "/roadshow/dakar/people.csv", "/roadshow/participation.csv",
            "/roadshow/people.csv", "/roadshow/columns.csv",
        )
    ]  # fmt: skip

    assert "1 note is not yet turned into a comment." in page
    assert "3 heads were counted, confirmed by nobody else." in page
    assert [table.count("\n") > 1 for table in tables] == [True] * 5
