"""Erasing, merging, sweeping up."""

from datetime import timedelta

import pytest
import time_machine

from consensus.accounts import actions, person_rows
from consensus.accounts.errors import OwnPersonOnly
from consensus.accounts.models import Account, ActorLink, OneTimeLink, Sector, Token
from consensus.accounts.queries import account_by_actor, account_by_email, names_of, roles_of
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import CLI
from tests.accounts.outbox import posted
from tests.accounts.record import told
from tests.factories import make_account, make_guest


def erase(account):
    with transaction():
        actions.erase(account, by=account)


def count(table):
    return db.session.query(table).count()


def test_erasing_leaves_nothing_of_the_person_and_unties_the_record(app):
    account = make_account("Ana", password="a long password", country="SN", stakeholder_group="subject")
    actor_id, email = account.actor_id, account.email
    with transaction():
        actions.request_link(email)
        actions.create_token(account, name="script", scope="read")

    erase(account)

    assert (account.name, account.email, account.password_hash) == ("erased person", None, None)
    assert (account.country, account.stakeholder_group, account.actor_id) == (None, None, None)
    assert (account_by_actor(actor_id), account_by_email(email), list(posted(email))) == (None, None, [])
    assert (count(ActorLink), count(OneTimeLink), count(Token)) == (0, 0, 0)
    assert told() == [("account.erased", actor_id, f"account:{actor_id}")]


def test_roles_and_speaking_for_organisations_end_first_on_record(app):
    account = make_account(role="chair")
    with transaction():
        organisation = actions.create_organisation("Example", sector=Sector.OTHER, by=CLI)
        actions.confirm_spokesperson(organisation, account, by=CLI)

    erase(account)

    verbs = [verb for verb, _, _ in told()[3:]]
    assert verbs == ["role.revoked", "spokesperson.ended", "account.erased"]
    assert roles_of(account) == []


def test_erasing_twice_is_erasing_once(app):
    account = make_account()
    erase(account)
    erase(account)

    assert [verb for verb, _, _ in told()] == ["account.erased"]


def test_an_erased_address_can_have_an_account_again(app):
    account = make_account(email="ana@example.org")
    erase(account)

    assert make_account(email="ana@example.org").id != account.id


def test_every_feature_erases_and_merges_what_it_declared(app, monkeypatch):
    seen = []
    rows = person_rows.PersonRows(
        export=lambda account: ["mine"],
        merge=lambda guest, into: seen.append(("merge", guest.name, into.name)),
        erase=lambda account: seen.append(("erase", account.name, account.actor_id is not None)),
    )
    monkeypatch.setitem(person_rows.PERSON_ROWS, "tried", rows)
    account, guest = make_account("Ana"), make_guest("Table 4")

    assert person_rows.export_of(account)["tried"] == ["mine"]
    with transaction():
        actions.merge_accounts(guest, into=account, by=account)
    erase(account)

    assert seen == [("merge", "Table 4", "Ana"), ("erase", "Table 4", True), ("erase", "Ana", True)]


def test_a_guest_is_joined_with_an_account_on_record(app):
    account, guest = make_account("Ana"), make_guest()

    with transaction():
        actions.merge_accounts(guest, into=account, by=account)

    assert (account_by_actor(guest.actor_id), guest.may_sign_in) == (account, False)
    assert names_of([guest.actor_id, account.actor_id]) == {guest.actor_id: "Ana", account.actor_id: "Ana"}
    assert told() == [("account.merged", account.actor_id, f"account:{guest.actor_id}")]


def test_erasing_a_person_erases_the_guest_they_were(app):
    account, guest = make_account(), make_guest()
    with transaction():
        actions.merge_accounts(guest, into=account, by=account)

    erase(account)

    assert (guest.name, count(ActorLink)) == ("erased person", 0)


@pytest.mark.parametrize("first, second", [("account", "account"), ("guest", "guest"), ("account", "guest")])
def test_nothing_but_a_guest_is_joined_and_only_with_an_account(app, first, second):
    make = {"account": make_account, "guest": make_guest}
    one, other = make[first]("One"), make[second]("Other")

    with pytest.raises(OwnPersonOnly), transaction():
        actions.merge_accounts(one, into=other, by=other)


def test_what_nobody_confirmed_is_swept_up_after_a_week(app):
    with transaction():
        actions.register(name="Bot", email="bot@example.org")
    waiting = make_account("Ana")
    with transaction():
        actions.request_link(waiting.email)

    assert actions.tidy() == 0
    with time_machine.travel(now() + timedelta(days=8)):
        assert (actions.tidy(), actions.tidy()) == (2, 0)

    assert [account.name for account in db.session.query(Account)] == ["Ana"]
    assert count(OneTimeLink) == 0


def test_an_address_that_was_only_claimed_keeps_the_mail_of_whose_it_is(app):
    ana, guest = make_account("Ana", email="ana@example.org"), make_guest("Table 4")
    with transaction():
        actions.request_link("ana@example.org")
        actions.request_claim(guest, email="ana@example.org")
        actions.request_claim(guest, email="nobody@example.org")
    erase(guest)

    assert [len(posted(email)) for email in (ana.email, "nobody@example.org")] == [2, 0]
