"""Questions to the record."""

import pytest
from flask import Flask
from sqlalchemy import update

from consensus.kit.db import db, transaction
from consensus.kit.refs import Ref
from consensus.ledger import queries, record
from consensus.ledger.chain import START
from consensus.ledger.models import Entry, Head

from .conftest import ANA, TRIED


def test_an_empty_record_ends_before_its_first_entry(app: Flask) -> None:
    assert queries.head() == (0, START)
    assert list(queries.all_entries()) == []
    assert queries.first_broken_link() is None
    assert queries.entry(1) is None


def test_entries_are_found_by_number_by_thing_and_after_another(filled: None) -> None:
    second = queries.entry(2)

    assert second is not None
    assert second.details == {"tool": "a brush"}
    assert [entry.n for entry in queries.entries_about(Ref("clause", "a"))] == [1, 3]
    assert [entry.n for entry in queries.entries_about(Ref("clause", "c"))] == []
    assert [entry.n for entry in queries.entries_by_subjects(["clause:a", "clause:b"])] == [3, 2, 1]
    assert [entry.n for entry in queries.entries_after(1)] == [2, 3]
    assert [entry.n for entry in queries.entries_after(1, most=1)] == [2]


def test_the_newest_come_first_page_by_page(filled: None) -> None:
    first = queries.newest_entries(limit=2)
    second = queries.newest_entries(limit=2, cursor=first.next)

    assert [entry.n for entry in first.items] == [3, 2]
    assert [entry.n for entry in second.items] == [1]
    assert second.next is None


def test_entries_of_one_verb_alone(filled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from consensus.ledger.verbs import VERBS

    monkeypatch.setitem(VERBS, "thing.left", "left %(subject)s")
    with transaction():
        record("thing.left", ANA, "clause:a")

    assert [entry.n for entry in queries.newest_entries(verb="thing.left").items] == [4]
    assert [entry.n for entry in queries.newest_entries(verb=TRIED).items] == [3, 2, 1]
    assert [entry.n for entry in queries.newest_entries(verb="thing.unheard").items] == []


def test_all_entries_are_read_in_batches_and_leave_others_in_the_session(filled: None) -> None:
    head = db.session.get_one(Head, 1)

    assert [entry.n for entry in queries.all_entries(batch=2)] == [1, 2, 3]
    assert head in db.session


def test_an_entry_that_was_altered_in_the_database_is_named(filled: None) -> None:
    with transaction():
        db.session.execute(update(Entry).where(Entry.n == 2).values(by="p:somebodyelse"))

    broken = queries.first_broken_link()
    assert broken is not None
    assert (broken.n, broken.why) == (2, "entry 2 is not what was recorded: its hash does not fit its words")


def test_entries_that_were_cut_off_the_end_are_missed(filled: None) -> None:
    with transaction():
        db.session.delete(db.session.get_one(Entry, 3))

    broken = queries.first_broken_link()
    assert broken is not None
    assert broken.n == 3
