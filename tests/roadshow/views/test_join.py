"""Joining by a code: half a minute, no mail; and what happens with a code that is none."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.models import Attendance, Sitting
from consensus.roadshow.queries import live_code
from tests.factories import make_account
from tests.roadshow.acting import a_draft, act, opened

WHO = {"name": "Awa", "stakeholder_group": "end-user", "country": "SN", "consent": "yes", "nonce": "n1"}


@pytest.fixture
def sitting(app: Flask) -> Sitting:
    """An open sitting."""
    a_draft()
    return opened()


def code_of(sitting: Sitting) -> str:
    """Its code."""
    code = live_code(sitting)
    assert code is not None
    return code.code


def test_a_code_typed_in_any_way_leads_to_its_page(client: Any, sitting: Sitting) -> None:
    code = code_of(sitting)
    typed = f" {code[:3]}-{code[3:]} ".lower()

    led = client.get("/join/", query_string={"code": typed})

    assert led.status_code == 303
    assert "Join the room" in client.get(led.location).text


def test_a_stranger_joins_as_a_guest_and_is_signed_in(client: Any, sitting: Sitting) -> None:
    answer = client.post(f"/join/{code_of(sitting)}", data=WHO)
    guest = db.session.scalars(select(Account).where(Account.name == "Awa")).one()

    assert (answer.status_code, answer.location) == (303, "/roadshow/dakar/room/")
    assert (guest.is_guest, guest.stakeholder_group, guest.country) == (True, "end-user", "SN")
    assert "Say something" in client.get("/roadshow/dakar/room/").text


def test_the_same_form_sent_twice_makes_one_guest(client: Any, sitting: Sitting) -> None:
    for _again in range(2):
        client.as_(None).post(f"/join/{code_of(sitting)}", data=WHO)

    assert len(db.session.scalars(select(Attendance)).all()) == 1


def test_somebody_with_an_account_joins_with_it(client: Any, sitting: Sitting) -> None:
    kofi = make_account("Kofi", email="kofi@example.org")
    client.as_(kofi).post(f"/join/{code_of(sitting)}", data=WHO | {"name": "Kofi"})
    part = db.session.scalars(select(Attendance)).one()

    assert (part.account_id, part.was_guest) == (kofi.id, False)
    assert client.as_(kofi).get(f"/join/{code_of(sitting)}").location == "/roadshow/dakar/room/"


@pytest.mark.parametrize(
    "wrong, field, said",
    [
        ({"consent": ""}, "consent", "Tick this to take part"),
        ({"name": "  "}, "name", "Say how you want to be called."),
        ({"country": "ZZ"}, "country", "country"),
    ],
)
def test_a_refused_form_comes_back_filled_in(
    client: Any, sitting: Sitting, wrong: dict[str, str], field: str, said: str
) -> None:
    answer = client.post(f"/join/{code_of(sitting)}", data=WHO | wrong)

    assert answer.status_code == 422
    assert said in answer.text
    assert f'id="e-{field}"' in answer.text
    assert 'value="end-user" selected' in answer.text
    assert db.session.scalars(select(Attendance)).all() == []


def test_a_code_that_is_none_and_one_that_is_over_say_so(client: Any, sitting: Sitting) -> None:
    old = code_of(sitting)
    act(actions.replace_code, sitting, by=SETUP)

    assert [client.get(f"/join/{code}").status_code for code in ("zzz", "000000", old)] == [404, 404, 409]


def test_a_code_that_leads_nowhere_can_be_typed_again(client: Any, sitting: Sitting) -> None:
    page = client.get("/join/ZZZ<ZZ").text

    assert 'value="ZZZ&lt;ZZ" aria-invalid="true"' in page
    assert page.count("There is no code like this.") == 2


def test_pages_that_hold_a_code_are_kept_nowhere(client: Any, sitting: Sitting) -> None:
    answer = client.get(f"/join/{code_of(sitting)}")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_page_gives_its_form_what_makes_sending_it_twice_once(client: Any, sitting: Sitting) -> None:
    page = client.get(f"/join/{code_of(sitting)}").text
    [nonce] = re.findall(r'name="nonce" value="([0-9a-f]{32})"', page)
    for _again in range(2):
        client.as_(None).post(f"/join/{code_of(sitting)}", data=WHO | {"nonce": nonce})

    assert [part.nonce for part in db.session.scalars(select(Attendance))] == [nonce]
