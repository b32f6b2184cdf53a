"""The desk's pages on people."""

import pytest

from consensus.accounts import actions
from consensus.accounts.models import Role, Sector
from consensus.accounts.queries import may_speak_for, organisation_at, roles_of
from consensus.kit.db import transaction
from consensus.ledger import CLI
from tests.accounts.counting import queries_of
from tests.factories import make_account, make_guest

ROLES = ["participant", *map(str, Role)]
SEES = {"maintainer", "admin"}


def make_organisation(name="Example"):
    with transaction():
        return actions.create_organisation(name, sector=Sector.OTHER, by=CLI)


@pytest.mark.parametrize("path", ["/desk/people/", "/desk/organisations/"])
@pytest.mark.parametrize("role", ROLES)
def test_the_desk_is_for_maintainers_and_admins(client, path, role):
    assert client.as_(make_account(role=role)).get(path).status_code == (200 if role in SEES else 403)


@pytest.mark.parametrize("role, shown", [("admin", True), ("maintainer", False)])
def test_addresses_are_for_admins(client, role, shown):
    ana = make_account("Ana", email="ana@example.org")
    here = client.as_(make_account(role=role))

    for path in ("/desk/people/", f"/desk/people/{ana.actor_id}/"):
        page = here.get(path).text
        assert ("Ana" in page, "ana@example.org" in page) == (True, shown)


@pytest.mark.parametrize("role, allowed", [("admin", True), ("maintainer", False)])
def test_granting_is_offered_and_allowed_to_the_same_people(client, role, allowed):
    ana = make_account("Ana")
    here, path = client.as_(make_account(role=role)), f"/desk/people/{ana.actor_id}/"

    offered = "Grant, on record" in here.get(path).text
    answer = here.post(path + "roles", data={"role": "chair", "until": "2099-01-01"})

    assert (offered, answer.status_code) == (allowed, 303 if allowed else 403)
    assert roles_of(ana) == ([Role.CHAIR] if allowed else [])


@pytest.mark.parametrize("role, allowed", [("admin", True), ("maintainer", False)])
def test_taking_back_is_offered_and_allowed_to_the_same_people(client, role, allowed):
    ana = make_account("Ana", role="chair")
    here, path = client.as_(make_account(role=role)), f"/desk/people/{ana.actor_id}/"

    offered = "Take back: chair" in here.get(path).text
    answer = here.post(path + "roles/revoke", data={"role": "chair"})

    assert (offered, answer.status_code) == (allowed, 303 if allowed else 403)
    assert roles_of(ana) == ([] if allowed else [Role.CHAIR])


def test_a_refused_grant_is_shown_again(client):
    ana = make_account("Ana")

    page = client.as_(make_account(role="admin")).post(
        f"/desk/people/{ana.actor_id}/roles", data={"role": "chair", "until": "2001-01-01"}
    )

    assert (page.status_code, "would end before it begins" in page.text) == (409, True)


def test_a_persons_page_tells_every_grant_and_by_whom(client):
    admin, ana = make_account("Ada", role="admin"), make_account("Ana", role="scribe")
    with transaction():
        actions.revoke_role(ana, Role.SCRIBE, by=admin)

    page = client.as_(admin).get(f"/desk/people/{ana.actor_id}/").text

    assert all(words in page for words in ("scribe", "the site itself", "Ada"))


@pytest.mark.parametrize("path", ["/desk/people/p:nobody/", "/desk/organisations/nothing/"])
def test_whoever_is_not_there_is_not_found(client, path):
    assert client.as_(make_account(role="admin")).get(path).status_code == 404


def test_people_are_found_by_name(client):
    make_account("Mariana"), make_account("Bo")
    page = client.as_(make_account("Ada", role="admin")).get("/desk/people/?q=maria").text

    assert ("Mariana" in page, ">Bo<" in page) == (True, False)
    assert "Nobody by this name" in client.as_(make_account(role="admin")).get("/desk/people/?q=zzz").text


@pytest.mark.parametrize("role, status", [("maintainer", 303), ("participant", 403)])
def test_maintainers_record_and_change_organisations(client, role, status):
    here = client.as_(make_account(role=role))
    data = {"name": "Example Trust", "sector": "nonprofit", "aliases": "ET\nTrust"}
    existing = make_organisation()

    assert here.post("/desk/organisations/", data=data).status_code == status
    assert (
        here.post("/desk/organisations/example/", data={"name": "Changed", "sector": "company"}).status_code
        == status
    )

    done = status == 303
    assert (organisation_at("example-trust") is not None, existing.name) == (
        done,
        "Changed" if done else "Example",
    )


def test_a_name_that_is_taken_is_refused_on_the_page(client):
    make_organisation()

    page = client.as_(make_account(role="maintainer")).post(
        "/desk/organisations/", data={"name": "EXAMPLE", "sector": "other"}
    )

    assert (page.status_code, "is recorded already" in page.text) == (409, True)


@pytest.mark.parametrize("role, status", [("maintainer", 303), ("participant", 403)])
def test_maintainers_confirm_and_end_who_may_speak(client, role, status):
    organisation, ana = make_organisation(), make_account("Ana")
    path, here = "/desk/organisations/example/", client.as_(make_account("Mai", role=role))

    assert here.post(path + "spokespeople", data={"person": ana.email}).status_code == status
    assert may_speak_for(ana, organisation) is (status == 303)
    if status == 303:
        page = here.get(path).text
        assert all(words in page for words in ("Ana", "confirmed by", "Mai", "End it"))

    ended = here.post(f"{path}spokespeople/{ana.actor_id}/end").status_code
    assert (ended, may_speak_for(ana, organisation)) == (303 if status == 303 else 404, False)


@pytest.mark.parametrize(
    "person, status", [("nobody@example.org", 404), ("", 422), ("p:nobody", 404), ("oneself", 409)]
)
def test_only_somebody_who_is_there_and_not_oneself_is_confirmed(client, person, status):
    make_organisation()
    mai = make_account("Mai", role="maintainer")

    answer = client.as_(mai).post(
        "/desk/organisations/example/spokespeople",
        data={"person": mai.email if person == "oneself" else person},
    )

    assert answer.status_code == status


def test_lists_ask_as_often_for_three_as_for_one(client):
    here = client.as_(make_account(role="admin"))
    lists = ("/desk/people/", "/desk/organisations/", "/organisations/")

    def add(name):
        organisation, ana = make_organisation(f"Org {name}"), make_account(name, role="scribe")
        make_account(name, affiliation_id=organisation.id)
        with transaction():
            actions.confirm_spokesperson(organisation, ana, by=CLI)

    add("one")
    one = [queries_of(lambda path=path: here.get(path)) for path in lists]
    add("two"), add("three")

    assert [queries_of(lambda path=path: here.get(path)) for path in lists] == one


def test_a_guest_is_offered_no_role(client):
    guest = make_guest()
    here = client.as_(make_account(role="admin"))

    assert "Grant, on record" not in here.get(f"/desk/people/{guest.actor_id}/").text
    assert here.post(f"/desk/people/{guest.actor_id}/roles", data={"role": "chair"}).status_code == 409
