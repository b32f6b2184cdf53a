"""Going through everything one said after the text changed: keep, change, take back, in one pass."""

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.discussion.queries.objections import shown_states
from consensus.discussion.texts import prepare_text
from consensus.drafts.actions import decide_map
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.voting.actions import Reaffirmed, reaffirm
from consensus.voting.errors import DraftSuperseded, NoSuchPosition
from consensus.voting.queries import my_positions, tally_of
from tests.drafts.making import NEW, OLD, prepare, publish, published
from tests.factories import make_account
from tests.voting.acting import act, current, row_of, take


@pytest.fixture
def first(app: Flask) -> Draft:
    return published()


@pytest.fixture
def ana(app: Flask) -> Account:
    return make_account("Ana")


def needs(ana, draft=None):
    return [each for each in my_positions(ana, draft) if each.standing.needs_me]


def test_everything_stale_is_kept_changed_or_taken_back_in_one_pass(first, ana):
    for key, choice in (("use", "support"), ("study", "accept"), ("parts", "object"), ("share", "support")):
        take(first, key, choice, ana)
    second = published(NEW, "0.2")
    use, study, parts = needs(ana)
    said = [
        Reaffirmed(use.position.id, "keep"),
        Reaffirmed(study.position.id, "abstain"),
        Reaffirmed(parts.position.id, "withdraw"),
    ]
    taken = act(reaffirm, second, said, by=ana)

    assert [str(each.position.choice) for each in taken] == ["support", "abstain"]
    assert needs(ana) == []
    assert [tally_of(second, row_of(second, key)).totals.n for key in ("use", "study", "parts", "share")] == [
        1,
        1,
        0,
        1,
    ]


def test_keeping_an_objection_speaks_for_it_anew_and_needs_no_new_reason(first, ana):
    comment = take(first, "use", "object", ana).comment
    second = published(NEW, "0.2")
    before = shown_states([comment])[comment.id].state
    [taken] = act(reaffirm, second, [Reaffirmed(needs(ana)[0].position.id, "keep")], by=ana)

    assert (before, shown_states([comment])[comment.id].state) == ("awaiting", "standing")
    assert (taken.position.comment_id, taken.comment.id, taken.comment.stands) == (
        comment.id,
        comment.id,
        True,
    )


def test_a_new_reason_is_a_new_objection_beside_the_one_that_stands(first, ana):
    take(first, "use", "object", ana)
    second = published(NEW, "0.2")
    said = Reaffirmed(needs(ana)[0].position.id, "keep", reason=prepare_text("Now it is worse."))
    [taken] = act(reaffirm, second, [said], by=ana)

    assert taken.comment.body == "Now it is worse."


def test_moving_on_from_an_objection_lets_go_of_it(first, ana):
    comment = take(first, "use", "object", ana).comment
    second = published(NEW, "0.2")
    [taken] = act(reaffirm, second, [Reaffirmed(needs(ana)[0].position.id, "support")], by=ana)

    assert ([each.id for each in taken.let_go], comment.stands) == ([comment.id], False)


def test_objecting_where_one_did_not_before_needs_a_reason(first, ana):
    take(first, "use", "support", ana)
    second = published(NEW, "0.2")
    [use] = needs(ana)
    with pytest.raises(Invalid) as refused:
        act(reaffirm, second, [Reaffirmed(use.position.id, "object")], by=ana)

    assert list(refused.value.errors) == [f"p{use.position.id}"]
    assert current() == [("0.1", "support")]


def test_a_clause_that_was_split_has_to_be_answered_for_each(first, ana):
    take(first, "code", "support", ana)
    text = OLD.replace(
        "The code that trains the system and the code that runs it belong to that form. {#code}",
        "The code that trains the system belongs to that form. {#code}\n\nSo does what runs it. {#running}",
    )
    draft = prepare(text, "0.2")
    with transaction():
        decide_map(draft, [{"key": "running", "kind": "split", "from": ["code"]}], by=SETUP)
    second = publish(draft)
    [code] = needs(ana)
    with pytest.raises(Invalid):
        act(reaffirm, second, [Reaffirmed(code.position.id, "keep")], by=ana)
    taken = act(reaffirm, second, [Reaffirmed(code.position.id, "keep", key) for key in code.keys], by=ana)

    assert (code.keys, len(taken), needs(ana)) == (("code", "running"), 2, [])


def test_keeping_what_is_counted_on_these_very_words_is_no_act(first, ana):
    position = take(first, "use", "support", ana).position

    assert act(reaffirm, first, [Reaffirmed(position.id, "keep")], by=ana) == []


def test_what_came_along_on_the_same_words_can_be_said_anew(first, ana):
    take(first, "share", "support", ana)
    second = published(NEW, "0.2")
    [share] = my_positions(ana)
    act(reaffirm, second, [Reaffirmed(share.position.id, "keep")], by=ana)

    assert current() == [("0.2", "support")]


def test_only_ones_own_positions_and_only_on_the_open_draft(first, ana):
    position = take(first, "use", "support", ana).position
    with pytest.raises(NoSuchPosition):
        act(reaffirm, first, [Reaffirmed(position.id, "keep")], by=make_account("Ben"))
    published(NEW, "0.2")
    with pytest.raises(DraftSuperseded):
        act(reaffirm, first, [Reaffirmed(position.id, "keep")], by=ana)
