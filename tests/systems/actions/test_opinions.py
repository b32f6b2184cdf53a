"""Agreeing and disagreeing with assessments; what maintainers answer; what holds up the path to stable."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.systems.actions import answer_dispute, withdraw_stance
from consensus.systems.errors import NoChecklist, NotCurrent
from consensus.systems.models import VerdictOpinion
from consensus.systems.queries.lines import Voices, voices_under
from consensus.systems.queries.opinions import (
    disputes_holding_up,
    opinions_on,
    own_opinion,
    own_opinions,
    unanswered_disputes,
)
from tests.factories import make_account
from tests.systems.acting import EVIDENCE, GOOD, act, draft_with, entries, review, say, system


@pytest.fixture
def draft(app: Flask):
    return draft_with()


@pytest.fixture
def alpha(draft):
    return system("Alpha")


@pytest.fixture
def ana(app: Flask):
    return make_account("Ana", stakeholder_group="licensee")


def voices(alpha, draft):
    return voices_under(draft).get(alpha.id, Voices())


def test_who_agrees_is_counted_with_their_group_as_it_is_then(alpha, draft, ana):
    opinion = say(alpha, draft, ana)

    assert voices(alpha, draft) == Voices(agree=1)
    assert (opinion.stakeholder_group, own_opinion(ana, alpha, draft=draft).id) == ("licensee", opinion.id)
    [entry] = entries("verdict.endorsed")
    assert entry.details["basis"] == opinion.basis
    assert (entry.details["system"], entry.details["draft"], entry.details["group"]) == (
        "alpha",
        "0.1",
        "licensee",
    )


def test_a_disagreement_needs_a_reason(alpha, draft, ana):
    with pytest.raises(Invalid) as refused:
        say(alpha, draft, ana, "dispute", reason=" ")

    assert list(refused.value.errors) == ["reason"]


@pytest.mark.parametrize(
    "given, field",
    [({"requirement": "wings"}, "requirement"), ({"evidence": "javascript:alert(1)"}, "evidence"), ({"reason": "x" * 10_001}, "reason")],
)  # fmt: skip
def test_what_cannot_be_taken_is_named(alpha, draft, ana, given, field):
    with pytest.raises(Invalid) as refused:
        say(alpha, draft, ana, "dispute", **given)

    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize("given, holds", [
    ({}, False), ({"requirement": "data"}, False), ({"evidence": EVIDENCE}, False),
    ({"requirement": "data", "evidence": EVIDENCE}, True),
    ({"requirement": "data", "reason": f"See {EVIDENCE}."}, True),
])  # fmt: skip
def test_only_a_disagreement_with_requirement_and_evidence_holds_up(alpha, draft, ana, given, holds):
    opinion = say(alpha, draft, ana, "dispute", **given)

    assert bool(disputes_holding_up(draft)) is holds
    assert voices(alpha, draft) == Voices(disagree=1, holding_up=int(holds))
    assert opinion.evidence in (None, EVIDENCE)


def test_an_answer_ends_the_holding_up_and_is_public(alpha, draft, ana):
    opinion = say(alpha, draft, ana, "dispute", requirement="data", evidence=EVIDENCE)
    act(answer_dispute, opinion, reason="We looked again.", by=make_account("Max", role="maintainer"))

    assert (list(disputes_holding_up(draft)), list(unanswered_disputes())) == ([], [])
    [view] = opinions_on(alpha, draft=draft).disagree
    assert (view.holds_up, view.answer.reason) == (False, "We looked again.")
    assert entries("dispute.answered")[0].details == {"system": "alpha", "draft": "0.1"}


@pytest.mark.parametrize("stance", ["endorse", "gone"])
def test_only_a_standing_disagreement_is_answered(alpha, draft, ana, stance):
    opinion = say(alpha, draft, ana, "dispute" if stance == "gone" else stance)
    if stance == "gone":
        act(withdraw_stance, alpha, draft=draft, by=ana)

    with pytest.raises(NotCurrent):
        act(answer_dispute, opinion, reason="No.", by=make_account("Max"))


def test_it_is_stale_when_what_it_rests_on_changes_and_counts_no_more(alpha, draft, ana):
    say(alpha, draft, ana, "dispute", requirement="data", evidence=EVIDENCE)
    review(alpha, draft, make_account("Ben"))

    assert voices(alpha, draft) == Voices(stale=1)
    assert list(disputes_holding_up(draft)) == []
    assert [each.stale for each in own_opinions(ana)] == [True]
    say(alpha, draft, ana)
    assert voices(alpha, draft) == Voices(agree=1)


def test_a_changed_note_makes_nothing_stale(alpha, draft, ana):
    from consensus.systems.actions import hand_in
    from consensus.systems.answers import Answer
    from consensus.systems.given import Declared

    ben = make_account("Ben")
    for note in ("", "Looked again."):
        said = [Answer(name, "yes", licence=terms, note=note) for name, terms in GOOD.items()]
        act(hand_in, alpha.leading, draft=draft, answers=said, declared=Declared(), by=ben)
        if not note:
            say(alpha, draft, ana)

    assert voices(alpha, draft) == Voices(agree=1)


def test_the_same_again_changes_nothing_and_another_mind_takes_its_place(alpha, draft, ana):
    first = say(alpha, draft, ana)
    again = say(alpha, draft, ana)
    other = say(alpha, draft, ana, "dispute")

    assert again.id == first.id != other.id
    assert voices(alpha, draft) == Voices(disagree=1)
    assert entries("verdict.disputed")[0].details["replaces"] == f"verdict-opinion:{first.id}"
    assert len(entries("verdict.endorsed")) == 1


def test_it_can_be_taken_back_and_twice_is_once(alpha, draft, ana):
    say(alpha, draft, ana)
    act(withdraw_stance, alpha, draft=draft, by=ana)
    act(withdraw_stance, alpha, draft=draft, by=ana)

    assert voices(alpha, draft) == Voices()
    assert len(entries("verdict.endorsement-withdrawn")) == 1


def test_it_is_bound_to_one_draft(alpha, draft, ana):
    later = draft_with("0.2")
    say(alpha, draft, ana)

    assert (voices(alpha, draft), voices(alpha, later)) == (Voices(agree=1), Voices())


def test_without_a_checklist_there_is_nothing_to_agree_with(alpha, draft, ana):
    with pytest.raises(NoChecklist):
        say(alpha, draft_with("0.2", checklist=None), ana)


def test_the_record_holds_no_words(alpha, draft, ana):
    say(alpha, draft, ana, "dispute", reason="Their table is empty.")

    assert "table" not in str(entries("verdict.disputed")[0].details)


@pytest.mark.both_databases
def test_somebody_has_one_current_opinion(alpha, draft, ana):
    first = say(alpha, draft, ana)
    names = ("account_id", "system_id", "draft_id", "stance", "reason", "affiliation", "basis", "salt", "at")
    twin = {name: getattr(first, name) for name in names}

    with pytest.raises(IntegrityError), transaction():
        db.session.add(VerdictOpinion(**twin))
    assert db.session.scalar(select(func.count()).select_from(VerdictOpinion)) == 1
