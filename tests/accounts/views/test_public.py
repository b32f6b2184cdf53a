"""What everybody may read about people."""

import pytest

from consensus.accounts import actions
from consensus.accounts.models import Sector
from consensus.kit.db import transaction
from consensus.kit.permissions import RULES
from tests.factories import make_account, make_guest


def test_the_whole_table_of_permissions_is_public(client):
    page = client.get("/rules/").text

    assert [name for name in RULES if f">{name}<" not in page] == []


def test_a_person_is_public_by_name_group_affiliation_and_roles_only(client):
    ana = make_account(
        "Ana", role="chair", email="ana@example.org", stakeholder_group="subject",
        group_reason="I am scored by machines.",
        affiliation_text="Coop", country="SN", languages=["wo"],
    )  # fmt: skip

    page = client.get(f"/people/{ana.actor_id}/").text

    assert all(words in page for words in ("Ana", "Subject", "I am scored by machines.", "Coop", "chair"))
    assert not any(words in page for words in ("ana@example.org", "Senegal", "Wolof"))


def test_erased_and_unconfirmed_people_have_no_page(client):
    ana = make_account()
    path = f"/people/{ana.actor_id}/"
    assert client.get(path).status_code == 200

    with transaction():
        actions.erase(ana, by=ana)

    assert client.get(path).status_code == 404


def test_a_guest_who_was_joined_is_shown_as_the_person_they_are(client):
    ana, guest = make_account("Ana"), make_guest("Table 4")
    path = f"/people/{guest.actor_id}/"
    assert "A guest" in client.get(path).text

    with transaction():
        actions.merge_accounts(guest, into=ana, by=ana)

    assert "Ana" in client.get(path).text


@pytest.mark.parametrize("role, shown", [("maintainer", True), ("participant", False)])
def test_the_way_to_the_desk_is_for_those_who_may_go_there(client, role, shown):
    ana = make_account("Ana")

    assert (
        "On the desk" in client.as_(make_account(role=role)).get(f"/people/{ana.actor_id}/").text
    ) is shown


def test_who_may_speak_for_an_organisation_is_public_with_who_confirmed_it(client):
    mai, ana = make_account("Mai", role="maintainer"), make_account("Ana")
    assert "No organisation is recorded yet" in client.get("/organisations/").text
    with transaction():
        made = actions.create_organisation("Example", sector=Sector.ACADEMIA, aliases=["EX"], by=mai)
        actions.confirm_spokesperson(made, ana, by=mai)

    page = client.get("/organisations/").text

    assert all(words in page for words in ("Example", "EX", "university or research", "Ana", "Mai"))
