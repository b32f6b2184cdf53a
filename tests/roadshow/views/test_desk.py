"""The desk of stops: planned, changed, moved, cancelled, with sittings and people on duty; refused forms come back filled in."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.actions import register
from consensus.accounts.models import Account, Role
from consensus.kit.db import db, transaction
from consensus.roadshow.models import Duty, Stop
from consensus.roadshow.queries import stop_named
from tests.factories import make_account
from tests.roadshow.acting import a_draft, a_stop, opened

DESK = "/desk/stops/"
NEW = {
    "event": "OSCA", "starts": "2026-12-15", "ends": "", "timezone": "Africa/Lagos", "city": "Lagos", "country": "NG",
    "language": "en", "latitude": "6.45", "longitude": "3.39",
}  # fmt: skip


@pytest.fixture
def rosa(app: Flask) -> Account:
    """Who plans stops."""
    return make_account("Rosa", role=Role.MAINTAINER, email="rosa@example.org")


@pytest.fixture
def page(client: Any, rosa: Account) -> Any:
    """Her browser."""
    return client.as_(rosa)


def test_a_stop_is_planned_with_a_name_made_for_it(page: Any) -> None:
    answer = page.post(DESK + "new", data=NEW)
    stop = stop_named("osca-lagos-2026")

    assert answer.location == "/desk/stops/osca-lagos-2026/"
    assert (stop.starts, stop.continent, stop.latitude) == (stop.ends, "africa", 6.45)


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"event": ""}, "event"), ({"starts": "soon"}, "starts"), ({"ends": "2026-12-01"}, "ends"),
        ({"timezone": "Mars/Olympus"}, "timezone"), ({"city": ""}, "city"), ({"latitude": "91"}, "latitude"),
        ({"slug": "Kit!"}, "slug"), ({"slug": "kit"}, "slug"), ({"language": "xx"}, "language"), ({"url": "ftp://x"}, "url"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_told_and_nothing_is_lost(page: Any, wrong: dict[str, str], field: str) -> None:
    answer = page.post(DESK + "new", data=NEW | {"venue": "La Nave"} | wrong)

    assert answer.status_code == 422
    assert f'id="e-{field}"' in answer.text
    assert 'value="La Nave"' in answer.text
    assert db.session.scalars(select(Stop)).all() == []


def test_a_stop_is_changed_and_its_form_shows_what_it_says(page: Any) -> None:
    page.post(DESK + "new", data=NEW)
    form = page.get(DESK + "osca-lagos-2026/change").text
    page.post(DESK + "osca-lagos-2026/change", data=NEW | {"ends": "2026-12-15", "note": "Bring a pen."})

    assert 'value="OSCA"' in form
    assert stop_named("osca-lagos-2026").note == "Bring a pen."


def test_a_move_and_a_cancellation_need_a_reason(page: Any) -> None:
    page.post(DESK + "new", data=NEW)
    there = DESK + "osca-lagos-2026/"
    moved = {
        "starts": "2026-12-17",
        "timezone": "Africa/Lagos",
        "city": "Lagos",
        "country": "NG",
        "announced": "2026-11-01",
    }
    answers = [
        page.post(there + "move", data=moved).status_code,
        page.post(there + "move", data=moved | {"reason": "The hall is closed."}).status_code,
        page.post(there + "cancel", data={"reason": ""}).status_code,
        page.post(there + "cancel", data={"reason": "Nobody can come."}).status_code,
    ]
    changes = [(str(each.state), each.reason) for each in stop_named("osca-lagos-2026").changes]

    assert answers == [422, 303, 422, 303]
    assert changes == [("planned", ""), ("moved", "The hall is closed."), ("cancelled", "Nobody can come.")]


def test_a_stop_that_moves_to_another_city_is_on_the_map_where_one_says_it_is(page: Any) -> None:
    page.post(DESK + "new", data=NEW | {"latitude": "6.45", "longitude": "3.39"})
    there = {
        "starts": "2026-12-17",
        "timezone": "Africa/Accra",
        "country": "GH",
        "reason": "The hall is closed.",
    }
    page.post(DESK + "osca-lagos-2026/move", data=there | {"city": "Accra"})
    lost = stop_named("osca-lagos-2026").latitude
    page.post(
        DESK + "osca-lagos-2026/move",
        data=there | {"city": "Kumasi", "latitude": "6.69", "longitude": "-1.62"},
    )
    stop = stop_named("osca-lagos-2026")

    assert (lost, stop.city, stop.latitude, stop.longitude) == (None, "Kumasi", 6.69, -1.62)


def test_a_stop_that_was_opened_can_be_neither_moved_nor_cancelled(page: Any) -> None:
    a_draft()
    opened(a_stop())
    answer = page.post(DESK + "dakar/cancel", data={"reason": "No."})

    assert answer.status_code == 409
    assert "This stop was opened already" in answer.text


def test_a_sitting_is_planned_in_the_time_of_the_place(page: Any) -> None:
    a_draft()
    page.post(DESK + "new", data=NEW)
    there = DESK + "osca-lagos-2026/sittings/"
    given = {
        "title": "Evening",
        "starts_at": "2026-12-15T18:00",
        "ends_at": "2026-12-15T20:00",
        "agenda": ["study", "use"],
    }
    page.post(there + "new", data=given)
    [sitting] = stop_named("osca-lagos-2026").sittings
    form = page.get(there + "1").text
    refused = page.post(there + "1", data=given | {"ends_at": "2026-12-15T17:00"})

    assert sitting.starts_at is not None and sitting.starts_at.hour == 17
    assert sitting.agenda == ["study", "use"]
    assert ['value="2026-12-15T18:00"' in form, form.count(" checked")] == [True, 2]
    assert (refused.status_code, 'id="e-ends_at"' in refused.text) == (422, True)


def test_people_are_named_by_address_or_id_and_their_duty_ends(page: Any) -> None:
    a_stop()
    fatou = make_account("Fatou", email="fatou@example.org")
    omar = make_account("Omar")
    named = [
        page.post(DESK + "dakar/duties", data={"person": person, "task": "scribe"}).status_code
        for person in ("Fatou@Example.org", omar.actor_id, "nobody@example.org")
    ]
    duties = db.session.scalars(select(Duty).order_by(Duty.id)).all()
    page.post(f"{DESK}dakar/duties/{duties[0].id}/end")
    db.session.expire_all()

    assert named == [303, 303, 422]
    assert [duty.account_id for duty in duties] == [fatou.id, omar.id]
    assert [duty.ended_at is None for duty in duties] == [False, True]


def test_a_duty_of_another_stop_is_not_found_there(page: Any) -> None:
    a_stop()
    a_stop("thies")
    fatou = make_account("Fatou", email="fatou@example.org")
    page.post(DESK + "dakar/duties", data={"person": "fatou@example.org", "task": "facilitator"})
    duty = db.session.scalars(select(Duty).where(Duty.account_id == fatou.id)).one()

    assert page.post(f"{DESK}thies/duties/{duty.id}/end").status_code == 404


def test_the_list_leads_to_each_stop(page: Any) -> None:
    a_stop()

    assert 'href="/desk/stops/dakar/"' in page.get(DESK).text
    assert 'href="/desk/stops/"' in page.get("/desk/").text


def test_who_never_confirmed_their_address_is_not_named(page: Any) -> None:
    a_stop()
    with transaction():
        register(name="Somebody", email="somebody@example.org")
    named = page.post(DESK + "dakar/duties", data={"person": "somebody@example.org", "task": "scribe"})

    assert (named.status_code, db.session.query(Duty).count()) == (422, 0)


def test_who_is_not_known_is_asked_for_again_with_what_was_typed(page: Any) -> None:
    page.post(DESK + "new", data=NEW)
    answer = page.post(
        DESK + "osca-lagos-2026/duties", data={"person": "nobody@example.org", "task": "scribe"}
    )

    assert answer.status_code == 422
    assert 'value="nobody@example.org"' in answer.text
