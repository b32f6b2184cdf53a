"""Release candidates announced and withdrawn, and the planned day: each an act with a reason."""

from datetime import date

import pytest
from flask import Flask

from consensus.discussion.actions import dispose
from consensus.discussion.models import Outcome
from consensus.drafts.actions import mark_sealed
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.release.actions import announce_candidate, plan_release, withdraw_candidate
from consensus.release.actions.candidates import standing_candidate
from consensus.release.errors import (
    AlreadyACandidate,
    AlreadySealed,
    GateIsRed,
    NoCriteria,
    NotACandidate,
    OnlyTheLatestDraft,
)
from tests.drafts.making import published
from tests.factories import make_account, make_comment
from tests.release.gates import act, entries, set_by_hand


@pytest.fixture
def rosa(app: Flask):
    return make_account("Rosa", role="maintainer")


@pytest.fixture
def draft(app: Flask):
    set_by_hand("comments", name="candidate")
    return published()


def announce(draft, by, reason="Everything that was asked for is there."):
    return act(announce_candidate, draft, reason=reason, by=by)


def withdraw(draft, by, reason="A clause was found to contradict another."):
    return act(withdraw_candidate, draft, reason=reason, by=by)


def test_it_is_announced_and_withdrawn_on_record_and_both_stay(draft, rosa):
    made = announce(draft, rosa)
    withdraw(draft, rosa)

    assert [(entry.verb, entry.subject, entry.by) for verb in ("candidate.announced", "candidate.withdrawn") for entry in entries(verb)] == [
        ("candidate.announced", "draft:0.1", rosa.actor_id), ("candidate.withdrawn", "draft:0.1", rosa.actor_id)
    ]  # fmt: skip
    assert (standing_candidate(draft), made.reason) == (None, "Everything that was asked for is there.")
    assert made.withdrawn_reason == "A clause was found to contradict another."


def test_it_may_be_announced_again(draft, rosa):
    for _ in range(2):
        announce(draft, rosa)
        withdraw(draft, rosa)

    assert len(entries("candidate.announced")) == 2


def test_what_is_missing_is_named_and_nothing_is_announced(draft, rosa):
    comment = make_comment(draft, "use")
    with pytest.raises(GateIsRed) as refused:
        announce(draft, rosa)
    act(dispose, [comment], outcome=Outcome.NOTED, reason="Thank you.", by=rosa)
    announce(draft, rosa)

    assert "One comment that came in time waits for an answer." in str(refused.value)
    assert len(entries("candidate.announced")) == 1


def test_twice_is_refused_in_both_directions(draft, rosa):
    with pytest.raises(NotACandidate):
        withdraw(draft, rosa)
    announce(draft, rosa)
    with pytest.raises(AlreadyACandidate):
        announce(draft, rosa)


def test_only_the_current_draft_is_announced_and_an_older_one_may_be_withdrawn(draft, rosa):
    announce(draft, rosa)
    published(version="0.2")
    with pytest.raises(OnlyTheLatestDraft):
        announce(draft, rosa)
    withdraw(draft, rosa)

    assert standing_candidate(draft) is None


def test_a_sealed_draft_is_no_candidate_any_more_that_could_be_withdrawn(draft, rosa):
    announce(draft, rosa)
    act(mark_sealed, draft, bundle="ab" * 32, by=SETUP)

    with pytest.raises(AlreadySealed):
        withdraw(draft, rosa)


def test_without_criteria_nothing_is_announced(rosa):
    with pytest.raises(NoCriteria):
        announce(published(), rosa)


@pytest.mark.parametrize("action", [announce, withdraw])
def test_a_reason_is_asked_for(draft, rosa, action):
    with pytest.raises(Invalid) as refused:
        action(draft, rosa, reason="")

    assert list(refused.value.errors) == ["reason"]


def test_a_day_is_planned_and_given_up_with_reasons(rosa):
    for day in (date(2024, 10, 28), None):
        act(plan_release, date=day, reason="The board met.", by=rosa)

    assert [(entry.subject, entry.details["date"]) for entry in entries("release.planned")] == [
        ("release:plan", "2024-10-28"), ("release:plan", None)
    ]  # fmt: skip
    with pytest.raises(Invalid):
        act(plan_release, date=None, reason="", by=rosa)
