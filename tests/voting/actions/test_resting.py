"""*I can live with the rest of this part*: one act, marked on each clause, never for objections."""

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.discussion.errors import NoSuchPart
from consensus.drafts.models import Draft
from consensus.drafts.queries import rows_of
from consensus.kit.errors import Invalid
from consensus.voting.actions import live_with_the_rest
from consensus.voting.errors import DraftSuperseded, NoEnBloc
from consensus.voting.queries import rest_of, tally_of
from tests.drafts.making import NEW, published
from tests.factories import make_account
from tests.voting.acting import act, current, draft_with_policy, entries, row_of, take

PART = "freedoms"
ALL = ["lead", "use", "study", "share", "permission"]


@pytest.fixture
def draft(app: Flask) -> Draft:
    return published()


@pytest.fixture
def ana(app: Flask) -> Account:
    return make_account("Ana")


def rest(draft, by, part=PART):
    return [row.key for row in rest_of(draft, part, by)]


def test_the_rest_is_every_clause_that_says_something(draft, ana):
    assert rest(draft, ana) == ALL
    assert {str(row.kind) for row in rows_of(draft) if row.part == PART and row.key not in ALL} == {"heading"}


def test_where_one_said_something_nothing_changes(draft, ana):
    take(draft, "use", "support", ana)
    take(draft, "study", "object", ana)
    taken = act(live_with_the_rest, draft, PART, by=ana)

    assert rest(draft, ana) == []
    assert [each.position.en_bloc for each in taken] == [True] * 3
    assert sorted(current()) == sorted([("0.1", "support"), ("0.1", "object"), *[("0.1", "accept")] * 3])


def test_each_clause_has_its_entry_and_is_counted_apart(draft, ana):
    act(live_with_the_rest, draft, PART, by=ana)

    found = tally_of(draft, row_of(draft, "use"))
    assert [(entry.details["key"], entry.details["en_bloc"]) for entry in entries()] == [
        (key, True) for key in ALL
    ]
    assert (found.totals.accept, found.en_bloc.accept) == (1, 1)


def test_only_what_the_confirmation_named_is_taken(draft, ana):
    taken = act(live_with_the_rest, draft, PART, by=ana, keys=["use", "share", "nothing"])

    assert [each.position.placement_id for each in taken] == [
        row_of(draft, key).placement_id for key in ("use", "share")
    ]


def test_doing_it_again_changes_nothing(draft, ana):
    act(live_with_the_rest, draft, PART, by=ana)

    assert act(live_with_the_rest, draft, PART, by=ana) == []
    assert len(entries()) == len(ALL)


def test_saying_so_by_itself_afterwards_is_an_act_of_its_own(draft, ana):
    act(live_with_the_rest, draft, PART, by=ana)
    taken = take(draft, "use", "accept", ana)

    assert (taken.is_new, taken.position.en_bloc) == (True, False)
    assert tally_of(draft, row_of(draft, "use")).en_bloc.n == 0


def test_what_one_objected_to_on_former_words_is_not_among_the_rest(draft, ana):
    take(draft, "use", "object", ana)
    take(draft, "study", "support", ana)
    second = published(NEW, "0.2")

    assert rest(second, ana) == ["lead", "study", "share"]


def test_a_policy_may_have_each_clause_answered_by_itself(app, ana):
    draft = draft_with_policy("en_bloc = false")
    with pytest.raises(NoEnBloc):
        act(live_with_the_rest, draft, PART, by=ana)


def test_a_policy_that_wants_a_reason_for_it_cannot_be_met_en_bloc(app, ana):
    draft = draft_with_policy('reason_required = ["accept", "object"]')
    with pytest.raises(Invalid):
        act(live_with_the_rest, draft, PART, by=ana)


def test_there_has_to_be_such_a_part_and_the_draft_has_to_be_open(draft, ana):
    with pytest.raises(NoSuchPart):
        act(live_with_the_rest, draft, "nothing", by=ana)
    published(NEW, "0.2")
    with pytest.raises(DraftSuperseded):
        act(live_with_the_rest, draft, PART, by=ana)
