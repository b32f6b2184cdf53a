"""Objections from before positions were taken get their position when the database is migrated, on the public record."""

import runpy
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.actions import create_organisation, erase
from consensus.accounts.models import Account, Sector
from consensus.config import ROOT
from consensus.discussion.actions import withdraw_objection
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.ledger.queries import first_broken_link
from consensus.voting.models import Position, VoterLink
from consensus.voting.queries import position_of, tally_of
from consensus.voting.queries.comparing import compared
from tests.drafts.making import NEW, published
from tests.factories import make_account, make_comment
from tests.voting.acting import act, entries, row_of, take

pytestmark = pytest.mark.both_databases


@pytest.fixture
def migrate() -> Callable[[], None]:
    """What the migration does with what is there."""
    fill = runpy.run_path(str(ROOT / "migrations" / "versions" / "0003_positions.py"))["fill_positions"]

    def run() -> None:
        with transaction():
            fill(db.session.connection())
        db.session.expire_all()

    return run


@pytest.fixture
def draft(app: Flask) -> Draft:
    return published()


def object_to(draft: Draft, key: str, by: Account, **given: Any) -> Any:
    """An objection as it was made before: a comment alone."""
    return make_comment(draft, key, "This goes too far.", by=by, kind="objection", **given)


def test_an_objection_that_stands_becomes_a_position_on_record(draft, migrate):
    with transaction():
        lab = create_organisation("Open Lab", sector=Sector.ACADEMIA, by=SETUP)
    ana = make_account("Ana", stakeholder_group="licensee", country="SN", affiliation_id=lab.id)
    comment = object_to(draft, "use", ana)
    migrate()

    position = position_of(ana, draft, row_of(draft, "use")).position
    [entry] = entries()
    assert (str(position.choice), position.comment_id, position.taken_n) == ("object", comment.id, entry.n)
    assert (position.stakeholder_group, position.organisation.slug, position.continent) == (
        "licensee",
        "open-lab",
        None,
    )
    assert tally_of(draft, row_of(draft, "use")).totals.object == 1
    assert (compared(), first_broken_link()) == ([], None)


def test_several_of_one_person_on_one_meaning_are_one_position(draft, migrate):
    ana = make_account("Ana")
    object_to(draft, "share", ana)
    second = published(NEW, "0.2")
    last = object_to(second, "share", ana)
    object_to(second, "use", make_account("Ben"))
    migrate()

    found = db.session.scalars(select(Position).order_by(Position.id)).all()
    assert [(each.draft_id, each.comment_id) for each in found] == [
        (second.id, last.id),
        (second.id, last.id + 1),
    ]
    assert (compared(), first_broken_link()) == ([], None)


def test_what_was_let_go_of_becomes_none(draft, migrate):
    ana = make_account("Ana")
    act(withdraw_objection, object_to(draft, "use", ana), by=ana)
    migrate()

    assert (entries(), db.session.scalars(select(Position)).all()) == ([], [])


def test_of_whoever_was_erased_nothing_leads_back(draft, migrate):
    ana = make_account("Ana")
    object_to(draft, "use", ana)
    act(erase, ana, by=SETUP)
    migrate()

    assert (len(entries()), db.session.scalars(select(VoterLink)).all()) == (1, [])
    assert compared() == []


def test_afterwards_it_is_a_position_like_any_other(draft, migrate):
    ana = make_account("Ana")
    comment = object_to(draft, "use", ana)
    migrate()
    taken = take(draft, "use", "accept", ana)

    assert (taken.is_first, [each.id for each in taken.let_go]) == (False, [comment.id])
    assert compared() == []
