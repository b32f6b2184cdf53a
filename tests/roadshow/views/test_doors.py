"""Limits that keep guessers out and lock no room out."""

import sys
from typing import Any

import pytest
from flask import Flask

from consensus import create_app
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import CodeIsOver, NoSuchCode, NoSuchNote, SittingIsNotOpen, TooManyCodes
from consensus.roadshow.models import Sitting
from consensus.roadshow.queries import live_code
from consensus.roadshow.views.doors import code_at, code_tried, note_at, open_sitting_at
from tests.roadshow.acting import a_draft, a_stop, act, joined, noted, opened


@pytest.fixture
def sitting(app: Flask) -> Sitting:
    """An open sitting."""
    a_draft()
    return opened()


def test_wrong_codes_are_counted_by_address_and_never_keep_a_right_one_out(settings: dict[str, Any]) -> None:
    app = create_app(**settings, SECRET_KEY="x" * 40, LIMITS="on")
    with app.app_context():
        a_draft()
        sitting = opened()
        code = live_code(sitting)
        assert code is not None
        right = code.code
        here, there = ({"REMOTE_ADDR": f"10.0.0.{n}"} for n in (7, 8))
        with app.test_request_context(environ_base=here):
            for _try in range(20):
                with pytest.raises(NoSuchCode):
                    code_at("000000")
            with pytest.raises(TooManyCodes) as refused:
                code_at("000000")
            assert code_at(right).sitting_id == sitting.id
        with app.test_request_context(environ_base=there), pytest.raises(NoSuchCode):
            code_at("000000")

        assert (refused.value.status, refused.value.details) == (429, {"retry_after": 60})
        db.session.remove()
        db.engine.dispose()


def test_guessing_by_opening_addresses_is_limited_too_and_a_right_code_leads_in(
    settings: dict[str, Any],
) -> None:
    app = create_app(**settings, SECRET_KEY="x" * 40, LIMITS="on")
    with app.app_context():
        a_draft()
        code = live_code(opened())
        assert code is not None
        right, browser = code.code, app.test_client()
        guesses = [browser.get(f"/join/{n:06}").status_code for n in range(21)]

        assert guesses == [404] * 20 + [429]
        assert browser.get(f"/join/{right}").status_code == 200
        db.session.remove()
        db.engine.dispose()


def test_nobody_has_file_after_file_of_sheets_laid_out(
    settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    app = create_app(**settings, SECRET_KEY="x" * 40, LIMITS="on")
    with app.app_context():
        a_draft()
        a_stop()
        asked = [app.test_client().get("/roadshow/dakar/sheet.pdf").status_code for _time in range(21)]

        assert asked == [501] * 20 + [429]
        db.session.remove()
        db.engine.dispose()


def test_a_code_that_is_over_counts_as_wrong(app: Flask, sitting: Sitting) -> None:
    code = live_code(sitting)
    assert code is not None
    old = code.code
    act(actions.replace_code, sitting, by=SETUP)

    with app.test_request_context(), pytest.raises(CodeIsOver):
        code_at(old)


def test_a_room_is_limited_by_its_code_and_address_however_the_code_is_typed(app: Flask) -> None:
    with app.test_request_context("/?code=k7m-1wx", environ_base={"REMOTE_ADDR": "10.0.0.7"}):
        typed = code_tried()
    with app.test_request_context("/?code=K7M+LWX", environ_base={"REMOTE_ADDR": "10.0.0.7"}):
        again = code_tried()
    with app.test_request_context("/?code=no", environ_base={"REMOTE_ADDR": "10.0.0.7"}):
        other = code_tried()

    assert (typed, again, other) == ("10.0.0.7|K7M1WX", "10.0.0.7|K7M1WX", "10.0.0.7|none")


def test_addresses_lead_to_what_is_theirs(app: Flask, sitting: Sitting) -> None:
    note = noted(sitting, joined(sitting).account)
    a_stop("lagos")

    assert (open_sitting_at("dakar").id, note_at("dakar", note.id).id) == (sitting.id, note.id)
    with pytest.raises(SittingIsNotOpen):
        open_sitting_at("lagos")
    with pytest.raises(NoSuchNote):
        note_at("lagos", note.id)
