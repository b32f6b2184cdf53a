"""Endorsing a draft: once per person and once per organisation, in one stakeholder group; withdrawing that."""

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.actions import confirm_spokesperson, create_organisation
from consensus.accounts.models import Organisation, Sector
from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.ledger.models import Entry
from consensus.release.errors import (
    AlreadyEndorsed,
    AlreadyWithdrawn,
    OnlyTheLatestDraft,
    OrganisationEndorsesAlready,
)
from consensus.release.given import words_of
from consensus.release.queries.endorsements import Figures, confirmed_by_group, counted, endorsement_called
from consensus.release.words import salted
from consensus.voting.models import Position
from consensus.voting.queries import tallies_of
from tests.factories import make_account
from tests.release.endorsing import (
    a_draft,
    challenged,
    confirmed,
    mails,
    ruled,
    say,
    standings,
    told,
    withdrawn,
)
from tests.voting.acting import row_of, take


@pytest.fixture
def draft(app: Flask):
    return a_draft()


@pytest.fixture
def ana(app: Flask):
    return make_account("Ana")


def test_a_person_endorses_and_the_address_of_the_account_confirms_it(draft, ana):
    made = say(draft, ana, statement="It is clear.", conditions="Terms stay.")

    assert confirmed_by_group(draft) == {"licensee": 1}
    assert standings() == {(made.id, "0.1", "made")}
    [entry] = told("endorsement.made")
    assert entry == {
        "draft": "0.1", "digest": draft.digest, "kind": "individual", "group": "licensee", "organisation": None,
        "conditions": True, "confirmed": True, "words": salted(made.salt, words=words_of("", "Terms stay.", "It is clear.")),
    }  # fmt: skip


def test_nobody_endorses_a_draft_twice_for_themselves(draft, ana):
    say(draft, ana)

    with pytest.raises(AlreadyEndorsed):
        say(draft, ana, group="regulator")


def test_an_organisation_that_nobody_recorded_is_recorded_and_its_endorsement_is_claimed(draft, ana):
    made = say(draft, ana, name="Open Foundation")

    assert db.session.scalars(select(Organisation.name)).all() == ["Open Foundation"]
    assert counted(draft) == {("licensee", "organisation"): Figures(1, 0)}
    assert (made.authority, confirmed_by_group(draft)) == ("I am its director.", {})


def test_two_who_claim_to_speak_for_one_organisation_are_one_claim(draft, ana):
    say(draft, ana, name="Open Foundation")
    say(draft, make_account("Ben"), name="open  FOUNDATION")

    assert counted(draft) == {("licensee", "organisation"): Figures(1, 0)}


def test_nobody_claims_twice_for_an_organisation(draft, ana):
    say(draft, ana, name="Open Foundation")

    with pytest.raises(AlreadyEndorsed):
        say(draft, ana, name="Open Foundation")


def test_an_organisation_endorses_once_by_whatever_name_it_is_called(draft, ana):
    with transaction():
        create_organisation("Open Foundation", sector=Sector.NONPROFIT, aliases=["OF"], by=SETUP)
    confirmed(draft, ana, name="Open Foundation")

    with pytest.raises(OrganisationEndorsesAlready):
        say(draft, make_account("Ben"), name="of")


def test_one_endorses_for_oneself_and_for_an_organisation(draft, ana):
    say(draft, ana)
    say(draft, ana, name="Open Foundation")

    assert counted(draft) == {
        ("licensee", "individual"): Figures(1, 1), ("licensee", "organisation"): Figures(1, 0)
    }  # fmt: skip


def test_whom_the_desk_knows_to_speak_for_an_organisation_needs_no_mail(draft, ana):
    with transaction():
        made = create_organisation("Open Foundation", sector=Sector.NONPROFIT, by=SETUP)
        confirm_spokesperson(made, ana, by=SETUP)

    say(draft, ana, name="Open Foundation", address="office@foundation.example")

    assert (confirmed_by_group(draft), mails()) == ({"licensee": 1}, [])


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"group": "friends"}, "group"),
        ({"statement": "x" * 2001}, "statement"),
        ({"conditions": "x" * 2001}, "conditions"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Foundation", "authority": " "}, "authority"),
        ({"name": "Foundation", "address": "nobody"}, "address"),
        ({"name": "Foundation", "address": "ana@gmail.com"}, "address"),
    ],
)
def test_what_cannot_be_taken_is_named(draft, ana, words, field):
    with pytest.raises(Invalid) as refused:
        say(draft, ana, **words)

    assert list(refused.value.errors) == [field]


def test_a_stakeholder_group_is_read_in_any_case(draft, ana):
    assert say(draft, ana, group="System Creator").stakeholder_group == "system-creator"


def test_only_the_latest_draft_is_endorsed(draft, ana):
    a_draft("0.2")

    with pytest.raises(OnlyTheLatestDraft):
        say(draft, ana)


def test_it_is_withdrawn_on_record_and_can_be_made_again(draft, ana):
    made = say(draft, ana)

    withdrawn(made, by=ana)
    again = say(draft, ana, group="regulator")

    assert told("endorsement.withdrawn") == [{"draft": "0.1"}]
    assert standings() == {(made.id, "0.1", "ended"), (again.id, "0.1", "made")}
    with pytest.raises(AlreadyWithdrawn):
        withdrawn(made, by=ana)


def test_in_a_stakeholder_group_that_was_ruled_out_nobody_endorses_again(draft, ana):
    made = say(draft, ana)
    challenged(made, by=make_account("Ben"))
    ruled(made, upheld=True, by=make_account("Cleo", role="maintainer"))

    with pytest.raises(Invalid) as refused:
        say(draft, ana)
    say(draft, ana, group="regulator")

    assert list(refused.value.errors) == ["group"]
    assert confirmed_by_group(draft) == {"regulator": 1}


def test_an_endorsement_is_no_position_and_a_position_no_endorsement(draft, ana):
    ben = make_account("Ben", stakeholder_group="regulator")
    say(draft, ana)
    take(draft, "use", "support", ben)

    tally = tallies_of(draft)[row_of(draft, "use").clause_id]
    assert (tally.totals.support, tally.totals.n) == (1, 1)
    assert db.session.scalars(select(Position.stakeholder_group)).all() == ["regulator"]
    assert confirmed_by_group(draft) == {"licensee": 1}


def test_it_is_bound_to_the_digest_of_the_draft_and_names_its_entry(draft, ana):
    made = endorsement_called(say(draft, ana).id)

    entry = db.session.scalars(select(Entry).where(Entry.verb == "endorsement.made")).one()
    assert (made.digest, made.n, entry.subject) == (draft.digest, entry.n, f"endorsement:{made.id}")
