"""Writing the record: noted in the transaction, numbered and chained at its end."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from consensus.kit.clock import now, rfc3339
from consensus.kit.db import again_on_a_race, db, fresh_look, transaction
from consensus.kit.mail import post
from consensus.kit.refs import Ref
from consensus.ledger import record
from consensus.ledger.actions import OutsideATransaction
from consensus.ledger.chain import START, link
from consensus.ledger.models import Entry, Head, Revision
from consensus.ledger.queries import all_entries, entries_after, first_broken_link, head, revision

from .conftest import ANA, TRIED

pytestmark = pytest.mark.both_databases
WRITERS, ACTIONS = 8, 15


def numbers() -> list[int]:
    """The numbers on record."""
    fresh_look()
    return list(db.session.scalars(select(Entry.n).order_by(Entry.n)))


def test_the_first_entry_follows_from_sixty_four_zeros(app: Flask) -> None:
    before = now()

    with transaction():
        record(TRIED, ANA, Ref("clause", "a"), tool="a pen", times=3)

    [entry] = entries_after(0)
    assert entry.as_dict() == {
        "n": 1,
        "at": rfc3339(entry.at),
        "verb": "thing.tried",
        "by": "p:anaanaanaanaanaa",
        "subject": "clause:a",
        "details": {"tool": "a pen", "times": 3},
        "previous": "0" * 64,
        "hash": link(entry.as_dict()),
    }
    assert before <= entry.at <= now()
    assert head() == (1, entry.hash)


def test_all_notes_of_a_transaction_are_numbered_in_their_order_at_its_end(app: Flask) -> None:
    with transaction():
        record(TRIED, ANA, "clause:a")
        record(TRIED, ANA, "clause:b")
        db.session.flush()
        assert db.session.scalars(select(Entry)).all() == []

    assert [(entry.n, entry.subject) for entry in entries_after(0)] == [(1, "clause:a"), (2, "clause:b")]
    assert first_broken_link() is None


def test_a_transaction_that_fails_leaves_no_entry_and_no_gap(app: Flask) -> None:
    with pytest.raises(KeyError), transaction():
        record(TRIED, ANA, "clause:a")
        raise KeyError

    with transaction():
        record(TRIED, ANA, "clause:b")

    assert [(entry.n, entry.subject) for entry in entries_after(0)] == [(1, "clause:b")]


def test_what_fails_at_the_commit_leaves_neither_the_change_nor_the_entry(app: Flask) -> None:
    with pytest.raises(IntegrityError), transaction():
        record(TRIED, ANA, "clause:a")
        db.session.add_all([Revision(ref="a", n=1), Revision(ref="a", n=2)])

    assert numbers() == []
    assert head() == (0, START)
    assert db.session.scalars(select(Revision)).all() == []


def test_outside_of_a_transaction_nothing_can_be_recorded(app: Flask) -> None:
    with pytest.raises(OutsideATransaction):
        record(TRIED, ANA, "clause:a")


def test_a_verb_without_a_sentence_cannot_be_recorded(app: Flask) -> None:
    with pytest.raises(ValueError, match=r"thing\.unheard"), transaction():
        record("thing.unheard", ANA, "clause:a")

    assert numbers() == []


@pytest.mark.parametrize("details", [{"share": 0.5}, {"when": now()}, {"words": "\x00"}, {"n": 2**60}])
def test_details_without_a_canonical_form_cannot_be_recorded(app: Flask, details: dict[str, Any]) -> None:
    with pytest.raises(ValueError), transaction():
        record(TRIED, ANA, "clause:a", **details)

    assert numbers() == []


def test_a_subject_without_a_name_cannot_be_recorded(app: Flask) -> None:
    with pytest.raises(ValueError), transaction():
        record(TRIED, ANA, object())


def test_details_come_back_as_they_were(app: Flask) -> None:
    details = {
        "list": [["key", "ö“", None]],
        "true": True,
        "none": None,
        "lines": "a\nb\tc",
        "big": 2**53 - 1,
    }

    with transaction():
        record(TRIED, ANA, "clause:a", **details)

    fresh_look()
    assert entries_after(0)[0].details == details
    assert first_broken_link() is None


def test_what_is_touched_gets_a_new_revision_and_so_does_the_site(app: Flask) -> None:
    with transaction():
        record(TRIED, ANA, "clause:a", touches=["draft:1"])
    with transaction():
        record(TRIED, ANA, "clause:b", touches=["draft:2"])

    assert [revision([ref]) for ref in ("clause:a", "draft:1", "clause:b", "draft:2", "site", "clause:c")] == [
        1, 1, 2, 2, 2, 0,
    ]  # fmt: skip
    assert revision(["clause:a", "clause:b", "clause:c"]) == 2


def test_the_head_is_read_anew_when_it_is_taken(app: Flask) -> None:
    """A write that looked at the head early, and then let others pass, continues from where they ended."""
    with transaction():
        record(TRIED, ANA, "clause:a")
    stale = db.session.get(Head, 1)
    assert stale is not None

    with transaction():
        stale = db.session.get_one(Head, 1)
        db.session.execute(Head.__table__.update().values(n=7, hash="f" * 64))  # type: ignore[attr-defined]
        assert stale.n == 1
        record(TRIED, ANA, "clause:b")

    assert (numbers(), entries_after(1)[0].previous) == ([1, 8], "f" * 64)


class Following:
    """Somebody who reads the record while it is being written, from a bookmark, as every follower does."""

    def __init__(self, app: Flask) -> None:
        self.app, self.read, self.stop = app, list[int](), threading.Event()
        self.thread = threading.Thread(target=self._follow)

    def _follow(self) -> None:
        with self.app.app_context():
            while True:
                last = self.stop.is_set()
                fresh_look()
                for entry in entries_after(self.read[-1] if self.read else 0, most=7):
                    self.read.append(entry.n)
                if last and head()[0] == len(self.read):
                    return

    def __enter__(self) -> "Following":
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop.set()
        self.thread.join()


def test_a_follower_among_eight_writers_misses_no_number(app: Flask) -> None:
    faults: list[BaseException] = []

    def write(writer: int) -> None:
        with app.app_context():
            for action in range(ACTIONS):
                try:
                    again_on_a_race(lambda: one_action(writer, action))  # noqa: B023
                except BaseException as fault:
                    faults.append(fault)

    def one_action(writer: int, action: int) -> None:
        post(f"{writer}@example.org", subject=str(action), text="")
        record(TRIED, ANA, f"clause:w{writer}", action=action)

    with Following(app) as follower:
        threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    everything = list(range(1, WRITERS * ACTIONS + 1))
    assert faults == []
    assert numbers() == everything
    assert follower.read == everything
    assert first_broken_link() is None
    assert [entry.details["action"] for entry in all_entries() if entry.subject == "clause:w3"] == list(
        range(ACTIONS)
    )
