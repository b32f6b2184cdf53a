"""What people said in a room from which they were set aside: it stays, and its objections stand no more until then."""

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.discussion.actions import withdraw_objection
from consensus.discussion.actions.aside import set_comments_aside
from consensus.discussion.models import Comment
from consensus.discussion.queries.comments import comment_at
from consensus.discussion.queries.counts import Counts, talk_of
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_in
from consensus.kit.db import transaction
from tests.drafts.making import published
from tests.factories import make_account, make_comment

ROOM = "stop:dakar"


@pytest.fixture
def draft(app: Flask) -> Draft:
    return published()


@pytest.fixture
def eve(app: Flask) -> Account:
    return make_account("Eve")


def said(draft: Draft, by: Account, kind: str = "objection", *, channel: str = ROOM) -> Comment:
    return make_comment(draft, "use", by=by, kind=kind, channel=channel)


def aside(by: Account, value: bool = True) -> list[int]:
    with transaction():
        return [comment.id for comment in set_comments_aside([by.id], channel=ROOM, aside=value)]


def counts(draft: Draft) -> Counts:
    return talk_of(draft)[clause_in(draft, "use").clause_id]


def test_an_objection_keeps_its_state_and_stands_no_more_until_it_is_taken_back_in(draft, eve):
    objection, other = said(draft, eve), said(draft, make_account("Ana"))
    before = counts(draft)
    moved = aside(eve)
    meanwhile, state = counts(draft), str(comment_at(objection.id).state)
    back = aside(eve, False)

    assert (moved, back) == ([objection.id], [objection.id])
    assert (before.objections, before.strongest_id) == (2, objection.id)
    assert (meanwhile.objections, meanwhile.strongest_id, meanwhile.comments, state) == (
        1,
        other.id,
        2,
        "standing",
    )
    assert counts(draft) == before


def test_only_what_came_through_that_channel(draft, eve):
    said(draft, eve, channel="online")
    question = said(draft, eve, "question")

    assert (aside(eve), counts(draft).objections) == ([question.id], 1)


def test_twice_is_once(draft, eve):
    said(draft, eve)
    aside(eve)

    assert (aside(eve), counts(draft).objections) == ([], 0)


def test_its_author_may_let_go_of_it_meanwhile(draft, eve):
    objection = said(draft, eve)
    aside(eve)
    with transaction():
        withdraw_objection(comment_at(objection.id), by=eve)
    aside(eve, False)

    assert (str(comment_at(objection.id).state), counts(draft).objections) == ("withdrawn", 0)
