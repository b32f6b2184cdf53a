"""One's own account, through the pages."""

import pytest

from consensus.accounts.queries import account_by_email
from tests.factories import make_account, make_guest

SAID = {
    "name": "Ana Maria", "stakeholder_group": "End User", "group_reason": "I use it.", "affiliation": "Coop",
    "country": "br", "languages": "português, en",
}  # fmt: skip


@pytest.fixture
def ana(app):
    return make_account("Ana", email="ana@example.org")


def test_a_profile_is_stored_and_shown(client, ana):
    here = client.as_(ana)

    assert here.post("/account/", data=SAID).location == "/account/"

    page = here.get("/account/").text
    assert (ana.name, ana.stakeholder_group, ana.country, ana.languages) == (
        "Ana Maria",
        "end-user",
        "BR",
        ["pt", "en"],
    )
    assert all(
        words in page for words in ("Ana Maria", "I use it.", "Coop", "Portuguese, English", "is stored")
    )


def test_every_question_says_why_it_is_asked(client, ana):
    assert client.as_(ana).get("/account/").text.count("Why we ask:") == 6


def test_a_refused_profile_is_shown_again_and_nothing_is_stored(client, ana):
    page = client.as_(ana).post("/account/", data=SAID | {"country": "XX", "languages": "Elvish"})

    assert (page.status_code, ana.name) == (422, "Ana")
    assert all(
        words in page.text
        for words in ("Ana Maria", "Choose one of the countries", "“Elvish” is no language")
    )


@pytest.mark.parametrize("path", ["/account/", "/account/data", "/account/data.json"])
@pytest.mark.parametrize("who, status", [("nobody", 303), ("guest", 200), ("participant", 200)])
def test_everyone_sees_their_own_account_and_nobody_elses(client, path, who, status):
    make = {"nobody": lambda: None, "guest": make_guest, "participant": make_account}[who]

    assert client.as_(make()).get(path).status_code == status


def test_what_is_kept_can_be_taken_along_as_a_file(client, ana):
    answer = client.as_(ana).get("/account/data.json")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert (answer.json["account"]["name"], answer.json["account"]["email"]) == ("Ana", "ana@example.org")


def test_erasing_asks_whether_one_means_it(client, ana):
    here = client.as_(ana)

    refused = here.post("/account/erase")
    assert (refused.status_code, "Tick the box" in refused.text, ana.erased_at) == (422, True, None)

    assert here.post("/account/erase", data={"sure": "yes"}).status_code == 303
    assert (account_by_email("ana@example.org"), here.get("/account/").status_code) == (None, 303)


def test_nobody_has_nothing_to_erase(client):
    assert client.post("/account/erase", data={"sure": "yes"}).status_code == 401


def test_a_guest_is_told_what_signing_out_means(client):
    guest, ana = client.as_(make_guest()), client.as_(make_account())

    assert ("cannot be entered again" in guest.get("/account/").text) is True
    assert ("cannot be entered again" in ana.get("/account/").text) is False
