"""The room on a phone: what everybody sees, positions, notes, confirming heads, and what is hidden until it is revealed."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.roadshow import actions
from consensus.roadshow.models import Note, Sitting
from consensus.voting.models import Position
from tests.factories import make_account
from tests.roadshow.acting import a_draft, act, joined, noted, opened

ROOM, NOW = "/roadshow/dakar/room/", "/roadshow/dakar/sittings/1/now.html"
PART = {"answer": "part"}


@pytest.fixture
def sitting(app: Flask) -> Sitting:
    """An open sitting, at the clause *use*, whose heads were counted."""
    a_draft()
    made = opened(heads=2)
    act(actions.show_clause, made, "use", by=SETUP)
    return made


@pytest.fixture
def guest(client: Any, sitting: Sitting) -> Any:
    """A guest's phone."""
    return client.as_(joined(sitting).account)


def take(phone: Any, **given: str) -> Any:
    """Take a position, as the script of the page does."""
    return phone.post(ROOM + "position", data={"key": "use", "position": "support"} | PART | given)


def test_a_position_counts_for_the_room_and_its_answer_is_tiny(guest: Any) -> None:
    answer = take(guest)
    position = db.session.scalars(select(Position)).one()

    assert answer.json == {"choice": "support", "key": "use", "said": "On record: 2.2, support."}
    assert position.channel == "stop:dakar"
    assert "You support this." in guest.get(ROOM).text


def test_without_a_script_one_comes_back_to_the_room(guest: Any) -> None:
    answer = guest.post(ROOM + "position", data={"key": "use", "position": "accept"})

    assert (answer.status_code, answer.location) == (303, ROOM + "#spoken-stand")
    assert "On record" in guest.get(ROOM).text


def test_without_a_script_what_was_done_is_said_beside_its_form_once(guest: Any) -> None:
    guest.post(ROOM + "say", data={"key": "use", "body": "Et en wolof ?", "nonce": "n1"})
    told = '<p class="told-now" id="spoken-say" role="status">Sent.'

    assert [told in guest.get(ROOM).text for _again in range(2)] == [True, False]


def test_an_objection_needs_a_reason_and_what_was_typed_stays(guest: Any) -> None:
    refused = guest.post(ROOM + "position", data={"key": "use", "position": "object", "reason": " "})
    taken = take(guest, position="object", reason="Sans les données, rien.")

    assert refused.status_code == 422
    assert 'id="e-reason"' in refused.text
    assert taken.json["choice"] == "object"


@pytest.mark.parametrize("key, status", [("nowhere", 404), ("", 422)])
def test_a_clause_that_is_not_there_is_refused(guest: Any, key: str, status: int) -> None:
    assert take(guest, key=key).status_code == status


def test_figures_are_hidden_until_they_are_revealed(client: Any, guest: Any, sitting: Sitting) -> None:
    take(guest)
    paths = [NOW, "/roadshow/dakar/sittings/1/figures.html", ROOM, "/roadshow/dakar/screen/"]
    before = ["1 support" in guest.get(path).text for path in paths]
    act(actions.reveal, sitting, key="use", by=SETUP)
    after = ["1 support" in guest.get(path).text for path in paths[1:]]

    assert before == [False] * 4
    assert after == [True] * 3


def test_what_everybody_sees_holds_no_byte_of_anybody(client: Any, guest: Any) -> None:
    take(guest)

    assert guest.get(NOW).text == client.as_(None).get(NOW).text


def test_a_note_reaches_the_room_after_approval(client: Any, guest: Any, sitting: Sitting) -> None:
    said = {"key": "use", "body": "Et en wolof ?", "nonce": "n1"}
    answers = [guest.post(ROOM + "say", data=said | PART).status_code for _again in range(2)]
    [note] = db.session.scalars(select(Note)).all()
    before = "Et en wolof ?" in client.get(NOW).text
    act(actions.approve_note, note, by=SETUP)

    assert answers == [200, 200]
    assert [before, "Et en wolof ?" in client.get(NOW).text] == [False, True]


def test_nothing_is_sent_without_words(guest: Any) -> None:
    answer = guest.post(ROOM + "say", data={"key": "use", "body": "  "})

    assert answer.status_code == 422
    assert "Please fill this in." in answer.text


def test_notes_of_another_clause_stand_there_and_not_here(client: Any, sitting: Sitting) -> None:
    note = noted(sitting, joined(sitting).account, clause_key="study")
    act(actions.approve_note, note, by=SETUP)
    here = note.body in client.get(NOW).text
    act(actions.show_clause, sitting, "study", by=SETUP)

    assert [here, note.body in client.get(NOW).text] == [False, True]


def test_whoever_has_not_joined_sees_the_room_and_the_way_in(client: Any, sitting: Sitting) -> None:
    text = client.as_(None).get(ROOM).text

    assert "Join with the code on the screen" in text
    assert "<textarea" not in text


def test_somebody_else_with_an_address_confirms_the_heads(client: Any, sitting: Sitting) -> None:
    kofi = make_account("Kofi", email="kofi@example.org")
    joined(sitting, "Kofi", by=kofi)
    offered = "Yes, about as many" in client.as_(kofi).get(ROOM).text
    client.as_(kofi).post(ROOM + "witness")
    db.session.refresh(sitting)

    assert offered and sitting.witnessed_by == kofi.actor_id
    assert "Yes, about as many" not in client.as_(kofi).get(ROOM).text


def test_after_the_sitting_a_guest_is_led_to_leave_an_address(guest: Any, sitting: Sitting) -> None:
    act(actions.close_sitting, sitting, by=SETUP)
    text = guest.get(ROOM).text

    assert "No sitting is open here now." in text
    assert 'href="/account/claim"' in text
    assert "This sitting is closed." in guest.get(NOW).text
    assert take(guest).status_code == 409


def test_whoever_was_set_aside_is_told_and_can_say_nothing(client: Any, sitting: Sitting) -> None:
    part = joined(sitting, "Zed")
    act(actions.set_aside, sitting, [part], reason="Code volé.", by=SETUP)
    phone = client.as_(part.account)

    assert "What was said from here has been set aside" in phone.get(ROOM).text
    assert "<textarea" not in phone.get(ROOM).text


def test_a_note_that_was_folded_leaves_the_room(client: Any, sitting: Sitting) -> None:
    note = noted(sitting, joined(sitting).account, clause_key="use")
    act(actions.approve_note, note, by=SETUP)
    act(hide_thing, note, rule=Rule.SPAM, reason="It sells watches.", by=make_account("Moderator"))

    shown = [note.body in client.get(path).text for path in (NOW, ROOM, "/roadshow/dakar/screen/")]

    assert shown == [False] * 3
