"""What somebody typed before they signed in is kept for them, for a week, under a secret."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from consensus.discussion.actions import drop_pending, keep_pending, pending_called, sweep_pending
from consensus.discussion.models import PendingPost
from consensus.kit.clock import now
from consensus.kit.db import db
from consensus.kit.errors import Invalid
from tests.discussion.acting import act
from tests.factories import make_account

PATH = "/drafts/0.1/clauses/use/"


def keep(**fields):
    return act(keep_pending, PATH, fields or {"body": "Words ßßß"})


def stored():
    return db.session.scalar(select(func.count()).select_from(PendingPost))


def test_what_was_typed_comes_back_by_its_secret_alone(app):
    secret = keep(body="Words ßßß", kind="question")

    kept = pending_called(secret)

    assert (kept.path, kept.fields) == (PATH, {"body": "Words ßßß", "kind": "question"})
    assert (pending_called("other"), secret in kept.digest) == (None, False)


def test_it_is_forgotten_once_it_is_posted(app):
    secret = keep()

    act(drop_pending, secret)
    act(drop_pending, secret)

    assert (pending_called(secret), stored()) == (None, 0)


def test_after_a_week_it_is_gone_and_swept_up(app):
    old = keep()
    with time_machine.travel(now() + timedelta(days=7, minutes=1), tick=False):
        fresh = keep()

        swept = [sweep_pending(), sweep_pending()]

        assert (swept, pending_called(old), pending_called(fresh) is not None) == ([1, 0], None, True)


@pytest.mark.parametrize("path, fields", [("/" + "x" * 500, {}), (PATH, {"body": "ß" * 33_000})])
def test_more_than_a_form_holds_is_not_kept(app, path, fields):
    with pytest.raises(Invalid):
        act(keep_pending, path, fields)

    assert stored() == 0


def test_it_may_belong_to_an_account(app):
    ana = make_account("Ana")

    secret = act(keep_pending, PATH, {"body": "x"}, account=ana)

    assert pending_called(secret).account_id == ana.id
