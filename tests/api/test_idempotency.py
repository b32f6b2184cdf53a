"""A write that is sent again is answered again, not done again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from consensus.api.idempotency import forget_old_answers
from consensus.api.models import StoredAnswer
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db, fresh_look
from consensus.ledger.queries import head
from tests.factories import make_account

from .conftest import Program, fields_of, program_of
from .texts import FIRST, THIRD

BODY = {"files": [{"name": "definition.md", "markdown": THIRD}]}


def counted(model: Any) -> int:
    fresh_look()
    return int(db.session.scalar(select(func.count()).select_from(model)) or 0)


def told(answer: Any) -> tuple[int, bytes, str | None, str | None]:
    return answer.status_code, answer.data, answer.headers.get("Location"), answer.headers.get("ETag")


def test_the_same_request_gets_the_same_answer(editor: Program, drafts: Any) -> None:
    first = editor.post("/drafts", BODY, key="a")
    again = editor.post("/drafts", BODY, key="a")

    assert first.status_code == 201
    assert told(again) == told(first)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert counted(Draft) == 3


def test_publishing_twice_with_one_key_publishes_once(editor: Program) -> None:
    editor.post("/drafts", {"files": [{"name": "a.md", "markdown": FIRST}]})
    first = editor.post("/drafts/0.0.1/publication", key="p")
    n = head()[0]
    again = editor.post("/drafts/0.0.1/publication", key="p")
    without = editor.post("/drafts/0.0.1/publication")

    fresh_look()
    assert (first.status_code, without.status_code) == (200, 409)
    assert told(again) == told(first)
    assert head()[0] == n


def test_a_stale_revision_does_not_hinder_the_second_answer(editor: Program, drafts: Any) -> None:
    editor.post("/drafts", BODY)
    body = {"changes": [{"key": "share", "normative": False}]}
    first = editor.patch("/drafts/0.0.3/map", body, key="m", If_Match='"1"')
    again = editor.patch("/drafts/0.0.3/map", body, key="m", If_Match='"1"')

    assert first.status_code == 200
    assert told(again) == told(first)
    assert again.headers["ETag"] == '"2"'


@pytest.mark.parametrize(
    ("path", "body"), [("/drafts", BODY | {"summary": "Other"}), ("/drafts/0.0.3/publication", BODY)]
)
def test_the_same_key_for_another_request_is_422(editor: Program, drafts: Any, path: str, body: Any) -> None:
    editor.post("/drafts", BODY, key="a")

    assert fields_of(editor.post(path, body, key="a")) == ["Idempotency-Key"]


def test_keys_of_different_people_do_not_meet(app: Flask, editor: Program, drafts: Any) -> None:
    other = program_of(app, make_account("Otto", role="maintainer"))
    editor.post("/drafts", BODY, key="a")

    assert other.post("/drafts", BODY, key="a").status_code == 409


def test_what_was_refused_may_be_tried_again_under_its_key(editor: Program, drafts: Any) -> None:
    refused = editor.post("/drafts", {"files": []}, key="a")
    taken = editor.post("/drafts", BODY, key="a")

    assert (refused.status_code, taken.status_code) == (422, 201)


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "é", " a", "a "])
def test_a_key_is_short_and_ascii(editor: Program, key: str) -> None:
    answer = editor.post("/drafts", BODY, key=key)

    if key.strip() == "a":
        assert answer.status_code == 201
    else:
        assert fields_of(answer) == ["Idempotency-Key"]


def test_a_key_is_kept_for_a_day(editor: Program, drafts: Any) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        editor.post("/drafts", BODY, key="a")
        clock.shift(timedelta(hours=23, minutes=59))
        kept = editor.post("/drafts", BODY, key="a").status_code, forget_old_answers(), counted(StoredAnswer)
        clock.shift(timedelta(minutes=2))
        over = editor.post("/drafts", BODY, key="a").status_code, forget_old_answers(), counted(StoredAnswer)

    assert kept == (201, 0, 1)
    assert over == (409, 1, 0)


def test_an_old_key_may_stand_for_something_new(editor: Program, drafts: Any) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        editor.post("/drafts", BODY, key="a")
        clock.shift(timedelta(hours=25))
        answer = editor.patch("/drafts/0.0.3/map", {"changes": [{"key": "use", "normative": True}]}, key="a")

    assert answer.status_code == 200


@pytest.mark.both_databases
@pytest.mark.parametrize("call", ["preparing", "publishing"])
def test_of_two_at_once_one_acts_and_both_get_its_answer(app: Flask, editor: Program, call: str) -> None:
    path, body = "/drafts", {"files": [{"name": "definition.md", "markdown": FIRST}]}
    if call == "publishing":
        editor.post("/drafts", body)
        path, body = "/drafts/0.0.1/publication", {}
    db.session.remove()
    together = Barrier(4)

    def send(_n: int) -> Any:
        with app.app_context():
            program = Program(app.test_client(), editor.secret)
            together.wait()
            return told(program.post(path, body, key="same"))

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))

    assert answers == [answers[0]] * 4
    assert answers[0][0] == (201 if call == "preparing" else 200)
    assert (counted(Draft), counted(StoredAnswer)) == (1, 1)


def test_an_erased_person_leaves_no_answers(app: Flask, drafts: Any) -> None:
    from consensus.accounts.person_rows import erase_rows
    from consensus.kit.db import transaction

    account = make_account("Mara", role="maintainer")
    program_of(app, account).post("/drafts", BODY, key="a")
    before = counted(StoredAnswer)
    with transaction():
        erase_rows(account)

    assert (before, counted(StoredAnswer)) == (1, 0)
