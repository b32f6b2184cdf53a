"""Challenging that a change was editorial, and ruling on it."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.drafts.models import Correction, Draft
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.voting.actions import challenge_editorial, put_aside, rule_challenge, take_back_in
from consensus.voting.errors import (
    AlreadyChallenged,
    AlreadyRuled,
    ChallengeIsOver,
    NoPositionOnOldWords,
    NotEditorial,
)
from consensus.voting.outcome import Status
from consensus.voting.queries import challenges_on, outcome_of, position_of, tally_of
from consensus.voting.queries.comparing import compared
from tests.drafts.making import published
from tests.factories import make_account
from tests.voting.acting import act, draft_with_policy, entries, row_of, take
from tests.voting.editing import polished

EASY = "quorum = 2\nquorum_per_group = 2\ngroups_heard = 0\nthreshold = 0.6\n"


@pytest.fixture
def ana(app: Flask) -> Account:
    return make_account("Ana")


@pytest.fixture
def chair(app: Flask) -> Account:
    return make_account("Carla", role="chair")


@pytest.fixture
def drafts(ana) -> tuple[Draft, Draft]:
    first = draft_with_policy(EASY)
    for person in (ana, make_account("Ben")):
        take(first, "study", "support", person)
    return first, polished()


def challenge(draft, by, key="study", reason="It says more now."):
    return act(challenge_editorial, draft, row_of(draft, key), reason=reason, by=by)


def test_nothing_goes_stale_by_a_challenge_but_the_worse_outcome_is_known(drafts, ana):
    second = drafts[1]
    before = outcome_of(second, row_of(second, "study"))
    made = challenge(second, ana)
    after = outcome_of(second, row_of(second, "study"))

    assert (before.status, before.worst, before.without_carried) == (Status.CONSENSUS, Status.CONSENSUS, None)
    assert (after.status, after.worst, after.without_carried) == (
        Status.CONSENSUS,
        Status.QUIET,
        Status.QUIET,
    )
    assert [each.rule for each in after.depends_on if each.rule == "without-carried"] == ["without-carried"]
    assert challenges_on(second) == {row_of(second, "study").clause_id: made}
    assert entries("challenge.made")[0].by == made.voter


def test_upheld_it_splits_the_meaning_and_positions_stay_with_the_old_words(drafts, ana, chair):
    first, second = drafts
    made = challenge(second, ana)
    act(rule_challenge, made, upheld=True, reason="It does say more.", by=chair)
    mine = position_of(ana, second, row_of(second, "study"))

    assert [tally_of(draft, row_of(draft, "study")).totals.support for draft in drafts] == [2, 0]
    assert tally_of(second, row_of(second, "study")).stale.support == 2
    assert mine.stale
    assert row_of(first, "study").meaning_id != row_of(second, "study").meaning_id
    assert db.session.scalars(select(Correction.reason)).all() == ["It does say more."]
    assert compared() == []


def test_dismissed_everything_stays_as_it_is(drafts, ana, chair):
    second = drafts[1]
    made = challenge(second, ana)
    act(rule_challenge, made, upheld=False, reason="The words mean the same.", by=chair)
    found = outcome_of(second, row_of(second, "study"))

    assert (found.status, found.worst, found.without_carried) == (Status.CONSENSUS, Status.CONSENSUS, None)
    assert (made.upheld, made.ruling, made.ruled_by) == (False, "The words mean the same.", chair.actor_id)
    assert entries("challenge.ruled")[0].details == {"draft": "0.2", "key": "study", "upheld": False}


def test_a_ruling_is_made_once_and_with_a_reason(drafts, ana, chair):
    made = challenge(drafts[1], ana)
    with pytest.raises(Invalid):
        act(rule_challenge, made, upheld=True, reason=" ", by=chair)
    act(rule_challenge, made, upheld=False, reason="No.", by=chair)
    with pytest.raises(AlreadyRuled):
        act(rule_challenge, made, upheld=True, reason="Yes.", by=chair)


def test_only_holders_of_a_position_on_the_old_words_challenge(drafts, ana):
    with pytest.raises(NoPositionOnOldWords):
        challenge(drafts[1], make_account("Dan"))
    take(drafts[1], "study", "support", ana)
    with pytest.raises(NoPositionOnOldWords):
        challenge(drafts[1], ana)


def test_whoever_was_set_aside_challenges_once_their_position_counts_again(ana):
    take(draft_with_policy(EASY), "study", "support", ana, channel="stop:lagos")
    second = polished()
    act(put_aside, [ana], channel="stop:lagos", by=SETUP)
    with pytest.raises(NoPositionOnOldWords):
        challenge(second, ana)
    act(take_back_in, [ana], channel="stop:lagos", by=SETUP)

    assert challenge(second, ana).clause.key == "study"


@pytest.mark.parametrize("key", ["use", "share"])
def test_only_a_change_that_was_called_editorial_is_challenged(drafts, ana, key):
    with pytest.raises(NotEditorial):
        challenge(drafts[1], ana, key)


def test_one_change_is_challenged_once(drafts, ana):
    challenge(drafts[1], ana)
    with pytest.raises(AlreadyChallenged):
        challenge(drafts[1], ana)


def test_after_the_policy_s_days_it_is_too_late(drafts, ana):
    with time_machine.travel(now() + timedelta(days=22), tick=True), pytest.raises(ChallengeIsOver):
        challenge(drafts[1], ana)


def test_a_first_draft_has_nothing_to_challenge(app, ana):
    draft = published()
    with pytest.raises(NotEditorial):
        challenge(draft, ana, "use")
