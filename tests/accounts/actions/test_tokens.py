"""Tokens for programs."""

from datetime import timedelta

import pytest
import time_machine

from consensus.accounts import actions
from consensus.accounts.actions.tokens import MOST_TOKENS
from consensus.accounts.errors import TooManyTokens
from consensus.accounts.models import Scope
from consensus.accounts.queries import account_of_token, tokens_of
from consensus.kit.clock import now
from consensus.kit.db import transaction
from tests.accounts.record import told
from tests.factories import make_account


def make_token(account, scope=Scope.WRITE, **options):
    with transaction():
        return actions.create_token(account, name="my script", scope=scope, **options)


@pytest.mark.parametrize("has, asks, good", [
    (Scope.READ, "read", True), (Scope.READ, "write", False),
    (Scope.WRITE, "read", True), (Scope.WRITE, "write", True),
])  # fmt: skip
def test_a_token_is_good_for_its_scope(app, has, asks, good):
    account = make_account()
    secret, _ = make_token(account, has)

    assert account_of_token(secret, asks) is (account if good else None)


def test_the_secret_of_a_token_is_kept_nowhere(app):
    secret, token = make_token(make_account())

    assert secret not in (token.digest, token.name)
    assert secret.startswith("cns_")


def test_a_revoked_token_is_nobodys(app):
    secret, token = make_token(make_account())
    with transaction():
        actions.revoke_token(token)

    assert account_of_token(secret) is None


def test_a_token_ends(app):
    account = make_account()
    secret, _ = make_token(account, days=90)
    lasting, _ = make_token(account, days=None)

    with time_machine.travel(now() + timedelta(days=91)):
        assert (account_of_token(secret), account_of_token(lasting)) == (None, account)


def test_an_erased_persons_token_is_nobodys(app):
    account = make_account()
    secret, _ = make_token(account)
    with transaction():
        actions.erase(account, by=account)

    assert account_of_token(secret) is None


def test_one_person_has_so_many_tokens_and_no_more(app):
    account = make_account()
    for _ in range(MOST_TOKENS):
        make_token(account, days=1)

    with pytest.raises(TooManyTokens):
        make_token(account)
    with time_machine.travel(now() + timedelta(days=2)):
        make_token(account)
        assert len(tokens_of(account)) == 1


def test_use_is_noted_once_a_day(app):
    _, token = make_token(make_account())
    with transaction():
        actions.note_use(token.id)
    first = token.last_used_at

    with transaction():
        actions.note_use(token.id)

    assert (first is not None, token.last_used_at) == (True, first)


def test_tokens_are_private(app):
    make_token(make_account())

    assert told() == []
