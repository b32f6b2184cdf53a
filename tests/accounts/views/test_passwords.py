"""Passwords, through the pages."""

import pytest

from consensus.accounts import actions
from consensus.accounts.models import Purpose
from consensus.kit.db import transaction
from tests.accounts.outbox import link_in, posted
from tests.accounts.views.test_arriving import link_for, name_shown
from tests.factories import make_account, make_guest

OLD, NEW = "correct horse battery", "staple of another kind"


def signs_in(client, password):
    return (
        client.post("/account/sign-in", data={"email": "ana@example.org", "password": password}).status_code
        == 303
    )


@pytest.fixture
def ana(app):
    return make_account("Ana", email="ana@example.org", password=OLD)


def test_a_forgotten_password_is_set_anew_and_every_other_session_ends(client, ana):
    elsewhere = client.as_(ana)
    assert client.get("/account/password").status_code == 200
    client.post("/account/password", data={"email": "ana@example.org"})
    link = link_in(posted()[0])

    page = client.get(link)
    assert (page.status_code, page.text.count('type="submit"')) == (200, 1)
    assert client.post(link, data={"password": NEW}).status_code == 303

    assert (name_shown(client), name_shown(elsewhere)) == ("Ana", None)
    assert (signs_in(client.as_(None), OLD), signs_in(client.as_(None), NEW)) == (False, True)
    assert client.post(link, data={"password": NEW}).status_code == 409


def test_a_password_too_easy_leaves_the_link_good(client, ana):
    link = link_for(ana, Purpose.PASSWORD)

    assert client.post(link, data={"password": "1234567890"}).status_code == 422
    assert client.post(link, data={"password": NEW}).status_code == 303


@pytest.mark.parametrize(
    "current, new, status", [(OLD, NEW, 303), ("wrong", NEW, 422), ("", NEW, 422), (OLD, "short", 422)]
)
def test_one_changes_ones_password_by_the_present_one(client, ana, current, new, status):
    here, elsewhere = client.as_(ana), client.as_(ana)

    assert (
        here.post("/account/change-password", data={"current": current, "password": new}).status_code
        == status
    )

    changed = status == 303
    assert (signs_in(client, NEW), name_shown(here), name_shown(elsewhere)) == (
        changed,
        "Ana",
        None if changed else "Ana",
    )


def test_a_first_password_needs_no_present_one(client):
    here = client.as_(make_account("Ana", email="ana@example.org"))

    assert "You have no password" in here.get("/account/change-password").text
    assert here.post("/account/change-password", data={"password": NEW}).status_code == 303
    assert signs_in(client, NEW)


@pytest.mark.parametrize("who, status", [("nobody", 303), ("guest", 403), ("participant", 200)])
def test_who_left_an_address_may_have_a_password(client, who, status):
    make = {"nobody": lambda: None, "guest": make_guest, "participant": make_account}[who]
    here = client.as_(make())

    assert here.get("/account/change-password").status_code == status
    written = here.post("/account/change-password", data={"password": NEW}).status_code
    assert written == {303: 401, 403: 403, 200: 303}[status]


def test_a_link_to_sign_in_sets_no_password(client, ana):
    with transaction():
        secret = actions.make_link(ana, Purpose.SIGN_IN)[0].rsplit("/", 1)[1]

    assert client.get(f"/account/password/{secret}").status_code == 409
    assert client.post(f"/account/password/{secret}", data={"password": NEW}).status_code == 409
