"""What another checklist would change, and what publishing a prepared draft would."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from consensus.drafts.actions import withdraw_draft
from consensus.drafts.checklists import read_checklist
from consensus.drafts.errors import NoDraftYet
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.ledger.models import Entry
from consensus.systems.due import evaluate_due
from consensus.systems.errors import NotReviewable
from consensus.systems.queries.flips import flips_between
from consensus.systems.queries.outlooks import preview, what_if
from tests.drafts.making import publish
from tests.factories import make_account
from tests.systems.acting import (
    ASKS_FOR_MORE,
    CHECKLIST,
    GOOD,
    OTHER_CODE,
    TEXT,
    act,
    draft_with,
    review,
    system,
)


@pytest.fixture
def draft(app: Flask):
    return draft_with()


@pytest.fixture
def alpha(draft):
    made = system("Alpha")
    review(made, draft, make_account("Ana"))
    return made


def told(found):
    return [
        (
            each.slug,
            str(each.before),
            str(each.after),
            [(why.requirement, why.clause) for why in each.because],
        )
        for each in found
    ]


def test_a_checklist_that_asks_for_more_shows_who_changes_and_why(alpha, draft):
    system("Beta")
    before = db.session.scalar(select(func.count()).select_from(Entry))
    found = what_if(read_checklist(ASKS_FOR_MORE))

    assert told(found.flips) == [("alpha", "conforms", "incomplete", [("card", "card")])]
    assert found.flips[0].because[0].title == "Model card"
    assert (found.counts_before, found.counts_after) == ({"conforms": 1, "incomplete": 1}, {"incomplete": 2})
    assert db.session.scalar(select(func.count()).select_from(Entry)) == before


def test_the_same_checklist_changes_nothing(alpha):
    assert what_if(read_checklist(CHECKLIST)).flips == ()


def test_another_name_for_a_component_carries_its_answers(alpha):
    renamed = CHECKLIST.replace('"code", "data"', '"software", "data"').replace(
        'id = "code"', 'id = "software"\nwas = ["code"]'
    )

    assert what_if(read_checklist(renamed)).flips == ()


def test_other_terms_make_answers_stale(alpha):
    found = what_if(read_checklist(CHECKLIST.replace('framework = "osd"', 'framework = "osi-terms"', 1)))

    assert told(found.flips) == [("alpha", "conforms", "incomplete", [("data", "data")])]


def test_an_earlier_draft_can_be_compared_with(alpha, draft):
    draft_with("0.2", TEXT, ASKS_FOR_MORE)

    assert told(what_if(read_checklist(ASKS_FOR_MORE), base=draft).flips) == [
        ("alpha", "conforms", "incomplete", [("card", "card")])
    ]


def test_without_a_draft_or_under_a_withdrawn_one_there_is_nothing_to_compare(app):
    with pytest.raises(NoDraftYet):
        what_if(read_checklist(CHECKLIST))
    draft_with()
    gone = draft_with("0.2")
    act(withdraw_draft, gone, reason="It was too early.", by=SETUP)
    with pytest.raises(NotReviewable):
        what_if(read_checklist(CHECKLIST), base=gone)


@pytest.mark.parametrize(
    "text, checklist", [(OTHER_CODE, CHECKLIST), (TEXT, ASKS_FOR_MORE), (TEXT, CHECKLIST)]
)
def test_the_preview_of_a_draft_says_what_its_publication_then_does(alpha, draft, text, checklist):
    prepared = draft_with("0.2", text, checklist, publish=False)
    foreseen = preview(prepared)
    publish(prepared)
    evaluate_due()

    assert told(foreseen.flips) == told(flips_between(draft, prepared))


def test_a_draft_without_a_checklist_has_no_preview(draft):
    assert preview(draft_with("0.2", checklist=None, publish=False)) is None


def test_nothing_that_is_only_saved_or_waiting_shows_in_a_what_if(alpha, draft):
    from consensus.systems.actions import name_contact

    act(name_contact, alpha, email="makers@example.org", by=SETUP)
    review(alpha, draft, make_account("Ben"), GOOD | {"card": "no"})
    review(alpha, draft, make_account("Eva"), GOOD | {"data": "no"})

    assert told(what_if(read_checklist(ASKS_FOR_MORE)).flips) == [
        ("alpha", "conforms", "does-not-conform", [("card", "card")])
    ]
