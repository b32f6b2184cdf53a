"""When drafts closed, and which entry was the last in time."""

from datetime import timedelta

from flask import Flask

from consensus.drafts.actions import withdraw_draft
from consensus.drafts.models import Draft
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.ledger.queries import head
from consensus.voting.queries import closed_at, closing_of
from consensus.voting.queries.closings import closings_of
from tests.drafts.making import NEW, prepare, published
from tests.factories import make_account
from tests.voting.acting import act, close, take


def test_an_open_and_a_prepared_draft_are_not_closed(app: Flask) -> None:
    draft = published()

    assert (closed_at(draft), closing_of(draft), closed_at(prepare(NEW, "0.2"))) == (None, None, None)


def test_its_successor_closes_it_before_its_own_entry(app: Flask) -> None:
    draft = published()
    take(draft, "use", "support", make_account("Ana"))
    last = head()[0]
    second = published(NEW, "0.2")

    assert (closing_of(draft).n, closing_of(draft).at) == (last, second.published_at)


def test_its_period_closes_it_after_the_last_entry_before_that_time(app: Flask) -> None:
    draft = published()
    take(draft, "use", "support", make_account("Ana"))
    last = head()[0]
    close(draft, ago=timedelta())
    make_account("Ben", role="chair")

    assert (closing_of(draft).n, head()[0] > last) == (last, True)


def test_what_is_first_closes_it(app: Flask) -> None:
    draft = published()
    close(draft)
    at = closed_at(draft)
    published(NEW, "0.2")

    assert closed_at(draft) == at


def test_a_successor_that_is_withdrawn_did_not_close_it(app: Flask) -> None:
    draft, second = published(), published(NEW, "0.2")
    act(withdraw_draft, second, reason="A slip.", by=SETUP)
    second = db.session.get_one(Draft, second.id)

    assert (closed_at(draft), closing_of(second).n) == (None, head()[0] - 1)
    assert set(closings_of([draft, second])) == {second.id}
