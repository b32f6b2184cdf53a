"""Consensus calls by chairs, appeals against them, and rulings on these."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from consensus.accounts.models import Account
from consensus.discussion.actions import withdraw_objection
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from consensus.voting.actions import appeal_call, make_call, rule_appeal
from consensus.voting.errors import AlreadyRuled, AppealIsGathering, CallIsOver
from consensus.voting.models import Appeal, Call
from consensus.voting.outcome import Status
from consensus.voting.queries import appeals_of, appellants_of, calls_on, former_calls_on, outcome_of
from tests.factories import make_account
from tests.voting.acting import act, draft_with_policy, entries, row_of, take

POLICY = "quorum = 2\nquorum_per_group = 1\ngroups_heard = 0\nappeal_participants = 3\n"


@pytest.fixture
def draft(app: Flask) -> Draft:
    return draft_with_policy(POLICY)


@pytest.fixture
def chair(app: Flask) -> Account:
    return make_account("Carla", role="chair")


def call(draft, by, finding="rough-consensus", reason="Two of three; the objection was heard.") -> Call:
    return act(make_call, draft, row_of(draft, "use"), finding=finding, reason=reason, by=by)


def test_a_call_quotes_the_figures_and_the_strongest_objection(draft, chair):
    for name in ("Ana", "Ben"):
        take(draft, "use", "support", make_account(name))
    comment = take(draft, "use", "object", make_account("Dan")).comment
    made = call(draft, chair)
    take(draft, "use", "support", make_account("Eve"))

    found = outcome_of(draft, row_of(draft, "use"))
    assert (found.call.id, found.status) == (made.id, Status.CONTESTED)
    assert (made.figures["totals"]["n"], made.figures["outcome"]["status"]) == (3, "contested")
    assert made.strongest_id == comment.id
    assert entries("call.made")[0].details == {
        "draft": "0.1", "key": "use", "finding": "rough-consensus", "indicated": "contested", "n": 3, "backing": 2,
        "against": 1, "objections": 1, "strongest": f"comment:{comment.id}",
    }  # fmt: skip


def test_a_later_call_takes_the_place_of_the_former_which_stays_readable(draft, chair):
    first, second = call(draft, chair), call(draft, chair, "contested", "It is not settled.")

    assert [each.id for each in calls_on(draft).values()] == [second.id]
    assert [each.id for each in former_calls_on(draft, row_of(draft, "use").clause_id)] == [first.id]


@pytest.mark.parametrize(
    "finding, reason, field", [("agreed", "Yes.", "finding"), ("consensus", "", "reason")]
)
def test_a_call_is_one_of_the_outcomes_with_a_reason(draft, chair, finding, reason, field):
    with pytest.raises(Invalid) as refused:
        call(draft, chair, finding, reason)

    assert list(refused.value.errors) == [field]


def test_headings_are_not_called(draft, chair):
    with pytest.raises(Invalid):
        act(make_call, draft, row_of(draft, "freedoms"), finding="consensus", reason="Yes.", by=chair)


def test_enough_participants_appeal_together(draft, chair):
    made = call(draft, chair)
    lodged = []
    for name in ("Ana", "Ben", "Dan"):
        appeal = act(appeal_call, made, reason="Too early.", by=make_account(name))
        lodged.append(appeal.lodged_at is not None)

    assert lodged == [False, False, True]
    assert [each.details["lodged"] for each in entries("call.appealed")] == lodged
    assert [each.objector for each in appellants_of(appeal)] == [False] * 3


def test_appealing_twice_counts_once(draft, chair):
    made, ana = call(draft, chair), make_account("Ana")
    for _time in range(3):
        appeal = act(appeal_call, made, reason="Too early.", by=ana)

    assert (appeal.lodged_at, len(appellants_of(appeal))) == (None, 1)


@pytest.mark.parametrize("stands", [True, False])
def test_whoever_sustains_an_objection_appeals_alone(draft, chair, stands):
    ana = make_account("Ana")
    comment = take(draft, "use", "object", ana).comment
    if not stands:
        act(withdraw_objection, comment, by=ana)
    appeal = act(appeal_call, call(draft, chair), reason="It was not heard.", by=ana)

    assert (appeal.lodged_at is not None) is stands


@pytest.mark.parametrize("upheld", [True, False])
def test_a_ruling_is_public_and_upheld_it_sets_the_call_aside(draft, chair, upheld):
    ana = make_account("Ana")
    take(draft, "use", "object", ana)
    made = call(draft, chair)
    appeal = act(appeal_call, made, reason="It was not heard.", by=ana)
    judge = make_account("Judith", role="board")
    act(rule_appeal, appeal, upheld=upheld, reason="We looked at it.", by=judge)

    assert (outcome_of(draft, row_of(draft, "use")).call is None) is upheld
    assert appeals_of([made])[made.id].ruled_by == judge.actor_id
    assert entries("appeal.ruled")[0].details["upheld"] is upheld
    with pytest.raises(AlreadyRuled):
        act(rule_appeal, appeal, upheld=upheld, reason="Again.", by=judge)


def test_an_appeal_that_is_still_gathering_is_not_ruled_on(draft, chair):
    appeal = act(appeal_call, call(draft, chair), reason="Too early.", by=make_account("Ana"))
    with pytest.raises(AppealIsGathering):
        act(rule_appeal, appeal, upheld=True, reason="Yes.", by=make_account("Judith", role="board"))


def test_an_appeal_comes_in_time_and_against_a_call_that_holds(draft, chair):
    ana, first = make_account("Ana"), call(draft, chair)
    with time_machine.travel(now() + timedelta(days=15), tick=True), pytest.raises(CallIsOver):
        act(appeal_call, first, reason="Too early.", by=ana)
    call(draft, chair)
    with pytest.raises(CallIsOver):
        act(appeal_call, db.session.get_one(Call, first.id), reason="Too early.", by=ana)

    assert db.session.query(Appeal).all() == []
