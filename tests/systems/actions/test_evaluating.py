"""Assessments keep step: with reviews in the same transaction, with drafts by the follower."""

import pytest
from flask import Flask
from sqlalchemy import event, func, select, update

from consensus.drafts.actions import correct_map, decide_map, withdraw_draft
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.systems.actions import keep_evaluations, plan_evaluations
from consensus.systems.due import evaluate_due
from consensus.systems.models import Evaluation
from consensus.systems.queries.comparing import compared
from tests.drafts.making import publish
from tests.factories import make_account
from tests.systems.acting import GOOD, OTHER_CODE, TEXT, act, draft_with, entries, review, system, verdict


@pytest.fixture
def draft(app: Flask):
    return draft_with()


@pytest.fixture
def alpha(draft):
    made = system("Alpha")
    review(made, draft, make_account("Ana"))
    return made


def published_alone(version, text=TEXT, **given):
    """Published, while the follower has not looked yet."""
    return publish(draft_with(version, text, publish=False, **given))


def test_the_follower_computes_what_a_publication_asks_for_once(alpha, draft):
    later = published_alone("0.2", OTHER_CODE)
    assert db.session.get(Evaluation, (alpha.leading.id, later.id)) is None
    assert (evaluate_due(), evaluate_due()) == (1, 0)

    assert verdict(alpha, later) == "incomplete"
    [told] = entries("evaluation.counted")
    assert (told.by, told.subject, [row[:3] for row in told.details["systems"]]) == (
        "system:rule", "draft:0.2", [["alpha", "1", "incomplete"]],
    )  # fmt: skip
    assert compared() == []


def test_it_keeps_earlier_drafts_as_they_are(alpha, draft):
    kept = db.session.get(Evaluation, (alpha.leading.id, draft.id)).at
    draft_with("0.2", OTHER_CODE)

    assert db.session.get(Evaluation, (alpha.leading.id, draft.id)).at == kept


@pytest.mark.both_databases
def test_a_review_that_comes_in_between_is_not_overwritten(alpha, draft):
    later = published_alone("0.2")
    plan = plan_evaluations()
    review(alpha, draft, make_account("Ben"), GOOD | {"data": "no"})
    act(keep_evaluations, plan)

    assert verdict(alpha, later) == "disputed"
    assert compared() == []


def test_a_corrected_map_makes_answers_stale_that_had_carried(alpha, draft):
    later = draft_with("0.2", TEXT.replace("trains the system", "teaches the system"), publish=False)
    act(decide_map, later, [{"key": "code", "significance": "editorial"}], by=SETUP)
    publish(later)
    evaluate_due()
    assert verdict(alpha, later) == "conforms"
    changes = [{"key": "code", "significance": "substantive"}]
    act(correct_map, later, changes, reason="It was one of substance.", by=SETUP)
    evaluate_due()

    assert verdict(alpha, later) == "incomplete"
    assert compared() == []


def test_a_withdrawn_draft_is_left_as_it_was_and_the_next_follows_the_one_before(alpha, draft):
    gone = draft_with("0.2", OTHER_CODE)
    act(withdraw_draft, gone, reason="Too early.", by=SETUP)
    evaluate_due()
    review(alpha, draft, make_account("Ben"), GOOD | {"code": "Apache-2.0"})
    later = draft_with("0.3")

    assert (verdict(alpha, gone), verdict(alpha, later)) == ("incomplete", "conforms")
    assert compared() == []


def test_a_draft_without_checklist_lets_answers_pass_to_the_next(alpha, draft):
    bare = draft_with("0.2", checklist=None)
    later = draft_with("0.3")

    assert (verdict(alpha, bare), verdict(alpha, later)) == (None, "conforms")


def test_the_number_of_statements_does_not_grow_with_systems(alpha, draft):
    def statements(systems):
        for n in range(systems):
            made = system(f"System {len(db.session.query(Evaluation).all())} {n}")
            review(made, draft, make_account(f"R{n}"))
        published_alone(f"0.{systems}")
        count = [0]

        def seen(*_arguments):
            count[0] += 1

        event.listen(db.engine, "before_cursor_execute", seen)
        try:
            evaluate_due()
        finally:
            event.remove(db.engine, "before_cursor_execute", seen)
        return count[0]

    assert statements(2) == statements(9)


def test_every_version_that_leads_or_has_reviews_is_assessed_under_every_draft(alpha, draft):
    draft_with("0.2")
    system("Beta", "1", "2")

    assert db.session.scalar(select(func.count()).select_from(Evaluation)) == 4


def test_what_was_computed_with_another_table_of_licences_is_noticed_when_somebody_looks(alpha, draft):
    act(lambda: db.session.execute(update(Evaluation).values(edition="of another table")))

    assert (evaluate_due(), evaluate_due(look=True), evaluate_due(look=True)) == (0, 1, 0)
    assert entries("evaluation.counted") == []
