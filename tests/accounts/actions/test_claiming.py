"""A guest leaves an address: one person afterwards, whoever reads the mail of the address."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from consensus.accounts import actions
from consensus.accounts.actions.claiming import Claimed
from consensus.accounts.errors import LinkIsSpent, OwnPersonOnly
from consensus.accounts.models import Account, OneTimeLink, Purpose
from consensus.accounts.person_rows import export_of
from consensus.accounts.queries import account_by_email, account_of_session
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from tests.accounts.outbox import posted, secret_in, subjects
from tests.accounts.record import told
from tests.factories import make_account, make_guest

NEW = "nia@example.org"


@pytest.fixture
def guest(app: Flask) -> Account:
    return make_guest("Nia")


def ask(guest: Account, email: str = NEW) -> str:
    """Leave an address. → the secret of the link that was mailed."""
    with transaction():
        actions.request_claim(guest, email=email)
    return secret_in(posted(email)[-1])


def follow(secret: str) -> Claimed:
    with transaction():
        return actions.claim(secret)


def test_the_address_becomes_the_guests_only_by_the_link(guest):
    secret = ask(guest)
    before = (guest.email, account_by_email(NEW))
    claimed = follow(secret)

    assert before == (None, None)
    assert (claimed.account.id, claimed.joined) == (guest.id, False)
    assert (guest.email, guest.confirmed_at is not None, guest.is_guest) == (NEW, True, False)
    assert told() == []


def test_the_mail_holds_no_word_of_the_guests(guest):
    guest.name = "Buy watches at example.com"
    ask(guest)
    [mail] = posted(NEW)

    assert ("watches" in mail.text + mail.html + mail.subject) is False


def test_an_account_with_the_address_takes_over_what_the_guest_did_on_record(guest):
    own = make_account("Ana", email="ana@example.org")
    claimed = follow(ask(guest, "ana@example.org"))
    db.session.refresh(guest)

    assert (claimed.account.id, claimed.joined) == (own.id, True)
    assert (guest.merged_into_id, guest.email, guest.may_sign_in) == (own.id, None, False)
    assert told() == [("account.merged", own.actor_id, f"account:{guest.actor_id}")]
    assert (own.name, own.email) == ("Ana", "ana@example.org")


def test_an_account_that_nobody_confirmed_does_not_keep_the_address(guest):
    with transaction():
        actions.register(name="Somebody else", email=NEW)
    unconfirmed = account_by_email(NEW).id
    claimed = follow(ask(guest))
    links = db.session.scalars(select(OneTimeLink).where(OneTimeLink.account_id == unconfirmed)).all()

    assert (claimed.account.id, claimed.account.name, claimed.joined) == (guest.id, "Nia", False)
    assert (db.session.get(Account, unconfirmed), list(links)) == (None, [])


@pytest.mark.parametrize("secret", ["", "wrong", "x" * 500, "\x00", "ключ"])
def test_a_wrong_link_is_refused(guest, secret):
    ask(guest)
    with pytest.raises(LinkIsSpent):
        follow(secret)

    assert guest.is_guest


def test_a_link_acts_once(guest):
    secret = ask(guest)
    follow(secret)
    with pytest.raises(LinkIsSpent):
        follow(secret)


def test_a_link_runs_out(guest):
    secret = ask(guest)
    with time_machine.travel(now() + timedelta(days=3, seconds=1), tick=False), pytest.raises(LinkIsSpent):
        follow(secret)


@pytest.mark.parametrize("exists", [True, False])
def test_of_several_links_the_first_that_is_followed_ends_the_others(guest, exists):
    if exists:
        make_account("Ana", email="ana@example.org")
    secrets = [ask(guest, email) for email in ("ana@example.org", NEW)]
    follow(secrets[0])
    with pytest.raises(LinkIsSpent):
        follow(secrets[1])

    assert account_by_email(NEW) is None


def test_two_guests_who_leave_one_address_are_one_person(guest):
    other = make_guest("Nia again")
    secrets = [ask(each) for each in (guest, other)]
    claimed = [follow(secret) for secret in secrets]

    assert [each.joined for each in claimed] == [False, True]
    assert {each.account.id for each in claimed} == {guest.id}


def test_whoever_has_an_address_needs_no_other(app):
    with pytest.raises(OwnPersonOnly), transaction():
        actions.request_claim(make_account("Ana"), email=NEW)


@pytest.mark.parametrize("exists", [True, False])
def test_a_session_of_the_guest_ends_for_the_address_may_be_somebody_elses(guest, exists):
    if exists:
        make_account("Ana", email=NEW)
    session = guest.get_id()
    claimed = follow(ask(guest))

    assert account_of_session(session) is None
    assert account_of_session(claimed.account.get_id()) is claimed.account


def test_a_link_of_another_kind_is_no_claim(app):
    ana = make_account("Ana", email="ana@example.org")
    with transaction():
        address, _link = actions.make_link(ana, Purpose.SIGN_IN)
    with pytest.raises(LinkIsSpent):
        follow(address.rsplit("/", 1)[1])


def test_an_erased_guest_leaves_no_address_and_no_mail_behind(guest):
    secret = ask(guest)
    before = export_of(guest)["account"]["addresses_to_confirm"]
    with transaction():
        actions.erase(guest, by=guest)

    assert (before, subjects(NEW)) == ([NEW], [])
    with pytest.raises(LinkIsSpent):
        follow(secret)


def test_the_sweep_leaves_a_guest_whose_link_ran_out(guest):
    ask(guest)
    with time_machine.travel(now() + timedelta(days=8), tick=False):
        actions.tidy()

    assert db.session.get(Account, guest.id) is not None
    assert export_of(guest)["account"]["addresses_to_confirm"] == []
