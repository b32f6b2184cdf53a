"""The page of whoever leads: every act has a button, works with and without a script, and is for those who lead alone."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.kit.db import db
from consensus.roadshow.models import Attendance, Note, Sitting, Stop
from consensus.roadshow.queries import live_code, open_sitting_of, room_of, stop_named
from tests.factories import make_account
from tests.roadshow.acting import a_draft, a_stop, joined, noted, on_duty, opened

LEAD = "/roadshow/dakar/facilitator/"


@pytest.fixture
def fatou(app: Flask) -> Account:
    """Who leads a stop in Dakar that is not open yet."""
    a_draft()
    return on_duty(a_stop())


@pytest.fixture
def sitting(fatou: Account) -> Sitting:
    """Its sitting, open."""
    return opened(stop_named("dakar"), by=fatou)


@pytest.fixture
def page(client: Any, fatou: Account) -> Any:
    """Her browser."""
    return client.as_(fatou)


def send(page: Any, act: str, **given: Any) -> Any:
    """Press a button of the page, without a script."""
    return page.post(LEAD + act, data=given)


def test_opening_makes_a_sitting_with_its_heads(page: Any) -> None:
    answer = send(page, "open", heads="12")
    sitting = open_sitting_of(stop_named("dakar"))

    assert (answer.status_code, answer.location) == (303, LEAD)
    assert sitting is not None and sitting.heads == 12
    assert "12 heads were counted; nobody else has confirmed it yet." in page.get(LEAD).text


def test_a_number_of_heads_that_is_none_opens_nothing_and_says_so(page: Any) -> None:
    answer = send(page, "open", heads="-3")

    assert answer.status_code == 422
    assert "Count the people in the room" in answer.text
    assert open_sitting_of(stop_named("dakar")) is None


def test_the_room_goes_from_clause_to_clause_and_back_to_the_code(page: Any, sitting: Sitting) -> None:
    seen = []
    for key in ("use", "study", ""):
        send(page, "show", key=key)
        db.session.expire_all()
        room = room_of(sitting)
        assert room is not None
        seen.append(room.clause_key)

    assert seen == ["use", "study", None]


def test_an_act_made_in_ignorance_of_another_is_refused_with_a_sentence(page: Any, sitting: Sitting) -> None:
    send(page, "show", key="use", seen="")
    late = send(page, "show", key="study", seen="", answer="part")

    assert late.status_code == 412
    assert "Somebody else has moved the room on meanwhile." in late.text


def test_revealing_and_hiding_are_for_the_clause_that_is_shown(page: Any, sitting: Sitting) -> None:
    send(page, "show", key="use")
    answers = [
        send(page, act, key=key).status_code
        for act, key in (("reveal", "study"), ("reveal", "use"), ("conceal", "use"))
    ]

    assert answers == [412, 303, 303]


def test_somebody_else_confirms_the_heads_and_whoever_counted_does_not(
    client: Any, page: Any, sitting: Sitting
) -> None:
    send(page, "heads", heads="5")
    other = on_duty(sitting.stop, name="Omar")
    answers = [client.as_(who).post(LEAD + "witness").status_code for who in (page_of(sitting), other)]

    assert answers == [403, 303]
    assert "confirmed by Omar" in client.as_(other).get(LEAD).text


def page_of(sitting: Sitting) -> Account:
    """Who counted the heads."""
    return db.session.scalars(select(Account).join(Account.link).where(Account.name == "Fatou")).one()


def test_more_people_than_heads_is_said(page: Any, sitting: Sitting) -> None:
    send(page, "heads", heads="1")
    for name in ("Awa", "Kofi"):
        joined(sitting, name)

    assert "More people joined than heads were counted." in page.get(LEAD).text


def test_more_people_than_the_room_holds_is_a_sentence_and_refuses_nobody(client: Any, app: Flask) -> None:
    a_draft()
    fatou = on_duty(a_stop(capacity=2))
    sitting = opened(stop_named("dakar"), by=fatou, heads=2)
    page, said = client.as_(fatou), "more people than the room holds"
    before = page.get(LEAD).text
    for name in ("Awa", "Kofi", "Zed"):
        joined(sitting, name)
    joined_more = page.get(LEAD).text
    send(page, "heads", heads="3")

    assert ["The room holds 2 people." in before, said in before, said in joined_more] == [True, False, True]
    assert said in client.get("/roadshow/dakar/").text


def test_notes_are_approved_set_aside_with_a_reason_and_restored(page: Any, sitting: Sitting) -> None:
    note = noted(sitting, joined(sitting).account)
    refused = send(page, f"notes/{note.id}/aside", reason=" ")
    states = []
    for act, given in (("approve", {}), ("aside", {"reason": "Déjà dit."}), ("restore", {})):
        send(page, f"notes/{note.id}/{act}", **given)
        db.session.expire_all()
        states.append(str(db.session.get_one(Note, note.id).state))

    assert refused.status_code == 422
    assert states == ["approved", "set-aside", "waiting"]


def test_a_code_is_replaced_once_however_often_one_presses(page: Any, sitting: Sitting) -> None:
    first = live_code(sitting)
    assert first is not None
    codes = []
    for _again in range(2):
        send(page, "code", seen=first.id)
        code = live_code(sitting)
        assert code is not None
        codes.append(code.code)

    assert codes[0] == codes[1] != first.code


def test_guests_are_set_aside_with_a_reason_and_count_again(page: Any, sitting: Sitting) -> None:
    part = joined(sitting, "Zed")
    refused = [
        send(page, "aside", **given).status_code for given in ({"reason": "Code volé."}, {"people": part.id})
    ]
    send(page, "aside", people=part.id, reason="Code volé.")
    db.session.expire_all()
    aside = db.session.get_one(Attendance, part.id).is_aside
    shown = "Code volé." in page.get(LEAD).text
    send(page, "restore", people=part.id)
    db.session.expire_all()

    assert refused == [422, 422]
    assert [aside, shown, db.session.get_one(Attendance, part.id).is_aside] == [True, True, False]


def test_the_stop_closes_once_nothing_is_left(page: Any, sitting: Sitting) -> None:
    note = noted(sitting, joined(sitting).account)
    send(page, "close-sitting")
    left, refused = page.get(LEAD).text, send(page, "close")
    send(page, f"notes/{note.id}/aside", reason="Déjà dit.")
    closed = send(page, "close")

    assert "1 note is not yet a comment" in left
    assert (refused.status_code, closed.location) == (409, "/roadshow/dakar/report/")
    assert str(stop_named("dakar").state) == "closed"


def test_a_script_gets_a_few_facts_and_no_page(page: Any, sitting: Sitting) -> None:
    assert send(page, "show", key="use", answer="part").json == {"said": "The room sees it now."}


@pytest.mark.parametrize(
    "act", ["show", "reveal", "heads", "code", "aside", "close-sitting", "close", "open"]
)
def test_whoever_does_not_lead_can_do_nothing_of_it(client: Any, sitting: Sitting, act: str) -> None:
    guest, ana = joined(sitting).account, make_account("Ana")

    assert [client.as_(who).post(LEAD + act).status_code for who in (guest, ana)] == [403, 403]
    assert client.as_(guest).get(LEAD).status_code == 403


def test_without_an_open_draft_the_page_says_why_nothing_can_be_opened(client: Any, app: Flask) -> None:
    stop: Stop = a_stop("thies")
    text = client.as_(on_duty(stop)).get("/roadshow/thies/facilitator/").text

    assert "No draft is open for comments and positions now" in text


@pytest.mark.parametrize("act, name", [("aside", "people"), ("restore", "people"), ("open", "number")])
def test_a_number_that_no_row_can_have_is_refused(page: Any, sitting: Sitting, act: str, name: str) -> None:
    assert send(page, act, reason="x", **{name: "9" * 30}).status_code == 422
