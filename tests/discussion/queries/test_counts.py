"""How much is said where, as seen from a draft: inherited once, never from later drafts."""

import pytest

from consensus.discussion.actions import cosign, delete_comment, dispose
from consensus.discussion.models import Comment
from consensus.discussion.queries.counts import Counts, talk_gone, talk_of, talk_on_parts, talk_totals
from consensus.discussion.queries.spots import Spot
from consensus.discussion.queries.threads import comments_on
from consensus.drafts.actions import withdraw_draft
from consensus.drafts.queries import rows_of
from consensus.kit.db import db
from consensus.ledger import SETUP
from tests.discussion.acting import act
from tests.discussion.three_drafts import FIRST, first, id_of, second, third, three_drafts
from tests.drafts.making import prepare, published
from tests.factories import make_account, make_comment
from tests.house.test_lists import counting


def comments_by_key(draft):
    """Key → how many comments are counted with the clause."""
    keys = {row.clause_id: row.key for row in rows_of(draft)}
    return {keys[id]: counts.comments for id, counts in talk_of(draft).items()}


@pytest.fixture
def story(app):
    return three_drafts()


@pytest.mark.both_databases
def test_each_clause_has_what_was_said_of_what_it_came_from(story):
    drafts, _said = story

    assert comments_by_key(drafts.first) == {"use": 1, "share": 1, "permission": 1, "nobody": 1, "code": 1}
    assert comments_by_key(drafts.second) == {"use": 2, "share": 2, "nobody": 2, "code": 2, "parameters": 2}


def test_what_was_split_and_joined_again_is_counted_once(story):
    drafts, _said = story

    assert comments_by_key(drafts.third) == {"use": 3, "share": 3, "nobody": 3, "code": 4}


def test_the_numbers_are_those_of_the_lists(story):
    for draft in story[0]:
        counts = talk_of(draft)
        for row in rows_of(draft):
            listed = comments_on(Spot(draft, row.clause_id)).items
            assert len(listed) == counts.get(row.clause_id, Counts()).comments


def test_later_comments_are_not_counted_on_older_drafts(app):
    draft = first()
    make_comment(draft, "use")
    newer = second()
    make_comment(newer, "use")
    make_comment(newer)

    assert comments_by_key(draft) == {"use": 1}
    assert talk_on_parts(draft) == {}
    assert talk_on_parts(newer) == {None: Counts(comments=1, unanswered=1)}


def test_it_counts_objections_suggestions_and_what_is_unanswered(app):
    draft, rosa = first(), make_account("Rosa")
    objection = make_comment(draft, "use", kind="objection")
    make_comment(draft, "use", parent=objection)
    make_comment(draft, after="use")
    act(dispose, [objection], outcome="noted", reason="We saw it.", by=rosa)

    assert talk_of(draft) == {id_of("use"): Counts(3, 1, 0, 1, objection.id)}


@pytest.mark.both_databases
def test_the_strongest_objection_is_the_one_that_most_people_share_through_all_drafts(app):
    draft = first()
    old = [make_comment(draft, "use", kind="objection") for _ in range(2)]
    newer = second()
    new = make_comment(newer, "use", kind="objection")

    assert talk_of(newer)[id_of("use")].strongest_id == old[0].id

    act(cosign, new, by=make_account("Bo"))
    assert talk_of(newer)[id_of("use")].strongest_id == new.id
    assert talk_of(draft)[id_of("use")].strongest_id == old[0].id

    act(delete_comment, new, by=db.session.get_one(Comment, new.id).author)
    assert talk_of(newer)[id_of("use")].strongest_id == old[0].id


@pytest.mark.both_databases
def test_what_was_said_of_clauses_that_are_gone_is_told_apart(story):
    drafts, _said = story

    gone = Counts(comments=1, unanswered=1)
    assert talk_gone(drafts.first) == {}
    assert talk_gone(drafts.second) == {id_of("permission"): gone}
    assert talk_gone(drafts.third) == {id_of("permission"): gone}


@pytest.mark.both_databases
def test_parts_and_wholes_are_counted_over_all_drafts_so_far(app):
    draft = published("# Preamble\n\nWhy. {#why}\n\n# Definition\n\nWhat. {#what}\n", "0.1")
    make_comment(draft, part="preamble")
    make_comment(draft)
    newer = published("# Preamble\n\nWhy not. {#why}\n\n# Definition\n\nWhat. {#what}\n", "0.2")
    make_comment(newer, part="preamble")

    assert {slug: counts.comments for slug, counts in talk_on_parts(newer).items()} == {
        "preamble": 2,
        None: 1,
    }
    assert {slug: counts.comments for slug, counts in talk_on_parts(draft).items()} == {
        "preamble": 1,
        None: 1,
    }


@pytest.mark.both_databases
def test_totals_are_of_each_draft_itself(app):
    draft = first()
    make_comment(draft, "use")
    make_comment(draft)
    newer, last = second(), third()
    make_comment(newer, "code")

    totals = talk_totals([draft, newer, last])

    assert [totals[each.id].comments for each in (draft, newer, last)] == [2, 1, 0]


def test_a_withdrawn_draft_still_shows_what_was_said_on_it(app):
    first()
    withdrawn = second()
    make_comment(withdrawn, "parameters")
    act(withdraw_draft, withdrawn, reason="A mistake.", by=SETUP)

    assert comments_by_key(withdrawn) == {"parameters": 1}
    assert comments_by_key(published(FIRST, "0.3")) == {}


def test_nothing_is_said_of_a_draft_that_is_being_prepared(app):
    make_comment(first(), "use")

    assert talk_of(prepare(FIRST, "0.2")) == {}


@pytest.mark.parametrize("ask", [talk_of, talk_gone, talk_on_parts, lambda draft: talk_totals([draft])])
def test_each_is_one_statement(story, ask):
    drafts, _said = story
    assert drafts.third.publication

    with counting() as sent:
        ask(drafts.third)

    assert len(sent) == 1
