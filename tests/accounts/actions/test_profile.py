"""What a person says of themselves."""

from consensus.accounts import actions
from consensus.accounts.models import Sector
from consensus.kit.db import transaction
from consensus.ledger import CLI
from tests.accounts.record import told
from tests.factories import make_account

SAID = {
    "name": "Ana Maria",
    "stakeholder_group": "licensee",
    "group_reason": "I fine-tune models.",
    "affiliation": "A small cooperative",
    "country": "BR",
    "languages": ["pt", "en"],
}


def test_a_profile_is_replaced_as_a_whole_and_privately(app):
    account = make_account()

    with transaction():
        actions.change_profile(account, **SAID)

    assert {name: getattr(account, name) for name in SAID} == SAID
    assert told() == []


def test_everything_but_the_name_can_be_taken_back(app):
    account = make_account()
    with transaction():
        actions.change_profile(account, **SAID)

    with transaction():
        actions.change_profile(account, name="Ana")

    left = {name: getattr(account, name) for name in SAID}
    assert left == dict.fromkeys(SAID) | {"name": "Ana", "languages": []}


def test_an_affiliation_that_is_a_recorded_organisations_name_becomes_that_organisation(app):
    account = make_account()
    with transaction():
        organisation = actions.create_organisation(
            "Example Foundation", sector=Sector.NONPROFIT, aliases=["EF"], by=CLI
        )

    with transaction():
        actions.change_profile(account, name="Ana", affiliation=" ef ")

    assert (account.organisation, account.affiliation_text) == (organisation, None)
    assert account.affiliation == "Example Foundation"
