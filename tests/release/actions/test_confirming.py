"""An organisation confirms its endorsement by a mailed link, which works once; the address stays private."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from consensus.accounts.errors import LinkIsSpent
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.release.actions import ask_to_confirm, confirm_endorsement
from consensus.release.endorsement_due import forget_old_addresses
from consensus.release.errors import AlreadyConfirmed, NotStanding, OrganisationEndorsesAlready
from consensus.release.queries.endorsements import Figures, confirmed_by_group, counted, endorsement_called
from tests.factories import make_account
from tests.release.endorsing import a_draft, confirmed, mails, say, secret_mailed, told, withdrawn

OFFICE = "office@foundation.example"


@pytest.fixture
def draft(app: Flask):
    return a_draft()


@pytest.fixture
def ana(app: Flask):
    return make_account("Ana")


@pytest.fixture
def claim(draft, ana):
    return say(draft, ana, name="Foundation", address="Office@Foundation.example", statement="Secret words.")


def follow(secret):
    with transaction():
        return confirm_endorsement(secret)


def ask(claim, address=OFFICE):
    with transaction():
        ask_to_confirm(endorsement_called(claim.id), address=address, by=claim.account)


def test_the_mail_names_who_and_for_whom_but_nothing_else_they_wrote(claim):
    [mail] = mails()

    assert mail.recipient == OFFICE
    assert "Ana has endorsed draft 0.1" in mail.text and "Foundation" in mail.text
    assert "Secret words." not in mail.text + str(mail.html)


@pytest.mark.both_databases
def test_the_link_confirms_it_and_its_domain_becomes_public(draft, claim):
    follow(secret_mailed())

    found = endorsement_called(claim.id)
    assert (found.is_confirmed, found.domain, found.address, found.secret) == (
        True, "foundation.example", None, None
    )  # fmt: skip
    assert counted(draft) == {("licensee", "organisation"): Figures(1, 1)}
    assert confirmed_by_group(draft) == {"licensee": 1}
    assert told("endorsement.confirmed") == [{"draft": "0.1", "domain": "foundation.example"}]


def test_the_link_works_once(claim):
    secret = secret_mailed()
    follow(secret)

    with pytest.raises(LinkIsSpent):
        follow(secret)


def test_a_new_link_takes_the_place_of_the_one_before(claim):
    first = secret_mailed()
    ask(claim, "board@foundation.example")

    with pytest.raises(LinkIsSpent):
        follow(first)
    assert follow(secret_mailed()).is_confirmed


def test_the_link_runs_out_and_the_address_is_forgotten(claim):
    secret = secret_mailed()

    with time_machine.travel(now() + timedelta(days=15)):
        with pytest.raises(LinkIsSpent):
            follow(secret)
        assert (forget_old_addresses(), forget_old_addresses()) == (1, 0)
    db.session.expire_all()
    assert endorsement_called(claim.id).address is None


def test_what_was_withdrawn_is_not_confirmed(claim, ana):
    secret = secret_mailed()
    withdrawn(claim, by=ana)

    with pytest.raises(LinkIsSpent):
        follow(secret)
    with pytest.raises(NotStanding):
        ask(claim)


def test_of_two_claims_for_one_organisation_one_is_confirmed(draft, ana):
    say(draft, ana, name="Foundation", address=OFFICE)
    first = secret_mailed()
    confirmed(draft, make_account("Ben"), name="Foundation")

    with pytest.raises(OrganisationEndorsesAlready):
        follow(first)


def test_what_is_confirmed_needs_no_further_mail(claim):
    follow(secret_mailed())

    with pytest.raises(AlreadyConfirmed):
        ask(claim)


@pytest.mark.parametrize("address", ["", "nobody", "ana@GMAIL.com"])
def test_an_address_that_shows_nothing_is_refused(claim, address):
    with pytest.raises(Invalid) as refused:
        ask(claim, address)

    assert list(refused.value.errors) == ["address"]


def test_the_mail_reads_like_a_letter(claim):
    """No line of it is empty thrice, and it says until when the link works."""
    [mail] = mails()

    assert re.search(r"\n\s*\n\s*\n\s*\n", mail.text) is None
    assert "The link works once, until" in mail.text
