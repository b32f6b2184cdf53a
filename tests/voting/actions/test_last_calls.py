"""Last calls: announced for at least the policy's days, ended by the follower, an outcome of their own."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from consensus.accounts.models import Account
from consensus.drafts.actions import extend_period
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.voting.actions import announce_last_call
from consensus.voting.due import end_calls
from consensus.voting.errors import DraftSuperseded, LastCallIsOn
from consensus.voting.models import LastCall
from consensus.voting.outcome import Status
from consensus.voting.queries import outcome_of
from tests.drafts.making import NEW, published
from tests.factories import make_account
from tests.voting.acting import act, entries, row_of, take

DAYS = timedelta(days=14, minutes=5)


@pytest.fixture
def draft(app: Flask) -> Draft:
    return published()


@pytest.fixture
def chair(app: Flask) -> Account:
    return make_account("Carla", role="chair")


def announce(draft, by, key="use", *, after=DAYS, reason="Nobody objected so far.") -> LastCall:
    row = row_of(draft, key) if key else None
    return act(announce_last_call, draft, row, ends_at=now() + after, reason=reason, by=by)


def statuses(draft, *keys):
    return [str(outcome_of(draft, row_of(draft, key)).status) for key in keys]


@pytest.mark.parametrize(
    "key, expected", [("use", ["no-objection", "quiet"]), (None, ["no-objection", "no-objection"])]
)
def test_one_that_passes_without_objection_is_an_outcome(draft, chair, key, expected):
    announce(draft, chair, key)
    before = statuses(draft, "use", "study")
    with time_machine.travel(now() + DAYS, tick=True):
        assert [end_calls(), end_calls()] == [1, 0]

    assert (before, statuses(draft, "use", "study")) == (["quiet", "quiet"], expected)
    assert entries("lastcall.ended")[0].details == {
        "draft": "0.1", "key": key, "cut_short": False, "objected": [],
    }  # fmt: skip


def test_with_an_objection_it_is_none(draft, chair):
    announce(draft, chair, None)
    take(draft, "use", "object", make_account("Ana"))
    with time_machine.travel(now() + DAYS, tick=True):
        end_calls()

    assert statuses(draft, "use", "study") == ["quiet", "no-objection"]
    assert entries("lastcall.ended")[0].details["objected"] == ["use"]


def test_it_is_not_over_before_its_time(draft, chair):
    announce(draft, chair)

    assert end_calls() == 0
    assert outcome_of(draft, row_of(draft, "use")).last_call.ended_at is None


def test_one_whose_draft_closes_before_says_nothing(draft, chair):
    announce(draft, chair)
    published(NEW, "0.2")
    with time_machine.travel(now() + DAYS, tick=True):
        end_calls()

    assert db.session.query(LastCall).one().cut_short is True
    assert outcome_of(draft, row_of(draft, "use")).status is Status.QUIET


@pytest.mark.parametrize("after, reason, field", [
    (timedelta(days=13), "Soon.", "ends_at"), (DAYS, "", "reason"), (timedelta(days=60), "Late.", "ends_at"),
])  # fmt: skip
def test_it_takes_its_days_before_the_draft_closes_and_a_reason(draft, chair, after, reason, field):
    act(extend_period, draft, closes_at=now() + timedelta(days=30), reason="So be it.", by=SETUP)
    with pytest.raises(Invalid) as refused:
        announce(db.session.get_one(Draft, draft.id), chair, after=after, reason=reason)

    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize("first, second, refused", [
    ("use", "use", True), (None, "use", True), (None, None, True), ("use", "study", False), ("use", None, False),
])  # fmt: skip
def test_one_at_a_time(draft, chair, first, second, refused):
    announce(draft, chair, first)
    if refused:
        with pytest.raises(LastCallIsOn):
            announce(draft, chair, second)
    else:
        announce(draft, chair, second)


def test_only_on_the_open_draft_and_on_what_says_something(draft, chair):
    with pytest.raises(Invalid):
        announce(draft, chair, "freedoms")
    published(NEW, "0.2")
    with pytest.raises(DraftSuperseded):
        announce(draft, chair)
