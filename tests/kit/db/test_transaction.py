"""Transactions: an entrance opens one, everything in it is stored together or not at all."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from consensus.kit.db import again_on_a_race, before_commit, db, fresh_look, in_write, transaction
from consensus.kit.db.dialects import is_race, upsert
from consensus.ledger.models import Revision

pytestmark = pytest.mark.both_databases
Slip = Callable[[str], Any]
Slips = Callable[[], list[str]]
Elsewhere = Callable[[Callable[[], Any]], Any]


def test_what_was_written_is_seen_by_others_after_the_end_and_not_before(
    app: Flask, slip: Slip, slips: Slips
) -> None:
    with transaction():
        slip("a")
        db.session.flush()
        assert slips() == []

    assert slips() == ["a"]


def test_an_error_leaves_nothing_behind(app: Flask, slip: Slip, slips: Slips) -> None:
    with pytest.raises(KeyError), transaction():
        slip("a")
        db.session.flush()
        raise KeyError

    assert slips() == []
    assert in_write() is False


def test_what_waited_in_the_session_before_is_not_swept_in(app: Flask, slip: Slip, slips: Slips) -> None:
    slip("forgotten")

    with transaction():
        slip("meant")

    assert slips() == ["meant"]


def test_a_transaction_inside_another_joins_it(app: Flask, slip: Slip, slips: Slips) -> None:
    with transaction():
        with transaction():
            slip("inner")
        assert slips() == []
        slip("outer")

    assert slips() == ["inner", "outer"]


def test_an_error_after_an_inner_transaction_takes_it_back_as_well(
    app: Flask, slip: Slip, slips: Slips
) -> None:
    with pytest.raises(KeyError), transaction():
        with transaction():
            slip("inner")
        raise KeyError

    assert slips() == []


def test_hooks_run_inside_the_transaction_just_before_its_end(app: Flask, slip: Slip, slips: Slips) -> None:
    seen: list[Any] = []

    def hook() -> None:
        if not seen:
            seen.append((in_write(), slips(), [each.subject for each in db.session.query(type(made)).all()]))

    before_commit(hook)
    with transaction():
        made = slip("a")

    assert seen == [(True, [], ["a"])]


def test_a_write_begins_with_a_fresh_view(app: Flask, elsewhere: Elsewhere) -> None:
    assert db.session.scalars(select(Revision.ref)).all() == []
    elsewhere(kept("a"))

    with transaction():
        assert db.session.scalars(select(Revision.ref)).all() == ["a"]


def test_a_fresh_look_shows_what_was_stored_meanwhile(app: Flask, elsewhere: Elsewhere) -> None:
    assert db.session.scalars(select(Revision.ref)).all() == []
    elsewhere(kept("a"))

    fresh_look()

    assert db.session.scalars(select(Revision.ref)).all() == ["a"]


def test_work_that_lost_a_race_is_done_again_from_the_beginning(app: Flask, slip: Slip, slips: Slips) -> None:
    rounds: list[str] = []

    def work() -> str:
        rounds.append("round")
        slip(f"mine {len(rounds)}")
        if len(rounds) == 1:
            two_of_the_same()
        return "done"

    assert again_on_a_race(work) == "done"
    assert rounds == ["round", "round"]
    assert slips() == ["mine 2"]


def test_a_race_that_is_lost_twice_is_told(app: Flask, slips: Slips) -> None:
    rounds: list[str] = []

    def work() -> None:
        rounds.append("round")
        two_of_the_same()

    with pytest.raises(IntegrityError):
        again_on_a_race(work)
    assert rounds == ["round", "round"]


def test_other_errors_are_not_tried_again(app: Flask) -> None:
    rounds: list[str] = []

    def work() -> None:
        rounds.append("round")
        raise KeyError

    with pytest.raises(KeyError):
        again_on_a_race(work)
    assert rounds == ["round"]


def test_inside_a_transaction_a_race_is_left_to_whoever_opened_it(app: Flask) -> None:
    rounds: list[str] = []

    def inner() -> None:
        rounds.append("inner")
        two_of_the_same()

    def outer() -> None:
        rounds.append("outer")
        again_on_a_race(inner)

    with pytest.raises(IntegrityError):
        again_on_a_race(outer)
    assert rounds == ["outer", "inner", "outer", "inner"]


def test_only_what_may_go_well_the_next_time_is_a_race(app: Flask) -> None:
    assert is_race(KeyError()) is False
    assert is_race(IntegrityError("", None, Exception())) is True


def test_an_upsert_inserts_updates_or_leaves(app: Flask) -> None:
    table = Revision.__table__

    with transaction():
        upsert(db.session, table, [{"ref": "a", "n": 1}, {"ref": "b", "n": 1}], key=["ref"], update=["n"])
        upsert(db.session, table, [{"ref": "a", "n": 2}], key=["ref"], update=["n"])
        upsert(db.session, table, [{"ref": "b", "n": 2}, {"ref": "c", "n": 2}], key=["ref"], update=[])
        upsert(db.session, table, [], key=["ref"], update=["n"])

    stored = db.session.execute(select(Revision.ref, Revision.n).order_by(Revision.ref)).all()
    assert [tuple(row) for row in stored] == [("a", 2), ("b", 1), ("c", 2)]


def test_writers_that_read_first_are_not_refused(app: Flask) -> None:
    """On SQLite a deferred transaction would be; a write begins with the lock in hand."""
    with transaction():
        db.session.add(Revision(ref="counter", n=0))

    def count() -> None:
        for _ in range(10):
            with app.app_context(), transaction():
                counter = db.session.get(Revision, "counter", with_for_update=True)
                assert counter is not None
                counter.n += 1

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    fresh_look()
    assert db.session.scalar(select(Revision.n)) == 40


def two_of_the_same() -> None:
    """Insert a key twice, as two people may who do so at the same time."""
    db.session.execute(insert(Revision), [{"ref": "a", "n": 1}])
    db.session.execute(insert(Revision), [{"ref": "a", "n": 2}])


def kept(ref: str) -> Callable[[], None]:
    """Work that stores a row."""

    def work() -> None:
        with transaction():
            db.session.add(Revision(ref=ref, n=1))

    return work
