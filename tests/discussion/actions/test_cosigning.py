"""Sharing a concern: once each, counted by group, of others, while the draft is open."""

import pytest

from consensus.discussion.actions import cosign, delete_comment, withdraw_cosignature
from consensus.discussion.errors import (
    ClauseIsGone,
    CommentIsDeleted,
    CommentIsHidden,
    NotOpenForConcerns,
    OwnComment,
)
from consensus.discussion.models import Cosignature
from consensus.drafts.queries import period_of
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from tests.discussion.acting import act, again, counters, verbs
from tests.drafts.making import NEW, OLD, published
from tests.factories import make_account, make_comment


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


@pytest.fixture
def bo(app):
    return make_account("Bo", stakeholder_group="licensee")


def test_a_concern_is_shared_once_for_the_group_one_speaks_for_then(draft, bo):
    comment = make_comment(draft, "use")

    given = act(cosign, comment, by=bo)
    again_given = act(cosign, again(comment), by=bo)

    assert (again(comment).cosigned, given.stakeholder_group) == (1, "licensee")
    assert (again_given.account_id, verbs()) == (bo.id, ["comment.added", "comment.cosigned"])


def test_it_can_be_taken_back_and_taken_back_again(draft, bo):
    comment = make_comment(draft, "use")
    act(cosign, comment, by=bo)

    act(withdraw_cosignature, again(comment), by=bo)
    act(withdraw_cosignature, again(comment), by=bo)

    assert (again(comment).cosigned, db.session.get(Cosignature, (comment.id, bo.id))) == (0, None)
    assert verbs() == ["comment.added", "comment.cosigned", "comment.cosignature-withdrawn"]


def test_the_objection_that_most_people_share_is_the_strongest_the_earlier_of_two(draft, bo):
    first, second = (make_comment(draft, "use", kind="objection") for _ in range(2))
    make_comment(draft, "use")
    strongest = [counters(draft, "clause:use")[4]]

    for change in (cosign, withdraw_cosignature):
        act(change, again(second), by=bo)
        strongest.append(counters(draft, "clause:use")[4])

    assert strongest == [first.id, second.id, first.id]


def test_nobody_shares_their_own_concern(draft, bo):
    comment = make_comment(draft, "use", by=bo)

    with pytest.raises(OwnComment):
        act(cosign, comment, by=bo)


def delete(comment):
    act(delete_comment, comment, by=comment.author)


def hide(comment):
    act(hide_thing, comment, rule=Rule.SPAM, reason="An advertisement.", by=SETUP)


def close(comment):
    with transaction():
        period_of(comment.draft).closes_at = now()


def remove_the_clause(comment):
    published(OLD.replace("Nobody needs to ask for permission first. {#permission}", ""), "0.2")


@pytest.mark.parametrize(
    "first, refusal",
    [
        (delete, CommentIsDeleted),
        (hide, CommentIsHidden),
        (close, NotOpenForConcerns),
        (remove_the_clause, ClauseIsGone),
    ],
)
def test_a_concern_is_not_shared_when(draft, bo, first, refusal):
    comment = make_comment(draft, "permission")
    act(cosign, comment, by=make_account("Cy"))

    first(again(comment))

    with pytest.raises(refusal):
        act(cosign, again(comment), by=bo)
    assert again(comment).cosigned == 1


@pytest.mark.parametrize("place", [{"key": "use"}, {"after": "use"}, {"part": "form"}, {}])
def test_a_concern_of_a_former_draft_is_shared_as_long_as_its_place_is_there(draft, bo, place):
    comment = make_comment(draft, **place)
    published(NEW, "0.2")

    act(cosign, again(comment), by=bo)

    assert again(comment).cosigned == 1


def test_a_part_that_is_gone_has_no_concerns_to_share(draft, bo):
    comment = make_comment(draft, part="form")
    published("# Preamble\n\nSomething new altogether stands here. {#anew}\n", "0.2")

    with pytest.raises(ClauseIsGone):
        act(cosign, again(comment), by=bo)


def test_what_was_shared_can_be_taken_back_also_when_it_is_over(draft, bo):
    comment = make_comment(draft, "use")
    act(cosign, comment, by=bo)
    close(again(comment))

    act(withdraw_cosignature, again(comment), by=bo)

    assert again(comment).cosigned == 0
