"""Outcomes of clauses from what is stored: tallies, objections, what is addressed, last calls, what they depend on."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from consensus.accounts.actions import merge_accounts
from consensus.accounts.models import Account
from consensus.discussion.actions import answer_disposition, confirm_addressed, dispose
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.voting.outcome import Status
from consensus.voting.queries import outcome_of, outcomes_of
from consensus.voting.recount import Rule, recount
from tests.drafts.making import NEW, published
from tests.factories import make_account, make_guest
from tests.voting.acting import act, draft_with_policy, row_of, take

EASY = (
    "quorum = 3\nquorum_per_group = 1\ngroups_heard = 1\nthreshold = 0.6\nrobustness.established_days = 0\n"
)


@pytest.fixture
def draft(app: Flask) -> Draft:
    return draft_with_policy(EASY)


def found(draft, key="use"):
    return outcome_of(draft, row_of(draft, key))


def support(draft, many, *, key="use", group="licensee", **given):
    for n in range(many):
        take(draft, key, "support", make_account(f"Sup{n}", stakeholder_group=group), **given)


def test_too_few_then_consensus_then_contested_by_an_objection(draft):
    support(draft, 2)
    few = found(draft).status
    support(draft, 2)
    enough = found(draft).status
    take(draft, "use", "object", make_account("Ana", stakeholder_group="licensee"))

    assert (few, enough, found(draft).status) == (Status.QUIET, Status.CONSENSUS, Status.CONTESTED)
    assert found(draft).outcome.objections.standing == 1


def test_an_objection_found_addressed_makes_it_rough(draft):
    support(draft, 4)
    comment = take(draft, "use", "object", make_account("Ana", stakeholder_group="licensee")).comment
    editor, second = make_account("Eve", role="maintainer"), make_account("Mia", role="maintainer")
    act(dispose, [comment], outcome="declined", reason="It was weighed.", by=editor)
    with time_machine.travel(now() + timedelta(days=15), tick=True):
        act(confirm_addressed, comment, reason="It responds to it.", by=second)

    assert (found(draft).status, found(draft).objections[0].addressed) == (Status.ROUGH, True)


@pytest.mark.parametrize("answer, status", [("agree", Status.CONSENSUS), ("sustain", Status.CONTESTED)])
def test_its_author_lets_go_of_it_or_sustains_it(draft, answer, status):
    support(draft, 4)
    ana = make_account("Ana", stakeholder_group="licensee")
    comment = take(draft, "use", "object", ana).comment
    act(
        dispose,
        [comment],
        outcome="declined",
        reason="It was weighed.",
        by=make_account("Eve", role="maintainer"),
    )
    act(answer_disposition, comment, answer=answer, reason="So it is.", by=ana)

    assert found(draft).status is status
    assert [each.sustained for each in found(draft).objections] == ([True] if answer == "sustain" else [])


def test_an_objection_to_former_words_is_weighed_until_its_author_comes_back(draft):
    ana = make_account("Ana")
    take(draft, "use", "object", ana)
    second = published(NEW, "0.2")
    before = found(second).objections
    take(second, "use", "accept", ana)

    assert [(each.ref, each.traits) for each in before] == [("comment:1", None)]
    assert found(second).objections == ()


def test_the_objection_of_whoever_is_left_out_is_left_out_with_them(draft):
    support(draft, 4)
    take(draft, "use", "object", make_account("Ana", stakeholder_group="licensee"), maker=True)
    outcome = found(draft)

    assert (outcome.status, outcome.objections[0].traits.maker) == (Status.CONTESTED, True)
    assert [(each.rule, each.status) for each in outcome.depends_on] == [("without-makers", Status.CONSENSUS)]
    again = recount(outcome.counted, Rule("without-makers"), outcome.policy, outcome.objections)
    assert (again.status, again.depends) == (Status.CONSENSUS, True)


def test_what_it_depends_on_is_named(draft):
    support(draft, 2)
    support(draft, 2, channel="stop:lagos", scribe="p:scribe")

    assert [(each.rule, each.name) for each in found(draft).depends_on] == [
        ("without-stop", "lagos"), ("without-scribe", "p:scribe"),
    ]  # fmt: skip


def test_a_merged_guest_s_objection_is_weighed_with_the_account_s_position(draft):
    guest, ana = make_guest(), make_account("Ana")
    take(draft, "use", "object", guest)
    take(draft, "share", "support", ana)
    act(merge_accounts, guest, into=db.session.get_one(Account, ana.id), by=SETUP)

    assert [each.traits is not None for each in found(draft).objections] == [True]


def test_every_clause_that_takes_positions_has_an_outcome(draft):
    support(draft, 4, key="share")
    outcomes = outcomes_of(draft)

    assert outcomes[row_of(draft, "share").clause_id].status is Status.CONSENSUS
    assert {str(each.status) for each in outcomes.values()} == {"consensus", "quiet"}
    assert row_of(draft, "freedoms").clause_id not in outcomes
