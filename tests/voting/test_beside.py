"""What stands beside the clauses of a text: a fixed number of questions, figures for whom the policy shows them."""

import pytest
from flask import Flask

from consensus.discussion.places import place_named
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.voting.actions import announce_last_call, make_call
from consensus.voting.beside import facts_view, stand_on, stands_of
from consensus.voting.counting import Choice
from tests.drafts.making import published
from tests.factories import make_account
from tests.house.test_lists import counting
from tests.voting.acting import draft_with_policy, row_of, take
from tests.voting.views.conftest import ALWAYS, next_draft


@pytest.fixture
def draft(app: Flask) -> Draft:
    return draft_with_policy(ALWAYS)


def test_every_clause_that_takes_positions_has_its_buttons_and_nothing_else_does(draft):
    stands = stands_of(draft, viewer=None)

    assert sorted(stands.by_key) == ["code", "lead", "parts", "permission", "share", "study", "use"]
    assert {stand.choices for stand in stands.by_key.values()} == {tuple(Choice)}
    assert (stands.open, stands.hidden, stands.facts, stands.parts) == (True, "", None, frozenset())


def test_figures_come_with_the_outcome_what_was_called_and_what_is_asked(draft):
    from datetime import timedelta

    from consensus.kit.clock import now

    chair = make_account("Lena", role="chair")
    take(draft, "use", "support", make_account("Ana", stakeholder_group="licensee"))
    take(draft, "use", "object", make_account("Ben", stakeholder_group="subject"))
    with transaction():
        make_call(draft, row_of(draft, "use"), finding="contested", reason="So.", by=chair)
        announce_last_call(
            draft, row_of(draft, "use"), ends_at=now() + timedelta(days=20), reason="So?", by=chair
        )

    figures = stands_of(draft, viewer=None).by_key["use"].figures

    assert figures is not None
    assert (figures.support, figures.object, figures.n, figures.widths) == (1, 1, 2, (50.0, 0.0, 50.0))
    assert (figures.status, figures.against, figures.called) == ("contested", ("subject",), "contested")
    assert figures.last_call is not None


def test_one_clause_alone_shows_the_same(draft):
    ana = make_account("Ana", stakeholder_group="licensee")
    take(draft, "use", "support", ana)

    assert stand_on(place_named("0.1", key="use"), viewer=ana) == stands_of(draft, viewer=ana).by_key["use"]


def test_on_a_draft_that_is_over_only_what_was_said_is_shown(app):
    first, ana = published(), make_account("Ana")
    take(first, "use", "object", ana)
    take(first, "share", "support", make_account("Ben"))
    next_draft()

    stands = stands_of(first, viewer=ana)

    assert sorted(stands.by_key) == ["share", "use"]
    assert stands.by_key["use"].lets_go
    assert stands.by_key["share"].figures is not None


def test_what_becomes_public_is_told_with_what_can_be_left_out(draft):
    ana = make_account("Ana", stakeholder_group="system-creator")

    facts, less = facts_view(draft, ana), facts_view(draft, ana, left_out=["group", "continent"])

    assert (facts.group, facts.maker, facts.could, facts.name, facts.voter) == (
        "system-creator",
        True,
        ("group",),
        None,
        None,
    )
    assert (less.group, less.maker, less.left_out) == (None, False, ("group",))


def test_where_the_policy_shows_names_it_says_so(app):
    draft = draft_with_policy('identity = "public"\n')

    assert facts_view(draft, make_account("Ana")).name == "Ana"


def test_more_positions_ask_no_more_questions(draft):
    ana = make_account("Ana", stakeholder_group="licensee")
    take(draft, "use", "support", ana)
    stands_of(draft, viewer=ana)
    with counting() as few:
        stands_of(draft, viewer=ana)
    for key in ("study", "share", "code", "parts"):
        take(draft, key, "accept", ana)
        take(draft, key, "object", make_account("Ben", stakeholder_group="regulator"))
    stands_of(draft, viewer=ana)
    with counting() as many:
        stands_of(draft, viewer=ana)

    assert len(many) <= len(few)
