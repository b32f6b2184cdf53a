"""Every view has its transaction: reads never commit, writes commit at their end."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, g, request
from sqlalchemy import insert

from consensus.kit.db import db, in_write
from consensus.kit.errors import Forbidden
from consensus.kit.permissions import open_to_all
from consensus.kit.slow import before_lock, slow
from consensus.kit.web.transactions import reads_only
from consensus.ledger.models import Revision

Door = Callable[..., None]


@slow
def hashing() -> str:
    """Work that takes long."""
    return "hashed"


def test_a_read_stores_nothing(client: Any, door: Door, slip: Any, slips: Any) -> None:
    def view() -> str:
        slip("a")
        db.session.flush()
        return str(in_write())

    door(open_to_all(view), "/try/read", endpoint="read")

    assert client.get("/try/read").text == "False"
    assert slips() == []


def test_a_write_is_stored_at_its_end(client: Any, door: Door, slip: Any, slips: Any) -> None:
    def view() -> str:
        slip("a")
        return str(in_write())

    door(open_to_all(view), "/try/write", endpoint="write", methods=["POST"])

    assert client.post("/try/write").text == "True"
    assert slips() == ["a"]


def test_a_write_that_stores_nothing_takes_no_lock(client: Any, door: Door) -> None:
    door(
        open_to_all(reads_only(lambda: str(in_write()))), "/try/preview", endpoint="preview", methods=["POST"]
    )

    assert client.post("/try/preview").text == "False"


def test_a_write_that_loses_a_race_is_done_again(client: Any, door: Door, slip: Any, slips: Any) -> None:
    rounds: list[int] = []

    def view() -> str:
        rounds.append(1)
        slip(f"round {len(rounds)}")
        if len(rounds) == 1:
            db.session.execute(insert(Revision), [{"ref": "a", "n": 1}])
            db.session.execute(insert(Revision), [{"ref": "a", "n": 2}])
        return "done"

    door(open_to_all(view), "/try/race", endpoint="race", methods=["POST"])

    assert client.post("/try/race").text == "done"
    assert slips() == ["round 2"]


def test_slow_work_is_prepared_before_the_lock(client: Any, door: Door) -> None:
    def prepare(word: str) -> str:
        return f"{word} {hashing()} {in_write()}"

    view = open_to_all(before_lock(prepare)(lambda word: f"{g.prepared} {in_write()}"))
    door(view, "/try/slow/<word>", endpoint="slow", methods=["POST"])

    assert client.post("/try/slow/it").text == "it hashed False True"


def test_slow_work_that_was_not_declared_fails(
    client: Any, door: Door, slip: Any, slips: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def view() -> str:
        slip("a")
        return hashing()

    door(open_to_all(view), "/try/slow", endpoint="slow", methods=["POST"])

    assert client.post("/try/slow").status_code == 500
    assert "InsideTheLock: hashing" in caplog.text
    assert slips() == []


def test_the_permission_is_asked_before_anything_is_prepared(client: Any, door: Door) -> None:
    prepared: list[int] = []

    def refuse(**arguments: Any) -> None:
        raise Forbidden("Not you.")

    @before_lock(lambda: prepared.append(1))
    def view() -> str:
        return "done"

    view.asks = refuse  # type: ignore[attr-defined]
    door(view, "/try/asks", endpoint="asks", methods=["POST"])

    assert client.post("/try/asks").status_code == 403
    assert prepared == []


@pytest.mark.parametrize(("word", "said", "asked"), [("", "None", 0), ("a", "prepared a", 1)])
def test_where_a_request_brings_nothing_to_prepare_nothing_is_asked_twice(
    client: Any, door: Door, word: str, said: str, asked: int
) -> None:
    asks: list[int] = []

    @before_lock(lambda: f"prepared {request.form['word']}", when=lambda: bool(request.form["word"]))
    def view() -> str:
        return str(g.prepared)

    view.asks = lambda: asks.append(1)  # type: ignore[attr-defined]
    door(open_to_all(view), "/try/when", endpoint="when", methods=["POST"])

    assert (client.post("/try/when", data={"word": word}).text, len(asks)) == (said, asked)


def test_every_view_of_the_application_has_its_transaction(app: Flask) -> None:
    assert [name for name, view in app.view_functions.items() if not hasattr(view, "bare")] == []


def test_a_write_sees_what_was_stored_before_it_began(client: Any, door: Door, slip: Any, slips: Any) -> None:
    def view() -> str:
        found = slips()
        slip(request.form["name"])
        return ",".join(found)

    door(open_to_all(view), "/try/count", endpoint="count", methods=["POST"])

    assert [client.post("/try/count", data={"name": name}).text for name in ("a", "b", "c")] == [
        "",
        "a",
        "a,b",
    ]
