"""What becomes of positions when guests turn out to be somebody, and when people are erased."""

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.actions import erase, merge_accounts
from consensus.accounts.models import Account
from consensus.accounts.person_rows import export_of
from consensus.drafts.models import Draft
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.voting.models import Ending, Position, VoterLink
from consensus.voting.queries import position_of, tally_of
from consensus.voting.queries.comparing import compared
from tests.drafts.making import NEW, published
from tests.factories import make_account, make_guest
from tests.voting.acting import act, entries, row_of, take


@pytest.fixture
def draft(app: Flask) -> Draft:
    return published()


@pytest.fixture
def ana(app: Flask) -> Account:
    return make_account("Ana", stakeholder_group="licensee")


def counted(draft, key="use"):
    totals = tally_of(draft, row_of(draft, key)).totals
    return totals.support, totals.accept, totals.object


@pytest.mark.parametrize("guest_first, stays", [(True, "support"), (False, "accept")])
def test_of_two_on_one_meaning_the_later_stays(draft, ana, guest_first, stays):
    guest = make_guest()
    said = [(guest, "accept"), (ana, "support")]
    for by, choice in said if guest_first else reversed(said):
        take(draft, "use", choice, by)
    act(merge_accounts, guest, into=ana, by=SETUP)

    [over] = db.session.scalars(select(Position).where(Position.ended_at.is_not(None)))
    assert str(position_of(ana, draft, row_of(draft, "use")).position.choice) == stays
    assert (over.ended_by, over.ended_n) == (Ending.MERGED, entries("voter.joined")[0].n)
    assert sum(counted(draft)) == 1
    assert compared() == []


def test_what_only_one_of_them_said_stays_as_it_was(draft, ana):
    guest = make_guest()
    take(draft, "use", "object", guest)
    take(draft, "share", "support", ana)
    act(merge_accounts, guest, into=ana, by=SETUP)

    assert str(position_of(ana, draft, row_of(draft, "use")).position.choice) == "object"
    assert (counted(draft), counted(draft, "share")) == ((0, 0, 1), (1, 0, 0))
    assert entries("voter.joined")[0].details["ended"] == []


def test_the_objection_goes_on_under_the_account_s_second_id(draft, ana):
    guest = make_guest()
    comment = take(draft, "use", "object", guest).comment
    own = take(draft, "share", "support", ana).position.voter
    act(merge_accounts, guest, into=ana, by=SETUP)
    db.session.refresh(comment)

    assert (comment.author_id, comment.voice) == (ana.id, own)
    assert take(draft, "use", "accept", ana).let_go != ()


def test_where_only_the_guest_took_positions_its_id_goes_on_and_nothing_of_it_is_public(draft, ana):
    guest = make_guest()
    voter = take(draft, "use", "support", guest).position.voter
    act(merge_accounts, guest, into=ana, by=SETUP)

    assert take(draft, "share", "support", ana).position.voter == voter
    assert entries("voter.joined") == []


def test_a_guest_who_said_nothing_leaves_nothing(draft, ana):
    guest = make_guest()
    take(draft, "use", "support", ana)
    act(merge_accounts, guest, into=ana, by=SETUP)

    assert entries("voter.joined") == []


def test_what_was_left_behind_by_one_and_answered_by_the_other_is_no_longer_stale(draft, ana):
    guest = make_guest()
    take(draft, "use", "support", guest)
    second = published(NEW, "0.2")
    take(second, "use", "support", ana)
    before = tally_of(second, row_of(second, "use")).stale.n
    act(merge_accounts, guest, into=ana, by=SETUP)

    assert (before, tally_of(second, row_of(second, "use")).stale.n) == (1, 0)
    assert compared() == []


def test_after_erasure_a_position_stays_counted_by_nobody(draft, ana):
    voter = take(draft, "use", "object", ana).position.voter
    act(erase, ana, by=SETUP)

    assert counted(draft) == (0, 0, 1)
    assert db.session.scalars(select(VoterLink)).all() == []
    assert [position.voter for position in db.session.scalars(select(Position))] == [voter]
    assert compared() == []


def test_a_person_can_take_along_everything_they_said(draft, ana):
    take(draft, "use", "support", ana)
    position = take(draft, "use", "object", ana).position

    exported = export_of(ana)["voting"]
    assert exported["voter"] == position.voter
    assert [(each["clause"], each["position"], each["ended_by"]) for each in exported["positions"]] == [
        ("use", "support", "replaced"), ("use", "object", None),
    ]  # fmt: skip
