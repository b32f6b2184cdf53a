"""Clauses, objections and comments: each criterion fails and passes for its own reason, by acts alone."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from consensus.discussion.actions import confirm_addressed, delete_comment, dispose, withdraw_objection
from consensus.discussion.models import Outcome
from consensus.drafts.actions import extend_period
from consensus.kit.clock import now
from consensus.ledger import SETUP
from consensus.release.queries.facts import facts_of
from consensus.voting.actions import (
    announce_last_call,
    appeal_call,
    challenge_editorial,
    make_call,
    rule_appeal,
    rule_challenge,
)
from consensus.voting.due import end_calls
from tests.drafts.making import NEW, OLD, published
from tests.factories import make_account, make_comment, make_draft
from tests.release.gates import act, figure, set_by_hand, stands
from tests.voting.acting import close, draft_with_policy, row_of, take
from tests.voting.editing import polished

KEYS = ("lead", "use", "study", "share", "permission", "parts", "code")
DAYS = timedelta(days=14, minutes=5)

pytestmark = pytest.mark.usefixtures("counted_again")


@pytest.fixture(autouse=True)
def criteria(app: Flask) -> None:
    set_by_hand("clauses", "objections", "comments")


@pytest.fixture
def draft(app: Flask):
    return published()


@pytest.fixture
def chair(app: Flask):
    return make_account("Carla", role="chair")


@pytest.fixture
def ana(app: Flask):
    return make_account("Ana")


def call(draft, key, by, finding="consensus"):
    return act(make_call, draft, row_of(draft, key), finding=finding, reason="Heard.", by=by)


def object_to(draft, key, by):
    return take(draft, key, "object", by).comment


def test_a_clause_is_settled_by_a_call_of_consensus_or_rough_consensus_alone(draft, chair):
    before = figure(draft, "clauses")
    for key, finding in (
        ("use", "consensus"),
        ("study", "rough-consensus"),
        ("share", "contested"),
        ("code", "quiet"),
    ):
        call(draft, key, chair, finding)

    assert (before, figure(draft, "clauses")) == (("fail", 0, 7), ("fail", 2, 7))
    assert {each.key: each.settled for each in facts_of(draft).clauses if each.settled} == {
        "use": "call",
        "study": "call",
    }


def test_when_every_normative_clause_is_called_it_passes(draft, chair):
    for key in KEYS:
        call(draft, key, chair)

    assert figure(draft, "clauses") == ("pass", 7, 7)


def test_a_later_call_takes_the_place_of_the_earlier(draft, chair):
    call(draft, "use", chair)
    call(draft, "use", chair, "contested")

    assert figure(draft, "clauses") == ("fail", 0, 7)


def test_an_appeal_keeps_a_clause_open_until_it_is_ruled_on(draft, chair, ana):
    objection = object_to(draft, "use", ana)
    found = [call(draft, key, chair) for key in ("use", "study")]
    before = figure(draft, "clauses")
    appeals = [act(appeal_call, each, reason="Not heard.", by=ana) for each in found]
    waiting = figure(draft, "clauses")
    act(rule_appeal, appeals[0], upheld=False, reason="It was.", by=make_account("Rut"))

    # The second has no objector and too few who appeal: it gathers, and does not wait.
    assert objection is not None
    assert (before, waiting, figure(draft, "clauses")) == (("fail", 2, 7), ("fail", 1, 7), ("fail", 2, 7))


def test_an_appeal_that_is_upheld_sets_the_call_aside(draft, chair, ana):
    object_to(draft, "use", ana)
    appeal = act(appeal_call, call(draft, "use", chair), reason="Not heard.", by=ana)
    act(rule_appeal, appeal, upheld=True, reason="Indeed.", by=make_account("Rut"))

    assert figure(draft, "clauses") == ("fail", 0, 7)


def test_a_last_call_without_objection_settles_what_it_covers_once_it_is_over(draft, chair, ana):
    act(announce_last_call, draft, None, ends_at=now() + DAYS, reason="A last time.", by=chair)
    going_on = figure(draft, "clauses")
    with time_machine.travel(now() + DAYS + timedelta(hours=1)):
        end_calls()
        over = figure(draft, "clauses")
        objection = object_to(draft, "use", ana)
        objected = figure(draft, "clauses")
        act(withdraw_objection, objection, by=ana)
        let_go = figure(draft, "clauses")

    assert (going_on, over, objected, let_go) == (
        ("fail", 0, 7), ("pass", 7, 7), ("fail", 6, 7), ("pass", 7, 7)
    )  # fmt: skip


def test_a_last_call_that_was_cut_short_settles_nothing(draft, chair):
    act(announce_last_call, draft, None, ends_at=now() + DAYS, reason="A last time.", by=chair)
    act(extend_period, draft, closes_at=now() + timedelta(days=8), reason="Sooner.", by=SETUP)
    with time_machine.travel(now() + timedelta(days=9)):
        end_calls()
        found = figure(draft, "clauses")

    assert found == ("fail", 0, 7)


def test_a_last_call_settles_nothing_where_the_policy_does_not_accept_it(chair):
    draft = draft_with_policy("last_call_accepted = false\n")
    act(
        announce_last_call, draft, row_of(draft, "use"), ends_at=now() + DAYS, reason="A last time.", by=chair
    )
    with time_machine.travel(now() + DAYS + timedelta(hours=1)):
        end_calls()
        found = figure(draft, "clauses")

    assert found == ("fail", 0, 7)


def test_an_editorial_challenge_keeps_a_clause_open_until_it_is_ruled_on(draft, chair, ana):
    take(draft, "study", "support", ana)
    second = polished()
    call(second, "study", chair)
    before = figure(second, "clauses")
    challenge = act(challenge_editorial, second, row_of(second, "study"), reason="It says more.", by=ana)
    open_ = figure(second, "clauses")
    act(rule_challenge, challenge, upheld=False, reason="It does not.", by=chair)

    assert (before, open_, figure(second, "clauses")) == (("fail", 1, 7), ("fail", 0, 7), ("fail", 1, 7))


def test_informative_clauses_and_headings_are_not_asked_for():
    draft = make_draft("0.1", "# Title\n\nOne sentence. {#one}\n\n> **Note.** An aside.\n")

    assert [each.key for each in facts_of(draft).clauses] == ["one"]


def test_without_any_clause_nothing_is_known():
    assert figure(make_draft("0.1", "# Title\n\n> **Note.** An aside.\n"), "clauses") == (
        "unknown",
        None,
        None,
    )


def test_an_objection_counts_until_its_author_withdraws_it(draft, ana):
    objection = object_to(draft, "use", ana)
    object_to(draft, "code", make_account("Ben"))
    before, why = figure(draft, "objections"), stands(draft, "objections").why
    act(withdraw_objection, objection, by=ana)

    assert (before, figure(draft, "objections")) == (("fail", 2, 0), ("fail", 1, 0))
    assert why == "2 objections are neither withdrawn nor addressed, on 1.2, 2.2."


def test_an_objection_that_was_found_addressed_counts_no_more(draft, ana):
    rosa, mia = (make_account(name, role="maintainer") for name in ("Rosa", "Mia"))
    objection = object_to(draft, "use", ana)
    act(dispose, [objection], outcome=Outcome.DECLINED, reason="It is meant so.", by=rosa)
    answered = figure(draft, "objections")
    with time_machine.travel(now() + timedelta(days=30)):
        act(confirm_addressed, objection, reason="The answer responds to it.", by=mia)
        found = figure(draft, "objections")

    assert (answered, found) == (("fail", 1, 0), ("pass", 0, 0))


def test_it_goes_along_to_what_became_of_its_clause_and_not_to_a_draft_without_it(draft, ana):
    object_to(draft, "use", ana)
    object_to(draft, "permission", make_account("Ben"))
    second = published(NEW, "0.2")

    assert figure(draft, "objections") == ("fail", 2, 0)
    assert figure(second, "objections") == ("fail", 1, 0)


def test_a_comment_waits_until_it_is_answered_or_deleted(draft, ana):
    first, second = (make_comment(draft, "use", by=ana, body=body) for body in ("Who may?", "And what for?"))
    reply = make_comment(parent=first, by=make_account("Ben"), body="Everybody.")
    before = figure(draft, "comments")
    act(
        dispose,
        [first],
        outcome=Outcome.NOTED,
        reason="Thank you.",
        by=make_account("Rosa", role="maintainer"),
    )
    answered = figure(draft, "comments")
    act(delete_comment, second, by=ana)

    assert reply.thread_id == first.id
    assert (before, answered, figure(draft, "comments")) == (("fail", 2, 0), ("fail", 1, 0), ("pass", 0, 0))


def test_comments_on_a_draft_before_wait_on_and_late_ones_are_not_asked_for(draft, ana):
    make_comment(draft, "use", by=ana)
    close(draft)
    late = make_comment(draft, "study", by=ana, body="One more thing.")
    second = published(OLD.replace("any purpose", "any purpose whatever"), "0.2")
    make_comment(second, "use", by=ana, body="And now?")

    assert late.late
    assert (figure(draft, "comments"), figure(second, "comments")) == (("fail", 1, 0), ("fail", 2, 0))
