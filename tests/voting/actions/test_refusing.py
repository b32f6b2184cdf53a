"""Refusing that one's own position is carried over an editorial change."""

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.drafts.models import Draft
from consensus.kit.db import db
from consensus.voting.actions import refuse_carrying
from consensus.voting.errors import NothingToRefuse
from consensus.voting.queries import position_of, tally_of
from tests.drafts.making import published
from tests.factories import make_account
from tests.voting.acting import act, current, entries, row_of, take
from tests.voting.editing import polished


@pytest.fixture
def drafts(app: Flask) -> tuple[Draft, Draft]:
    first = published()
    people = [make_account(name) for name in ("Ana", "Ben")]
    for person in people:
        take(first, "study", "support", person)
        take(first, "share", "support", person)
    return first, polished()


@pytest.fixture
def ana(drafts):
    return db.session.scalars(select(Account).where(Account.name == "Ana")).one()


def counted(draft, key="study"):
    found = tally_of(draft, row_of(draft, key))
    return found.totals.support, found.edited.support, found.stale.support


def test_without_a_refusal_a_position_is_carried_over_an_editorial_change(drafts):
    assert [counted(draft) for draft in drafts] == [(2, 0, 0), (2, 2, 0)]


def test_a_refused_one_counts_on_its_own_words_alone(drafts, ana):
    first, second = drafts
    position = act(refuse_carrying, second, row_of(second, "study"), by=ana)
    mine = position_of(ana, second, row_of(second, "study"))

    assert [counted(draft) for draft in drafts] == [(2, 0, 0), (1, 1, 1)]
    assert (mine.stale, mine.position.id, position.is_current) == (True, position.id, True)
    assert (entries("position.refused")[0].n, entries("position.refused")[0].details) == (
        position.refused_n, {"draft": "0.1", "key": "study"},
    )  # fmt: skip


def test_refusing_twice_is_refusing_once(drafts, ana):
    for _time in range(2):
        act(refuse_carrying, drafts[1], row_of(drafts[1], "study"), by=ana)

    assert len(entries("position.refused")) == 1


def test_saying_something_of_the_new_words_ends_it(drafts, ana):
    first, second = drafts
    act(refuse_carrying, second, row_of(second, "study"), by=ana)
    taken = take(second, "study", "support", ana)

    assert taken.is_new
    assert [counted(draft) for draft in drafts] == [(2, 1, 0), (2, 1, 0)]
    assert len(current()) == 4


@pytest.mark.parametrize("key", ["share", "use"])
def test_only_what_came_over_other_words_can_be_refused(drafts, ana, key):
    with pytest.raises(NothingToRefuse):
        act(refuse_carrying, drafts[1], row_of(drafts[1], key), by=ana)
