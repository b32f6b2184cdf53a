"""How people come to have an account."""

import pytest

from consensus.accounts import actions
from consensus.accounts.errors import AddressTaken, LinkIsSpent
from consensus.accounts.models import Role
from consensus.accounts.queries import account_by_email, roles_of
from consensus.kit.db import transaction
from consensus.ledger import CLI, SETUP
from tests.accounts.outbox import posted, secret_in, subjects
from tests.accounts.record import told, verbs
from tests.factories import make_account

ANA = "ana@example.org"


def register(name: str = "Ana") -> str:
    with transaction():
        actions.register(name=name, email=ANA, next_path="/drafts/")
    return secret_in(posted(ANA)[-1])


def test_registering_makes_an_account_that_cannot_sign_in_yet(app):
    register()

    account = account_by_email(ANA)
    assert (account.name, account.confirmed_at, account.may_sign_in) == ("Ana", None, False)
    assert subjects() == ["Consensus: Please confirm your address"]


def test_a_stranger_cannot_have_words_of_theirs_mailed_to_somebody(app):
    register("Visit spam.example now")

    assert "spam" not in posted(ANA)[0].text
    assert "spam" not in (posted(ANA)[0].html or "")


def test_confirming_lets_the_person_in_and_knows_where_they_wanted_to_go(app):
    secret = register()

    with transaction():
        account, next_path = actions.confirm(secret, password_hash="hash")

    assert (account.may_sign_in, account.password_hash, next_path) == (True, "hash", "/drafts/")
    assert subjects(ANA)[1:] == ["Consensus: Welcome"]


def test_a_link_confirms_once(app):
    secret = register()
    with transaction():
        actions.confirm(secret)

    with pytest.raises(LinkIsSpent), transaction():
        actions.confirm(secret)


def test_registering_again_before_confirming_takes_the_later_name_and_sends_another_link(app):
    first, second = register("Ana"), register("Ana Maria")

    with transaction():
        account, _ = actions.confirm(second)

    assert (account.name, len(posted(ANA))) == ("Ana Maria", 3)
    with pytest.raises(LinkIsSpent), transaction():
        actions.confirm(first)


def test_registering_an_address_that_has_an_account_changes_nothing_and_mails_a_way_in(app):
    account = make_account("Ana", email=ANA)

    register("Eve")

    assert (account.name, subjects(ANA)) == ("Ana", ["Consensus: You have an account already"])
    assert "Hello Ana" in posted(ANA)[0].text


def test_registering_is_private(app):
    with transaction():
        actions.confirm(register())

    assert told() == []


def test_the_operator_adds_a_confirmed_account_with_roles_on_record(app):
    with transaction():
        account = actions.add_account("Bo@Example.org", name="Bo", roles=["moderator", "chair"], by=CLI)

    assert (account.email, account.may_sign_in) == ("bo@example.org", True)
    assert roles_of(account) == [Role.MODERATOR, Role.CHAIR]
    assert told() == [("role.granted", "system:cli", f"account:{account.actor_id}")] * 2


def test_an_address_is_taken_once_whatever_its_case(app):
    make_account(email="bo@example.org")

    with pytest.raises(AddressTaken), transaction():
        actions.add_account("BO@example.org", name="Bo", by=CLI)


def test_adding_confirms_somebody_who_registered(app):
    register()

    with transaction():
        account = actions.add_account(ANA, name="Ana", by=CLI)

    assert account.may_sign_in


def test_a_site_begins_with_one_maintainer_who_is_admin_however_often_it_is_set_up(app):
    for _ in range(2):
        with transaction():
            first = actions.ensure_first_maintainer(by=SETUP)

    assert (first.email, first.name) == ("maintainer@localhost", "First maintainer")
    assert roles_of(first) == [Role.MAINTAINER, Role.ADMIN]
    assert verbs() == ["role.granted", "role.granted"]


def test_where_somebody_is_admin_already_setting_up_gives_nobody_else_the_role(app):
    admin = make_account(role="admin")

    with transaction():
        assert actions.ensure_first_maintainer(by=SETUP) is admin
    assert account_by_email("maintainer@localhost") is None


def test_the_first_link_leads_to_where_the_site_is_served(app):
    with transaction():
        link = actions.first_maintainer_link(by=SETUP, base="http://127.0.0.1:9000")

    assert link.startswith("http://127.0.0.1:9000/account/link/")


def test_a_guest_has_an_account_without_an_address(app):
    with transaction():
        guest = actions.add_guest(name="Table 4")

    assert (guest.is_guest, guest.may_sign_in, guest.actor_id[:2]) == (True, True, "p:")
