"""What stands before every door of this package: form tokens and limits."""

import re

import pytest

from consensus import create_app
from consensus.accounts.models import Purpose
from consensus.accounts.queries import account_by_email
from consensus.kit.web.limits import limiter
from tests.accounts.outbox import posted
from tests.accounts.views.test_arriving import link_for, name_shown
from tests.conftest import SECRET, Client
from tests.factories import make_account

PASSWORD = "correct horse battery"


@pytest.fixture
def guarded(app, client):
    """A browser on a site that asks for form tokens, as it does outside of tests."""
    app.config["WTF_CSRF_ENABLED"] = True
    return client


def form_token(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


@pytest.mark.parametrize("path, data", [
    ("/account/sign-in", {"email": "ana@example.org", "password": PASSWORD}),
    ("/account/register", {"email": "new@example.org", "name": "New"}),
    ("/account/password", {"email": "ana@example.org"}),
])  # fmt: skip
def test_a_form_of_another_site_does_nothing(guarded, path, data):
    make_account("Ana", email="ana@example.org", password=PASSWORD)

    assert guarded.post(path, data=data).status_code == 400
    assert (name_shown(guarded), list(posted()), account_by_email("new@example.org")) == (None, [], None)

    token = form_token(guarded.get(path))
    assert guarded.post(path, data=data | {"csrf_token": token}).status_code == 303


@pytest.mark.parametrize("path, data", [
    ("/account/", {"name": "Eve"}), ("/account/erase", {"sure": "yes"}), ("/account/sign-out-everywhere", {}),
    ("/account/tokens", {"name": "x", "scope": "write", "days": "1"}),
])  # fmt: skip
def test_a_form_of_another_site_does_nothing_with_ones_session(guarded, path, data):
    ana = make_account("Ana")
    here = guarded.as_(ana)

    assert here.post(path, data=data).status_code == 400
    assert (ana.name, ana.erased_at, ana.session_epoch) == ("Ana", None, 0)

    token = form_token(here.get("/account/"))
    assert here.post(path, data=data | {"csrf_token": token}).status_code in (201, 303)


def test_what_was_typed_is_kept_when_the_form_was_too_old(guarded):
    page = guarded.post("/account/register", data={"name": "Ana Maria", "email": "ana@example.org"})

    assert (page.status_code, 'value="Ana Maria"' in page.text) == (400, True)


@pytest.fixture
def limited(settings):
    """A browser on a site with limits."""
    app = create_app(SECRET_KEY=SECRET, LIMITS="on", **settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = Client
    with app.app_context():
        limiter.reset()
        yield app.test_client()
    limiter.enabled = False


def sign_in(client, email="ana@example.org", password="wrong"):
    return client.post("/account/sign-in", data={"email": email, "password": password})


def test_guessing_is_slowed_down_for_one_name_and_nobody_else(limited):
    make_account("Ana", email="ana@example.org", password=PASSWORD)
    make_account("Bo", email="bo@example.org", password=PASSWORD)

    assert {sign_in(limited).status_code for _ in range(10)} == {422}

    refused = sign_in(limited, password=PASSWORD)
    assert (refused.status_code, int(refused.headers["Retry-After"]) > 0) == (429, True)
    assert sign_in(limited, "bo@example.org", PASSWORD).status_code == 303


def test_guessing_is_slowed_down_whether_there_is_an_account_or_not(limited):
    make_account(email="ana@example.org", password=PASSWORD)

    known, unknown = (
        [sign_in(limited, f"{name}@example.org").status_code for _ in range(12)] for name in ("ana", "eve")
    )

    assert known == unknown == [422] * 10 + [429] * 2


@pytest.mark.parametrize("path", ["/account/link", "/account/register", "/account/password"])
def test_nobody_is_flooded_with_mail(limited, path):
    make_account(email="ana@example.org")

    answers = [
        limited.post(path, data={"name": "X", "email": "ana@example.org"}).status_code for _ in range(12)
    ]

    assert answers == [303] * 10 + [429] * 2
    assert len(posted("ana@example.org")) == 10


def test_a_room_behind_one_address_signs_in(limited):
    people = [make_account(f"P{n}") for n in range(30)]

    assert {limited.as_(None).post(link_for(person, Purpose.SIGN_IN)).status_code for person in people} == {
        303
    }


def test_writes_are_limited_by_account_not_by_address(limited):
    ana, bo = make_account("Ana"), make_account("Bo")
    first = [limited.as_(ana).post("/account/", data={"name": "Ana"}).status_code for _ in range(61)]

    assert first == [303] * 60 + [429]
    assert limited.as_(bo).post("/account/", data={"name": "Bo"}).status_code == 303


@pytest.mark.both_databases
@pytest.mark.parametrize("path", ["/people/p:%00/", "/desk/people/?q=%00", "/desk/organisations/a%00b/"])
def test_an_address_that_cannot_be_is_not_found(client, path):
    assert client.as_(make_account(role="admin")).get(path).status_code == 404


def test_nobody_is_flooded_with_mail_by_spellings_of_one_address(limited):
    make_account(email="ana@example.org")
    spellings = [f"ana@example.org{chr(n)}" for n in range(1, 9)] + ["ana@ｅxample.org", "ana@example。org"]

    for n, email in enumerate(spellings * 3):
        there = {"REMOTE_ADDR": f"192.0.2.{n}"}
        limited.post("/account/link", data={"email": email}, environ_base=there)

    assert len(posted("ana@example.org")) == 20


def test_one_address_does_not_send_mail_to_everybody(limited):
    answers = [
        limited.post("/account/register", data={"name": "X", "email": f"p{n}@example.org"}).status_code
        for n in range(302)
    ]

    assert answers == [303] * 300 + [429] * 2
