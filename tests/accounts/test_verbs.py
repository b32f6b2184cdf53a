"""What the public record says of people reads as sentences, with names for as long as there are any."""

from consensus.accounts import actions
from consensus.accounts.models import Role, Sector
from consensus.accounts.verbs import SENTENCES, Verb
from consensus.kit.db import transaction
from consensus.ledger.queries import newest_entries
from consensus.ledger.telling import tell
from tests.factories import make_account


def sentences():
    return [f"{told.who} {told.sentence}" for told in reversed(tell(newest_entries().items))]


def test_every_verb_has_its_sentence():
    assert set(SENTENCES) == set(Verb)


def test_the_record_tells_who_granted_what_to_whom(app):
    ada, ana = make_account("Ada", role="admin"), make_account("Ana")
    with transaction():
        actions.grant_role(ana, Role.CHAIR, by=ada)
        organisation = actions.create_organisation("Example", sector=Sector.ACADEMIA, by=ada)
        actions.confirm_spokesperson(organisation, ana, by=ada)
        actions.revoke_role(ana, Role.CHAIR, by=ada)

    assert sentences()[1:] == [
        "Ada granted Ana the role chair (until: –)",
        "Ada recorded example (sector: academia)",
        "Ada confirmed that Ana may speak for example",
        "Ada took the role chair from Ana",
    ]


def test_an_erased_person_has_no_name_in_it_any_more(app):
    ana = make_account("Ana")
    with transaction():
        actions.erase(ana, by=ana)

    assert "Ana" not in sentences()[0]
    assert "account was erased" in sentences()[0]
