"""The stored assessments are what reviews come to, and what the record says."""

import pytest
from flask import Flask
from sqlalchemy import update

from consensus.kit.db import db, transaction
from consensus.ledger.steps import out_of_step
from consensus.systems.models import Evaluation, ReviewRevision
from consensus.systems.queries.comparing import compared
from tests.factories import make_account
from tests.systems.acting import GOOD, draft_with, review, system

pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def alpha(app: Flask):
    draft = draft_with()
    made = system("Alpha")
    review(made, draft, make_account("Ana"))
    return made


def tamper(model, **values):
    with transaction():
        db.session.execute(update(model).values(**values))


def test_everything_agrees_after_honest_acts():
    assert compared() == []
    assert out_of_step() == []


def test_a_verdict_that_somebody_typed_is_found_twice():
    tamper(Evaluation, verdict="would-conform")
    found = compared()

    assert len(found) == 2
    assert found[0].startswith("the assessment of alpha 1 under draft 0.1 is would-conform")
    assert "the public record says conforms" in found[1]


def test_an_answer_that_somebody_changed_is_found():
    said = [{"component": name, "available": "no"} for name in GOOD]
    tamper(ReviewRevision, answers=said)

    assert ["the reviews that are stored come to does-not-conform" in each for each in compared()] == [True]
