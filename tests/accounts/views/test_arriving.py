"""Registering, confirming, signing in and out, through the pages."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from consensus.accounts import actions
from consensus.accounts.models import Account, Purpose
from consensus.accounts.queries import account_by_email
from consensus.kit.db import db, transaction
from tests.accounts.outbox import link_in, posted, subjects
from tests.factories import make_account, make_guest

PASSWORD = "correct horse battery"


def name_shown(client):
    """Whose name stands in the head of the page; None when nobody is signed in."""
    found = re.search(r'<a href="/account/">([^<]+)</a>', client.get("/account/sent").text)
    return found and found[1]


def link_for(account, purpose=Purpose.SIGN_IN, **options):
    with transaction():
        address, _ = actions.make_link(account, purpose, **options)
    return "/account/" + address.split("/account/", 1)[1]


def test_from_registering_to_being_signed_in(client):
    answer = client.post(
        "/account/register", data={"name": "Ana", "email": "Ana@example.org", "next": "/rules/"}
    )
    assert (answer.status_code, answer.location) == (303, "/account/sent")
    link = link_in(posted("ana@example.org")[0])

    page = client.get(link)
    assert page.text.count('type="submit"') == 1
    assert account_by_email("ana@example.org").confirmed_at is None

    answer = client.post(link, data={"password": ""})
    assert (answer.status_code, answer.location) == (303, "/rules/")
    assert name_shown(client) == "Ana"


def test_a_password_can_be_chosen_when_confirming(client):
    client.post("/account/register", data={"name": "Ana", "email": "ana@example.org"})
    link = link_in(posted()[0])

    assert client.post(link, data={"password": "short"}).status_code == 422
    assert client.post(link, data={"password": PASSWORD}).location == "/account/"
    assert (
        client.post("/account/sign-in", data={"email": "ana@example.org", "password": PASSWORD}).status_code
        == 303
    )


@pytest.mark.parametrize("path", ["/account/register", "/account/link", "/account/password"])
def test_the_answer_is_the_same_whether_there_is_an_account_or_not(client, path):
    make_account("Ana", email="ana@example.org")

    known, unknown = (
        client.post(path, data={"name": "X", "email": email})
        for email in ("ana@example.org", "eve@example.org")
    )

    assert (known.status_code, known.location, known.data) == (
        unknown.status_code,
        unknown.location,
        unknown.data,
    )
    assert sorted(known.headers.keys()) == sorted(unknown.headers.keys())
    assert (len(posted("ana@example.org")), len(posted("eve@example.org"))) == (1, 1)


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(client):
    make_account(email="ana@example.org", password=PASSWORD)

    pages = [
        re.sub(
            r'value="[^"]*"',
            "",
            client.post("/account/sign-in", data={"email": email, "password": "wrong"}).text,
        )
        for email in ("ana@example.org", "eve@example.org")
    ]

    assert pages[0] == pages[1]
    assert "do not fit together" in pages[0]


@pytest.mark.parametrize("email, password, status", [
    ("ana@example.org", PASSWORD, 303), ("ana@example.org", "wrong", 422), ("eve@example.org", PASSWORD, 422),
    ("", "", 422),
])  # fmt: skip
def test_address_and_password_sign_in(client, email, password, status):
    make_account("Ana", email="ana@example.org", password=PASSWORD)

    answer = client.post("/account/sign-in", data={"email": email, "password": password, "next": "/rules/"})

    assert answer.status_code == status
    assert name_shown(client) == ("Ana" if status == 303 else None)
    assert status != 303 or answer.location == "/rules/"


def test_a_refused_sign_in_keeps_where_one_wanted_to_go_and_shows_no_password(client):
    page = client.post(
        "/account/sign-in", data={"email": "a@example.org", "password": "secret-words", "next": "/rules/"}
    )

    assert 'name="next" value="/rules/"' in page.text
    assert "secret-words" not in page.text


@pytest.mark.parametrize(
    "wanted, location", [("/rules/", "/rules/"), ("//evil.example", "/"), ("https://e.example", "/")]
)
def test_one_never_ends_up_on_another_site(client, wanted, location):
    make_account(email="ana@example.org", password=PASSWORD)

    data = {"email": "ana@example.org", "password": PASSWORD, "next": wanted}
    assert client.post("/account/sign-in", data=data).location == location


def test_following_a_link_shows_a_page_and_its_button_signs_in_once(client):
    link = link_for(make_account("Ana"), next_path="/rules/")

    for _ in range(2):
        page = client.get(link)
        assert (page.status_code, page.text.count('type="submit"')) == (200, 1)
    assert name_shown(client) is None

    assert client.post(link).location == "/rules/"
    assert name_shown(client) == "Ana"
    assert (client.get(link).status_code, client.post(link).status_code) == (409, 409)


def test_a_link_asked_for_leads_on_to_where_one_was(client):
    account = make_account(email="ana@example.org")
    client.post("/account/link", data={"email": account.email, "next": "/rules/"})

    assert client.post(link_in(posted()[0])).location == "/rules/"


def test_a_link_in_a_mail_carries_the_public_address_of_the_site(client, app):
    app.config["PUBLIC_URL"] = "https://consensus.example"

    client.post("/account/link", data={"email": make_account().email}, headers={"Host": "evil.example"})

    assert "https://consensus.example/account/link/" in posted()[0].text
    assert "evil.example" not in posted()[0].text


def test_pages_with_secrets_are_kept_nowhere_and_told_to_nobody(client):
    headers = client.get(link_for(make_account())).headers

    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("private, no-store", "same-origin")


@pytest.mark.parametrize("sent, words", [(False, "written to files"), (True, "on its way")])
def test_the_page_says_where_mail_goes(client, app, sent, words):
    app.config["MAIL_URL"] = "smtp://localhost" if sent else ""

    assert words in client.get("/account/sent").text


@pytest.mark.parametrize(
    "path", ["/account/sign-in", "/account/register", "/account/sent", "/account/sign-in/"]
)
def test_the_pages_of_arriving_are_there_for_all(client, path):
    assert [each.get(path).status_code for each in (client, client.as_(make_account()))] == [200, 200]


def test_signing_out_ends_this_session_and_takes_the_cookie(client):
    ana = make_account("Ana")
    here, there = client.as_(ana), client.as_(ana)

    answer = here.post("/account/sign-out")

    assert "session=;" in answer.headers["Set-Cookie"]
    assert (name_shown(here), name_shown(there)) == (None, "Ana")


def test_signing_out_everywhere_ends_every_session_and_every_link(client):
    ana = make_account("Ana")
    here, there, link = client.as_(ana), client.as_(ana), link_for(ana)

    here.post("/account/sign-out-everywhere")

    assert (name_shown(here), name_shown(there), client.post(link).status_code) == (None, None, 409)


@pytest.mark.parametrize("path", ["/account/sign-out", "/account/sign-out-everywhere"])
def test_only_those_signed_in_sign_out(client, path):
    assert client.post(path).status_code == 401
    assert client.as_(make_guest()).post(path).status_code == 303


def test_signing_in_begins_a_session_of_its_own(client):
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"

    client.post(link_for(make_account()))

    with client.session_transaction() as session:
        assert "planted" not in session


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client, app):
    app.config["SESSION_COOKIE_SECURE"] = True
    cookie = client.post(link_for(make_account())).headers["Set-Cookie"]

    assert all(mark in cookie for mark in ("HttpOnly", "Secure", "SameSite=Lax"))


@pytest.mark.parametrize("path", ["/rules/", "/organisations/"])
def test_reading_sets_no_cookie(client, path):
    assert "Set-Cookie" not in client.get(path).headers


def test_whoever_has_to_sign_in_first_comes_back(client):
    assert client.get("/account/tokens?x=1").location == "/account/sign-in?next=/account/tokens?x%3D1"


def test_a_refused_registration_is_shown_again_filled_in(client):
    page = client.post("/account/register", data={"name": "Ana", "email": "no address"})

    assert (page.status_code, 'value="no address"' in page.text, "This is no mail address" in page.text) == (
        422,
        True,
        True,
    )
    assert subjects() == []


def at_once(app, path, data=None):
    """The same POST from four browsers at the same time; their statuses in order."""
    with ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(lambda _: app.test_client().post(path, data=data).status_code, range(4)))


@pytest.mark.both_databases
def test_a_link_pressed_four_times_at_once_signs_in_once(app, client):
    assert at_once(app, link_for(make_account())) == [303, 409, 409, 409]


@pytest.mark.both_databases
def test_registering_four_times_at_once_makes_one_account(app, client):
    assert at_once(app, "/account/register", {"name": "Ana", "email": "ana@example.org"}) == [303] * 4

    assert db.session.query(Account).count() == 1
    assert len(posted("ana@example.org")) == 4
