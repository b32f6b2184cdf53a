"""What guests of a sitting find on the ordinary pages, during it and afterwards; and the page on which they are set aside."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.models import Attendance, Sitting
from consensus.voting.models import Position
from tests.factories import make_account
from tests.roadshow.acting import TEXT, a_draft, a_stop, act, joined, on_duty, opened

CLAUSE = "/drafts/0.1/clauses/use/"
OVER = "Your sitting is over."


@pytest.fixture
def sitting(app: Flask) -> Sitting:
    """An open sitting."""
    a_draft()
    return opened()


def test_during_the_sitting_a_guest_takes_positions_and_comments_like_everybody(
    client: Any, sitting: Sitting
) -> None:
    guest = client.as_(joined(sitting).account)
    taken = guest.post(CLAUSE + "position", data={"position": "support"})
    said = guest.post(CLAUSE + "comment", data={"body": "Très bien.", "kind": "comment"})

    assert (taken.status_code, said.status_code) == (303, 303)
    assert "Support" in guest.get(CLAUSE + "position").text


def test_afterwards_the_forms_say_why_not_and_how_to_go_on(client: Any, sitting: Sitting) -> None:
    guest = client.as_(joined(sitting).account)
    guest.post(CLAUSE + "position", data={"position": "support"})
    act(actions.close_sitting, sitting, by=SETUP)
    pages = [guest.get(CLAUSE + name).text for name in ("position", "comment", "suggest")]

    assert [OVER in page and 'href="/account/claim"' in page for page in pages] == [True] * 3
    assert [page.count("<textarea") for page in pages] == [0] * 3


def test_what_was_typed_when_the_sitting_ended_is_not_lost(client: Any, sitting: Sitting) -> None:
    guest = client.as_(joined(sitting).account)
    act(actions.close_sitting, sitting, by=SETUP)
    refused = guest.post(CLAUSE + "comment", data={"body": "Un dernier mot.", "kind": "comment"})

    assert (refused.status_code, OVER in refused.text, "Un dernier mot." in refused.text) == (409, True, True)


def test_a_guest_takes_back_what_they_said_also_afterwards(client: Any, sitting: Sitting) -> None:
    guest = client.as_(joined(sitting).account)
    guest.post(CLAUSE + "position", data={"position": "support"})
    act(actions.close_sitting, sitting, by=SETUP)

    assert guest.post(CLAUSE + "position/withdraw", data={}).status_code == 303
    assert [position.is_current for position in db.session.scalars(select(Position))] == [False]


def test_another_draft_is_not_a_guests(client: Any, sitting: Sitting) -> None:
    guest = client.as_(joined(sitting).account)
    a_draft("0.2", TEXT.replace("any purpose", "every purpose"))

    assert "In this sitting you speak of draft 0.1." in guest.get("/drafts/0.2/clauses/use/position").text


GUESTS = "/roadshow/dakar/guests/"


@pytest.mark.parametrize("role", ["moderator", "maintainer", "facilitator"])
def test_guests_are_set_aside_and_count_again_also_when_all_is_over(
    client: Any, sitting: Sitting, role: str
) -> None:
    who = on_duty(sitting.stop) if role == "facilitator" else make_account("Mo", role=role)
    parts = [joined(sitting, "Zed"), joined(sitting, "Awa")]
    act(actions.close_sitting, sitting, by=SETUP)
    act(actions.close_stop, sitting.stop, by=SETUP)
    page = client.as_(who)

    refused = page.post(GUESTS + "aside", data={"people": parts[0].id, "reason": " "})
    page.post(GUESTS + "aside", data={"people": parts[0].id, "reason": "Code volé."})
    shown = page.get(GUESTS).text
    aside = [_aside(part) for part in parts]
    page.post(GUESTS + "restore", data={"people": parts[0].id})

    assert (refused.status_code, f'value="{parts[0].id}" checked' in refused.text) == (422, True)
    assert ("Code volé." in shown, aside, _aside(parts[0])) == (True, [True, False], False)
    assert f'href="{GUESTS}"' in page.get("/roadshow/dakar/").text
    assert f'href="{GUESTS}"' in page.get("/roadshow/dakar/report/").text


def _aside(part: Attendance) -> bool:
    db.session.expire_all()
    return db.session.get_one(Attendance, part.id).is_aside


def test_guests_of_several_sittings_are_told_apart_and_set_aside_together(
    client: Any, sitting: Sitting
) -> None:
    parts = [joined(sitting, "Zed")]
    act(actions.close_sitting, sitting, by=SETUP)
    parts.append(joined(opened(sitting.stop), "Awa"))
    page = client.as_(make_account("Mo", role="moderator"))
    page.post(GUESTS + "aside", data={"people": [part.id for part in parts], "reason": "Code volé."})

    assert [_aside(part) for part in parts] == [True, True]
    assert [f"Sitting {n}" in page.get(GUESTS).text for n in (1, 2, 3)] == [True, True, False]


def test_nobody_chosen_and_somebody_of_another_stop_are_refused(client: Any, sitting: Sitting) -> None:
    other = joined(opened(a_stop("thies")), "Zed")
    page = client.as_(make_account("Mo", role="moderator"))
    nobody, elsewhere = (
        page.post(GUESTS + "aside", data={"reason": "Code volé."} | people)
        for people in ({}, {"people": other.id})
    )

    assert (nobody.status_code, "Choose whom to set aside." in nobody.text) == (422, True)
    assert (elsewhere.status_code, _aside(other)) == (404, False)


def test_guests_and_strangers_do_not_see_who_joined(client: Any, sitting: Sitting) -> None:
    guest = client.as_(joined(sitting).account)

    assert guest.get(GUESTS).status_code == 403
    assert GUESTS not in guest.get("/roadshow/dakar/").text
