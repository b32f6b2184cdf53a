"""Who may say, share, answer and settle what."""

from datetime import timedelta

import pytest

from consensus.accounts.models import Role
from consensus.discussion.actions import dispose
from consensus.discussion.rules import RULES, Can
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.permissions import can
from consensus.moderation.models import Pause
from tests.discussion.acting import act, again
from tests.drafts.making import OLD, published
from tests.factories import make_account, make_comment, make_guest

EVERYBODY = {"participant", "guest", *Role}
READ = {"nobody", *EVERYBODY}
OTHERS = {
    Can.READ: READ,
    Can.COMMENT: EVERYBODY,
    Can.COSIGN: EVERYBODY,
    Can.UNSIGN: EVERYBODY,
    Can.DISPOSE: {"maintainer"},
    Can.CONFIRM: {"maintainer", "chair"},
    Can.SEE_QUEUE: {"maintainer", "chair"},
    Can.ASSIGN: {"maintainer"},
    Can.ACCEPT: {"maintainer"},
}
OWN = {
    Can.READ: READ,
    Can.COMMENT: EVERYBODY,
    Can.EDIT: EVERYBODY,
    Can.DELETE: EVERYBODY,
    Can.UNSIGN: EVERYBODY,
    Can.ANSWER: EVERYBODY,
    Can.WITHDRAW: EVERYBODY,
    Can.DISPOSE: {"maintainer"},
    Can.SEE_QUEUE: {"maintainer", "chair"},
    Can.ASSIGN: {"maintainer"},
    Can.ACCEPT: {"maintainer"},
}
PAUSED = {Can.READ, Can.DELETE, Can.UNSIGN, Can.ANSWER, Can.WITHDRAW}


def make(who):
    return {"nobody": lambda: None, "guest": make_guest}.get(who, lambda: make_account(role=who))()


def given(viewer, comment):
    return {permission for permission in Can if can(viewer, permission, comment)}


@pytest.fixture
def draft(app):
    return published(OLD, "0.1")


@pytest.mark.parametrize("who", ["nobody", "guest", "participant", *Role])
def test_what_each_may_do_with_a_comment_of_somebody_else(draft, who):
    comment, viewer = make_comment(draft, "use"), make(who)

    assert given(viewer, comment) == {permission for permission, may in OTHERS.items() if who in may}


@pytest.mark.parametrize("who", ["guest", "participant", *Role])
def test_what_each_may_do_with_their_own_comment(draft, who):
    viewer = make(who)
    comment = make_comment(draft, "use", by=viewer)

    assert given(viewer, comment) == {permission for permission, may in OWN.items() if who in may}


def test_a_maintainer_answers_notes_of_their_own_and_never_objections(draft):
    may = make("maintainer")
    note, objection = (make_comment(draft, "use", by=may, kind=kind) for kind in ("question", "objection"))

    assert [can(may, Can.DISPOSE, each) for each in (note, objection)] == [True, False]
    assert not can(may, Can.CONFIRM, objection)


@pytest.mark.parametrize(
    "who, may", [("participant", PAUSED), ("maintainer", PAUSED | {Can.SEE_QUEUE, Can.ASSIGN})]
)
def test_a_pause_takes_away_writing_and_never_ones_standing(draft, who, may):
    viewer = make(who)
    comment = make_comment(draft, "use", by=viewer)
    pause = {"by": "system:cli", "rule": "spam", "reason": "Too much.", "at": now()}
    act(db.session.add, Pause(account_id=viewer.id, until=now() + timedelta(days=1), **pause))

    assert given(viewer, again(comment)) == may


def test_whoever_gave_an_answer_does_not_find_it_sufficient(draft):
    comment, may, max_ = make_comment(draft, "use"), make("maintainer"), make("maintainer")
    act(dispose, [comment], outcome="noted", reason="So.", by=may)

    assert [can(each, Can.CONFIRM, again(comment)) for each in (may, max_)] == [False, True]


def test_of_nothing_in_particular_nobody_is_the_author(app):
    ana = make_account("Ana")

    assert not any(can(ana, permission) for permission in (Can.EDIT, Can.DELETE, Can.ANSWER, Can.WITHDRAW))
    assert can(make("maintainer"), Can.DISPOSE)


def test_every_permission_is_in_the_table_with_its_reason():
    assert set(RULES) == set(Can)
    assert all(str(sentence) for _, sentence in RULES.values())
