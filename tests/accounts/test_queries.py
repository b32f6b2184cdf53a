"""Questions about people."""

from datetime import timedelta

import pytest
import time_machine

from consensus.accounts import actions, queries
from consensus.accounts.errors import NoSuchPerson
from consensus.accounts.models import Purpose, Role, Sector
from consensus.kit.clock import now
from consensus.kit.db import transaction
from consensus.ledger import CLI
from tests.factories import make_account, make_guest


def test_an_account_is_found_by_its_address_in_any_case_and_by_its_public_id(app):
    account = make_account(email="ana@example.org")

    assert queries.account_by_email(" ANA@example.org") is account
    assert queries.account_by_actor(account.actor_id) is account
    assert (queries.account_by_email(None), queries.account_by_actor("p:nobody")) == (None, None)


def test_a_session_is_bound_to_the_account_and_its_epoch(app):
    account = make_account()
    session = account.get_id()

    assert queries.account_of_session(session) is account
    with transaction():
        actions.sign_out_everywhere(account)
    assert queries.account_of_session(session) is None


@pytest.mark.parametrize("session", ["", "1", "1:", ":0", "x:0", "99:0", "1:-1", "1:0:0"])
def test_a_session_that_is_none_is_nobodys(app, session):
    make_account()

    assert queries.account_of_session(session) is None


def test_roles_are_held_by_those_who_hold_them_now(app):
    first, second = make_account("First", role="chair"), make_account("Second", role="chair")
    with transaction():
        actions.revoke_role(first, Role.CHAIR, by=CLI)

    assert queries.holders_of(Role.CHAIR) == [second]
    with transaction():
        actions.grant_role(first, Role.CHAIR, until=now() + timedelta(days=1), by=CLI)
    assert queries.holders_of(Role.CHAIR) == [second, first]
    with time_machine.travel(now() + timedelta(days=2)):
        assert queries.holders_of(Role.CHAIR) == [second]


def test_names_are_told_of_those_who_can_be_known(app):
    ana, bo = make_account("Ana"), make_account("Bo")
    bos = bo.actor_id
    with transaction():
        actions.erase(bo, by=bo)

    assert queries.names_of([ana.actor_id, bos, "system:cli", "v:anything"]) == {ana.actor_id: "Ana"}


def test_people_come_newest_first_in_pages_and_by_name(app):
    made = [make_account(name) for name in ("Ana", "Bo", "Mariana")]
    with transaction():
        actions.register(name="Unconfirmed", email="new@example.org")

    first = queries.people(limit=2)
    second = queries.people(limit=2, cursor=first.next)

    assert [*first.items, *second.items] == made[::-1]
    assert second.next is None
    assert [account.name for account in queries.people(name="ANA").items] == ["Mariana", "Ana"]
    assert [account.name for account in queries.people(name="%").items] == []


def test_the_operator_sees_everybody_with_an_address(app):
    ana = make_account("Ana")
    make_guest()
    with transaction():
        actions.register(name="Unconfirmed", email="new@example.org")

    assert [account.name for account in queries.everybody()] == [ana.name, "Unconfirmed"]


def test_a_person_is_found_by_address_or_public_id_once_confirmed(app):
    ana = make_account("Ana")
    with transaction():
        actions.register(name="Bo", email="bo@example.org")

    assert queries.account_by_address_or_actor(ana.email) is ana
    assert queries.account_by_address_or_actor(ana.actor_id) is ana
    with pytest.raises(NoSuchPerson):
        queries.account_by_address_or_actor("bo@example.org")


def test_organisations_come_by_name(app):
    with transaction():
        for name in ("Beta", "Alpha"):
            actions.create_organisation(name, sector=Sector.OTHER, by=CLI)

    assert [organisation.name for organisation in queries.organisations()] == ["Alpha", "Beta"]


def test_a_link_can_be_looked_at_without_using_it_up(app):
    account = make_account()
    with transaction():
        secret = actions.make_link(account)[0].rsplit("/", 1)[1]

    assert queries.link_called(secret, Purpose.SIGN_IN).account is account
    assert queries.link_called(secret, Purpose.SIGN_IN).used_at is None
    assert (queries.link_called(secret, Purpose.CONFIRM), queries.link_called("x", Purpose.SIGN_IN)) == (
        None,
        None,
    )


def test_everything_kept_of_a_person_can_be_taken_along(app):
    account = make_account("Ana", role="scribe", country="SN")

    kept = queries.everything_of(account)

    assert {"account", "roles", "tokens", "organisations"} <= set(kept)
    assert (kept["account"]["name"], kept["account"]["country"]) == ("Ana", "SN")
    assert [grant["role"] for grant in kept["roles"]] == ["scribe"]
    assert "hash" not in repr(kept)
