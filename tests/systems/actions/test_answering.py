"""Answering surprises in public: they hold nothing up any more."""

import pytest
from flask import Flask

from consensus.accounts.actions import erase
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.systems.actions import answer_surprise, raise_surprise, withdraw_surprise
from consensus.systems.errors import NotCurrent
from consensus.systems.given import SurpriseGiven
from consensus.systems.models import SurpriseAnswer
from consensus.systems.queries.surprises import open_surprises
from tests.factories import make_account
from tests.systems.acting import act, draft_with, entries, system


@pytest.fixture
def raised(app: Flask):
    given = SurpriseGiven("in", "Everybody builds on it.", system=system("Alpha"))
    return act(raise_surprise, draft_with(), given=given, by=make_account("Ana"))[0]


@pytest.fixture
def rosa(app: Flask):
    return make_account("Rosa", role="maintainer")


def test_it_is_on_record_without_its_words_and_not_open_any_more(raised, rosa):
    before = [each.id for each in open_surprises()]
    act(answer_surprise, raised, reason="The data is missing.", by=rosa)

    assert (before, list(open_surprises())) == ([raised.id], [])
    [entry] = entries("surprise.answered")
    assert (entry.subject, entry.by) == (f"surprise:{raised.id}", rosa.actor_id)
    assert (entry.details["draft"], entry.details["system"], len(entry.details["words"])) == (
        "0.1",
        "alpha",
        64,
    )
    assert "missing" not in str(entry.details)


def test_a_later_answer_stands_last(raised, rosa):
    for reason in ("We look at it.", "The data is missing."):
        act(answer_surprise, raised, reason=reason, by=rosa)
    db.session.expire_all()

    assert [each.reason for each in raised.answers] == ["We look at it.", "The data is missing."]


@pytest.mark.parametrize("reason", ["", " ", "x" * 10_001])
def test_an_answer_says_something_and_not_too_much(raised, rosa, reason):
    with pytest.raises(Invalid) as refused:
        act(answer_surprise, raised, reason=reason, by=rosa)

    assert list(refused.value.errors) == ["reason"]


def test_what_was_taken_back_is_not_answered(raised, rosa):
    act(withdraw_surprise, raised, by=raised.account)
    with pytest.raises(NotCurrent):
        act(answer_surprise, raised, reason="So.", by=rosa)


def test_a_maintainer_who_is_erased_leaves_a_digest_that_tells_nothing(raised, rosa):
    act(answer_surprise, raised, reason="The data is missing.", by=rosa)
    act(erase, rosa, by=rosa)
    db.session.expire_all()

    assert [each.salt for each in db.session.query(SurpriseAnswer)] == [""]
