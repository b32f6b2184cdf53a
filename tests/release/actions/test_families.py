"""Organisations that belong together endorse a draft once between them."""

import pytest
from flask import Flask

from consensus.accounts.queries import organisation_called
from consensus.kit.db import transaction
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.release.actions import set_family
from consensus.release.errors import OrganisationEndorsesAlready
from consensus.release.queries.endorsements import Figures, counted
from consensus.release.queries.families import families
from tests.factories import make_account
from tests.release.endorsing import a_draft, confirmed, say, standings, told

pytestmark = pytest.mark.both_databases


@pytest.fixture
def draft(app: Flask):
    return a_draft()


def belongs(name, head):
    with transaction():
        set_family(organisation_called(name), head=organisation_called(head) if head else None, by=SETUP)


def test_one_that_belongs_to_another_does_not_endorse_beside_it(draft):
    say(draft, name="Lab")
    confirmed(draft, name="University")
    belongs("Lab", "University")

    with pytest.raises(OrganisationEndorsesAlready):
        say(draft, make_account("Ben"), name="lab")
    assert counted(draft) == {("licensee", "organisation"): Figures(1, 1)}
    assert told("organisation.family-set") == [{"head": "university"}]


def test_where_both_did_the_earlier_endorsement_stands(draft):
    first, second = confirmed(draft, name="Lab"), confirmed(draft, name="University")
    belongs("Lab", "University")

    assert standings() == {(first.id, "0.1", "made"), (second.id, "0.1", "lapsed")}
    assert told("endorsements.lapsed") == [
        {"from": "0.1", "to": "0.1", "endorsements": [f"endorsement:{second.id}"]}
    ]


def test_what_belongs_to_it_goes_along(draft):
    for name in ("Team", "Lab", "University"):
        say(draft, name=name)
    belongs("Team", "Lab")
    belongs("Lab", "University")

    assert [(each.organisation.name, each.head.name) for each in families()] == [
        ("Team", "University"), ("Lab", "University"),
    ]  # fmt: skip
    assert counted(draft)["licensee", "organisation"] == Figures(1, 0)


def test_it_can_be_on_its_own_again(draft):
    for name in ("Lab", "University"):
        say(draft, name=name)
    belongs("Lab", "University")
    belongs("Lab", None)

    assert (list(families()), counted(draft)["licensee", "organisation"]) == ([], Figures(2, 0))


def test_none_belongs_to_itself_or_to_what_belongs_to_it(draft):
    for name in ("Lab", "University"):
        say(draft, name=name)
    belongs("Lab", "University")

    for name, head in (("Lab", "Lab"), ("University", "Lab")):
        with pytest.raises(Invalid):
            belongs(name, head)
