"""What the criteria give is kept on record: when a state changes, and once a day when only numbers do."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from consensus.discussion.actions import dispose
from consensus.discussion.models import Outcome
from consensus.drafts.actions import mark_sealed
from consensus.kit.clock import now
from consensus.ledger import SETUP
from consensus.release.actions import count_gate
from consensus.release.gate_due import count_gates
from consensus.release.models import GateCount, Target
from tests.drafts.making import published
from tests.factories import make_account, make_comment
from tests.release.gates import act, entries, set_by_hand
from tests.release.making import a_seal


@pytest.fixture
def draft(app: Flask):
    set_by_hand("comments", "stops")
    draft = published()
    count_gates()
    return draft


def counted() -> list[tuple[str, str, list]]:
    return [
        (entry.subject, entry.details["target"], entry.details["states"]) for entry in entries("gate.counted")
    ]


def test_the_first_counting_is_by_the_follower_with_what_a_recount_needs(draft):
    [entry] = entries("gate.counted")

    assert (entry.subject, entry.by) == ("draft:0.1", "system:follower")
    assert entry.details == {
        "target": "stable", "version": 1, "states": [["comments", "pass", 0, 0], ["stops", "pass", 0, 0]],
        "groups": ["system-creator", "license-creator", "regulator", "licensee", "end-user", "subject"], "last_call": True,
    }  # fmt: skip


def test_it_is_kept_beside_the_record_for_pictures(draft):
    [row] = GateCount.query.all()

    assert (row.target, row.version, row.passes, row.n) == (
        Target.STABLE,
        1,
        True,
        entries("gate.counted")[0].n,
    )
    assert row.states == [["comments", "pass", 0, 0], ["stops", "pass", 0, 0]]


def test_when_nothing_happened_nothing_is_counted(draft):
    assert [count_gates() for _ in range(3)] == [0, 0, 0]
    assert len(entries("gate.counted")) == 1


def test_another_state_is_counted_at_once(draft):
    first = make_comment(draft, "use")
    made = count_gates()
    act(
        dispose,
        [first],
        outcome=Outcome.NOTED,
        reason="Thank you.",
        by=make_account("Rosa", role="maintainer"),
    )

    assert (made, count_gates()) == (1, 1)
    assert [states[0] for _draft, _target, states in counted()] == [
        ["comments", "pass", 0, 0], ["comments", "fail", 1, 0], ["comments", "pass", 0, 0]
    ]  # fmt: skip


def test_another_number_alone_is_counted_when_a_day_has_passed(draft):
    make_comment(draft, "use")
    count_gates()
    make_comment(draft, "study", body="And this?")
    same_day = count_gates()
    with time_machine.travel(now() + timedelta(days=1, minutes=1)):
        next_day = count_gates()
        again = count_gates()

    assert (same_day, next_day, again) == (0, 1, 0)
    assert counted()[-1][2][0] == ["comments", "fail", 2, 0]


def test_only_the_latest_draft_is_counted_and_one_that_lies_before_the_board(draft):
    make_comment(draft, "use")
    second = published(version="0.2")
    latest = [(subject, states[0][1]) for subject, _target, states in counted()]
    count_gates()
    after = [(subject, states[0][1]) for subject, _target, states in counted()]
    a_seal(draft)
    make_comment(second, "use", body="And this?")
    count_gates()

    assert (latest, after[1:]) == ([("draft:0.1", "pass")], [("draft:0.2", "fail")])
    assert [(subject, states[0][1]) for subject, _target, states in counted()][2:] == [("draft:0.1", "fail")]


def test_a_new_version_of_the_criteria_is_counted_with_the_draft_for_which_it_holds(draft):
    set_by_hand("comments", version=2)
    same_draft = count_gates()
    published(version="0.2")
    count_gates()

    assert same_draft == 0
    assert [(entry.subject, entry.details["version"]) for entry in entries("gate.counted")] == [
        ("draft:0.1", 1), ("draft:0.2", 2)
    ]  # fmt: skip


def test_each_target_has_entries_of_its_own(draft):
    set_by_hand("clauses", name="candidate")
    count_gates()

    assert [(target, states) for _draft, target, states in counted()][1:] == [
        ("candidate", [["clauses", "fail", 0, 7]])
    ]


def test_what_was_counted_meanwhile_is_not_counted_twice(draft):
    make_comment(draft, "use")

    assert [act(count_gate, draft, [Target.STABLE]) for _ in range(2)] == [1, 0]


def test_a_sealed_draft_is_counted_once_more_and_then_left_alone(draft):
    comment = make_comment(draft, "use")
    count_gates()
    act(mark_sealed, draft, bundle="ab" * 32, by=SETUP)
    sealed = count_gates()
    act(
        dispose,
        [comment],
        outcome=Outcome.NOTED,
        reason="Thank you.",
        by=make_account("Rosa", role="maintainer"),
    )

    assert (sealed, count_gates(), len(counted())) == (1, 0, 3)


def test_without_criteria_or_drafts_nothing_is_counted(app):
    published()

    assert (count_gates(), entries("gate.counted")) == (0, [])
