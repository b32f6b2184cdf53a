"""Where a room stands, as its phones ask for it every second or so."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.models import Sitting
from tests.factories import make_account
from tests.roadshow.acting import a_draft, act, opened
from tests.voting.acting import take

NOW = "/roadshow/dakar/sittings/1/now.json"
FIGURES = "/roadshow/dakar/sittings/1/figures.html"


@pytest.fixture
def sitting(app: Flask) -> Sitting:
    """An open sitting."""
    a_draft()
    return opened()


def test_it_is_tiny_and_says_what_the_room_sees(client: Any, sitting: Sitting) -> None:
    act(actions.show_clause, sitting, "use", by=SETUP)
    answer = client.get(NOW)

    assert answer.get_json() == {
        "version": 2, "open": True, "clause": "use", "number": "2.2", "revealed": False, "notes": 0,
        "path": "/roadshow/dakar/room/",
    }  # fmt: skip
    assert len(answer.data) < 200 and "Set-Cookie" not in answer.headers
    assert client.get("/roadshow/dakar/sittings/2/now.json").status_code == 404


def test_it_is_not_modified_until_the_room_sees_something_else(client: Any, sitting: Sitting) -> None:
    seen = {"If-None-Match": client.get(NOW).headers["ETag"]}
    assert client.get(NOW, headers=seen).status_code == 304
    act(actions.show_clause, sitting, "use", by=SETUP)
    moved = client.get(NOW, headers=seen)
    act(actions.close_sitting, sitting, by=SETUP)

    assert (moved.status_code, moved.get_json()["clause"]) == (200, "use")
    assert client.get(NOW, headers={"If-None-Match": moved.headers["ETag"]}).get_json()["open"] is False


def questions(asked: list[str]) -> int:
    """How many of some statements read something."""
    return sum(each.lstrip().upper().startswith("SELECT") for each in asked)


def test_acts_elsewhere_do_not_empty_it(app: Flask, client: Any, sitting: Sitting) -> None:
    """A position of anybody raises the site's revision; a room's phones are answered from what is kept all the same."""
    assert client.get(NOW).status_code == 200
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    client.get(NOW)
    kept = questions(asked)
    draft = sitting.draft
    assert draft is not None
    take(draft, "use", "support", make_account("Ana"))
    asked.clear()
    client.get(NOW)

    assert (kept, questions(asked)) == (1, 1)


def test_strangers_see_figures_as_soon_as_they_are_revealed_and_no_longer(
    client: Any, sitting: Sitting
) -> None:
    """Revealing is not on record, so the site's revision alone would keep a page from before."""
    assert sitting.draft is not None
    act(actions.show_clause, sitting, "use", by=SETUP)
    take(sitting.draft, "use", "support", make_account("Ana"))
    seen = []
    for does in (actions.reveal, actions.conceal, actions.reveal):
        seen.append("1 support" in client.get(FIGURES).text)
        act(does, sitting, key="use", by=SETUP)
    take(sitting.draft, "use", "support", make_account("Kofi"))

    assert [*seen, "2 support" in client.get(FIGURES).text] == [False, True, False, True]
