"""What guests of a sitting find on the ordinary pages, during it and afterwards."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.models import Sitting
from consensus.voting.models import Position
from tests.roadshow.acting import TEXT, a_draft, act, joined, opened

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
