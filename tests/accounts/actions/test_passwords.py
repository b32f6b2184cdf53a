"""Passwords and signing out."""

import pytest

from consensus.accounts import actions
from consensus.accounts.errors import LinkIsSpent
from consensus.accounts.models import Purpose
from consensus.kit.db import transaction
from tests.accounts.outbox import subjects
from tests.accounts.record import told
from tests.factories import make_account


def link_for(account, purpose):
    with transaction():
        return actions.make_link(account, purpose)[0].rsplit("/", 1)[1]


def test_a_password_is_reset_by_a_link_and_its_owner_is_told(app):
    account = make_account(password="an old one, long")
    secret = link_for(account, Purpose.PASSWORD)

    with transaction():
        actions.reset_password(secret, password_hash="new hash")

    assert (account.password_hash, account.session_epoch) == ("new hash", 1)
    assert subjects(account.email) == ["Consensus: Your password was set"]


def test_setting_a_password_spends_every_link_that_waits(app):
    account = make_account()
    waiting = [link_for(account, purpose) for purpose in (Purpose.SIGN_IN, Purpose.PASSWORD)]

    with transaction():
        actions.set_password(account, password_hash="hash")

    for secret, purpose in zip(waiting, (Purpose.SIGN_IN, Purpose.PASSWORD), strict=True):
        with pytest.raises(LinkIsSpent), transaction():
            actions.use_link(secret, purpose)


def test_signing_out_everywhere_makes_former_sessions_strangers(app):
    account = make_account()
    before = account.get_id()

    with transaction():
        actions.sign_out_everywhere(account)

    assert account.get_id() != before


def test_passwords_and_sign_out_are_private(app):
    account = make_account()

    with transaction():
        actions.set_password(account, password_hash="hash")
        actions.sign_out_everywhere(account)

    assert told() == []
