"""Every act on drafts is whole or has not happened: the plug is pulled after each of its statements in turn."""

import itertools

import pytest
from sqlalchemy import event, select

from consensus.drafts.actions import (
    correct_map,
    decide_map,
    plan_publication,
    prepare_draft,
    publish_draft,
    read_files,
    revise_draft,
    withdraw_draft,
)
from consensus.drafts.bundle import File
from consensus.drafts.queries import draft_named, drafts_prepared, latest_draft
from consensus.kit.db import Base, db, transaction
from consensus.ledger import SETUP
from consensus.ledger.queries import first_broken_link
from tests.drafts.making import NEW, OLD, prepare, published

MOST = 500


class Killed(Exception):
    """Somebody pulled the plug."""


def everything():
    """Every row of every table."""
    return {
        table.name: sorted(map(repr, db.session.execute(select(table))))
        for table in Base.metadata.sorted_tables
    }


def killed_everywhere(act):
    """Pull the plug after each statement in turn, each time finding all as before; then let it happen. → statements."""
    before = everything()
    for stop in range(MOST):
        left = itertools.count()

        def pull(*_arguments, left=left, stop=stop):
            if next(left) == stop:
                raise Killed

        event.listen(db.engine, "before_cursor_execute", pull)
        try:
            with transaction():
                act()
        except Killed:
            event.remove(db.engine, "before_cursor_execute", pull)
            assert everything() == before
            continue
        event.remove(db.engine, "before_cursor_execute", pull)
        assert everything() != before
        assert first_broken_link() is None
        return stop
    raise AssertionError("it never came to its end")


@pytest.fixture
def first(app):
    """A published draft."""
    return published(OLD, "0.1")


@pytest.mark.both_databases
def test_publishing(first):
    draft = prepare(NEW, "0.2")
    plan = plan_publication(draft)

    statements = killed_everywhere(lambda: publish_draft(draft, plan, by=SETUP))

    assert 20 < statements < MOST
    assert latest_draft().version == "0.2"


@pytest.mark.both_databases
def test_correcting_a_map_with_a_clause_that_is_parted(first):
    second = published(NEW, "0.2")
    changes = [{"key": "code", "from": []}, {"key": "parameters", "from": ["permission"]}]

    assert killed_everywhere(lambda: correct_map(second, changes, reason="It was wrong.", by=SETUP)) > 20


def test_preparing(first):
    reading = read_files([File("a.md", NEW)], version="0.2")

    killed_everywhere(lambda: prepare_draft(reading, by=SETUP))

    assert [draft.version for draft in drafts_prepared()] == ["0.2"]


def test_putting_other_files_in_place(first):
    draft, reading = prepare(OLD, "0.2"), read_files([File("a.md", NEW)], version="0.2")

    killed_everywhere(lambda: revise_draft(draft, reading, by=SETUP))


def test_deciding_about_a_map(first):
    draft = prepare(NEW, "0.2")

    killed_everywhere(lambda: decide_map(draft, [{"key": "use", "kind": "new"}], by=SETUP))


def test_withdrawing(first):
    second = published(NEW, "0.2")

    killed_everywhere(lambda: withdraw_draft(second, reason="A mistake.", by=SETUP))

    assert draft_named("0.2").withdrawal is not None
