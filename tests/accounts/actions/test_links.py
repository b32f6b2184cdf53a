"""One-time links."""

from datetime import timedelta

import pytest
import time_machine

from consensus.accounts import actions
from consensus.accounts.errors import LinkIsSpent, NotConfirmed
from consensus.accounts.models import OneTimeLink, Purpose
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from tests.accounts.outbox import link_in, posted, secret_in, subjects
from tests.factories import make_account, make_guest


def make_link(account, purpose=Purpose.SIGN_IN, **options):
    with transaction():
        address, _ = actions.make_link(account, purpose, **options)
    return address.rsplit("/", 1)[1]


def use(secret, purpose=Purpose.SIGN_IN):
    with transaction():
        return actions.use_link(secret, purpose)


def test_a_link_is_used_once(app):
    account = make_account()
    secret = make_link(account)

    assert use(secret).account is account
    with pytest.raises(LinkIsSpent):
        use(secret)


def test_the_secret_of_a_link_is_kept_nowhere(app):
    secret = make_link(make_account())

    row = db.session.query(OneTimeLink).one()
    assert secret not in repr({column: getattr(row, column) for column in vars(row)})


@pytest.mark.parametrize("age, good", [(timedelta(minutes=59), True), (timedelta(minutes=61), False)])
def test_a_link_to_sign_in_is_good_for_an_hour(app, age, good):
    secret = make_link(make_account())

    with time_machine.travel(now() + age):
        if good:
            assert use(secret).used_at
        else:
            with pytest.raises(LinkIsSpent):
                use(secret)


@pytest.mark.parametrize("made_for", list(Purpose))
@pytest.mark.parametrize("used_for", list(Purpose))
def test_a_link_serves_its_own_purpose_only(app, made_for, used_for):
    secret = make_link(make_account(), made_for)

    if made_for is used_for:
        assert use(secret, used_for).purpose is made_for
    else:
        with pytest.raises(LinkIsSpent):
            use(secret, used_for)


def test_asking_for_a_link_mails_one(app):
    account = make_account()

    with transaction():
        actions.request_link(account.email, next_path="/drafts/")

    assert subjects() == ["Consensus: Your link to sign in"]
    assert link_in(posted()[0]).startswith("/account/link/")
    assert use(secret_in(posted()[0])).next_path == "/drafts/"


def test_whoever_has_no_account_hears_so_by_mail(app):
    with transaction():
        actions.request_link("nobody@example.org")

    assert subjects("nobody@example.org") == ["Consensus: There is no account with this address"]
    assert link_in(posted()[0]) == "/account/register"


def test_whoever_has_not_confirmed_gets_the_link_that_does(app):
    with transaction():
        actions.register(name="Ana", email="ana@example.org")
    with transaction():
        actions.request_link("ana@example.org", Purpose.PASSWORD)

    assert subjects() == ["Consensus: Please confirm your address"] * 2


def test_no_link_lets_in_whoever_may_not_sign_in(app):
    account = make_account()
    with transaction():
        actions.erase(account, by=account)

    with pytest.raises(NotConfirmed):
        make_link(account)


def test_an_erased_persons_link_is_spent(app):
    account = make_account()
    secret = make_link(account)
    with transaction():
        actions.erase(account, by=account)

    with pytest.raises(LinkIsSpent):
        use(secret)


def test_a_guest_may_be_given_a_link_too(app):
    guest = make_guest()

    assert use(make_link(guest)).account is guest
