"""Judging criteria, and opening them anew: by reasons in public, each an act."""

import pytest
from flask import Flask

from consensus.drafts.actions import mark_sealed
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.release.actions import judge, reopen
from consensus.release.errors import (
    AlreadySealed,
    NoSuchCriterion,
    NoSuchTarget,
    NothingToReopen,
    NotJudged,
    OnlyTheLatestDraft,
)
from consensus.release.queries.people_facts import judged_on
from tests.drafts.making import published
from tests.factories import make_account
from tests.release.gates import act, entries, set_by_hand


@pytest.fixture
def draft(app: Flask):
    set_by_hand("clauses", "judged")
    return published()


@pytest.fixture
def eva(app: Flask):
    return make_account("Eva", role="board")


def found(draft, by, finding="pass", *, reason="I used it for a month.", **given):
    given = {"target": "stable", "criterion": "judged"} | given
    return act(judge, draft, finding=finding, reason=reason, by=by, **given)


def anew(draft, by, *, reason="A clause has changed.", **given):
    given = {"target": "stable", "criterion": "judged"} | given
    return act(reopen, draft, reason=reason, by=by, **given)


def test_it_is_on_record_without_its_words(draft, eva):
    made = found(draft, eva)

    [entry] = entries("judgement.made")
    assert (entry.subject, entry.by, made.n) == ("draft:0.1", eva.actor_id, entry.n)
    assert {name: entry.details[name] for name in ("criterion", "finding")} == {
        "criterion": "judged",
        "finding": "pass",
    }
    assert len(entry.details["words"]) == 64 and "month" not in str(entry.details)


def test_the_last_word_of_each_stands_and_the_former_stays_readable(draft, eva):
    first = found(draft, eva)
    found(draft, eva, "fail")

    assert [each.passes for each in judged_on(draft)["judged"]] == [False]
    assert (first.ended_at is not None, first.reason) == (True, "I used it for a month.")


def test_reopening_ends_what_everybody_found(draft, eva):
    found(draft, eva)
    found(draft, make_account("Kim", role="board"))
    rosa = make_account("Rosa", role="maintainer")
    anew(draft, rosa)

    assert judged_on(draft) == {}
    [entry] = entries("judgement.reopened")
    assert (entry.subject, entry.by, entry.details["criterion"]) == ("draft:0.1", rosa.actor_id, "judged")


def test_there_must_be_something_to_open_anew(draft, eva):
    with pytest.raises(NothingToReopen):
        anew(draft, eva)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"criterion": "beauty"}, NoSuchCriterion), ({"criterion": "clauses"}, NotJudged), ({"target": "final"}, NoSuchTarget),
    ],
)  # fmt: skip
def test_only_what_people_judge_is_judged(draft, eva, given, error):
    for action in (found, anew):
        with pytest.raises(error):
            action(draft, eva, **given)


@pytest.mark.parametrize(
    ("given", "field"), [({"finding": "perhaps"}, "finding"), ({"reason": " "}, "reason")]
)
def test_a_finding_and_a_reason_are_asked_for(draft, eva, given, field):
    with pytest.raises(Invalid) as refused:
        found(draft, eva, **given)

    assert list(refused.value.errors) == [field]


def test_it_is_about_the_draft_that_is_current(draft, eva):
    published(version="0.2")

    for action in (found, anew):
        with pytest.raises(OnlyTheLatestDraft):
            action(draft, eva)


def test_about_a_sealed_draft_nothing_is_judged(draft, eva):
    found(draft, eva)
    act(mark_sealed, draft, bundle="ab" * 32, by=SETUP)

    for action in (found, anew):
        with pytest.raises(AlreadySealed):
            action(draft, eva)
