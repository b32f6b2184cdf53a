"""Who is asking."""

import pytest
from flask import g

from consensus.accounts import actions
from consensus.accounts.errors import NotTheseTwo
from consensus.accounts.models import Scope
from consensus.accounts.queries import tokens_of
from consensus.accounts.signing_in import account_by_password, local_path
from consensus.kit.db import db, transaction
from consensus.kit.web.transactions import with_transaction
from tests.factories import make_account

PASSWORD = "correct horse battery"


@pytest.mark.parametrize("wanted, path", [
    ("/", "/"), ("/drafts/0.0.9/#code", "/drafts/0.0.9/#code"), ("/account/tokens", "/account/tokens"),
    ("/search/?q=a%20b", "/search/?q=a%20b"),
    (None, None), ("", None), ("drafts/", None), ("https://evil.example/", None), ("//evil.example", None),
    ("/\\evil.example", None), ("/\t/evil.example", None), ("/ /evil.example", None), ("/" + "x" * 500, None),
    ("/account/sign-in", None), ("/account/sign-out", None), ("/api/v1/drafts", None),
    ("javascript:alert(1)", None),
])  # fmt: skip
def test_one_goes_on_to_pages_of_this_site_only(wanted, path):
    assert local_path(wanted) == path


def test_an_address_and_its_password_are_an_account(app):
    account = make_account(email="ana@example.org", password=PASSWORD)

    assert account_by_password("Ana@example.org", PASSWORD) is account


@pytest.mark.parametrize("email, password", [
    ("ana@example.org", "wrong"), ("nobody@example.org", PASSWORD), ("bo@example.org", ""), ("", ""),
])  # fmt: skip
def test_any_other_two_are_refused_with_one_and_the_same_sentence(app, email, password):
    make_account(email="ana@example.org", password=PASSWORD)
    make_account(email="bo@example.org")

    with pytest.raises(NotTheseTwo) as refusal:
        account_by_password(email, password)
    assert str(refusal.value) == str(NotTheseTwo())


def test_an_address_that_is_unknown_takes_a_hash_as_long(app, monkeypatch):
    from consensus.accounts import passwords

    seen = []
    real = passwords.hasher
    monkeypatch.setattr(passwords, "hasher", Listening(real, seen))
    for email in ("nobody@example.org", make_account(password=PASSWORD).email, make_account().email):
        with pytest.raises(NotTheseTwo):
            account_by_password(email, "wrong password")

    assert seen == ["verify"] * 3


class Listening:
    """A hasher that says what it was asked to verify."""

    def __init__(self, real, seen):
        self.real, self.seen = real, seen

    def hash(self, password):
        return self.real.hash(password)

    def verify(self, stored, password):
        self.seen.append("verify")
        return self.real.verify(stored, password)


@pytest.fixture
def api(app, client):
    """Doors for programs, which say who asks."""

    def who():
        return g.viewer.name if g.viewer else "nobody"

    app.add_url_rule("/api/v1/who", "who", with_transaction(who), methods=["GET", "POST"])
    return client


def token(account, scope):
    with transaction():
        return actions.create_token(account, name="script", scope=scope)[0]


@pytest.mark.parametrize("scope, method, status", [
    (Scope.READ, "GET", 200), (Scope.READ, "POST", 403),
    (Scope.WRITE, "GET", 200), (Scope.WRITE, "POST", 200),
])  # fmt: skip
def test_a_program_acts_for_its_owner_within_its_scope(api, scope, method, status):
    secret = token(make_account("Ana"), scope)

    answer = api.open("/api/v1/who", method=method, headers={"Authorization": f"Bearer {secret}"})

    assert (answer.status_code, answer.mimetype) == (
        status, "text/html" if status == 200 else "application/problem+json"
    )  # fmt: skip
    assert status != 200 or answer.text == "Ana"


@pytest.mark.parametrize("header, status", [
    (None, 200), ("Basic YTpi", 200), ("Bearer", 401), ("Bearer wrong", 401),
    ("bearer cns_" + "x" * 5000, 401),
])  # fmt: skip
def test_a_program_without_a_good_token_is_nobody_or_refused(api, header, status):
    answer = api.get("/api/v1/who", headers={"Authorization": header} if header else {})

    assert (answer.status_code, status != 200 or answer.text == "nobody") == (status, True)


def test_a_session_never_counts_for_programs(api):
    assert api.as_(make_account("Ana")).get("/api/v1/who").text == "nobody"


def test_a_token_never_counts_for_pages(client):
    secret = token(make_account("Ana"), Scope.WRITE)

    assert client.get("/account/", headers={"Authorization": f"Bearer {secret}"}).status_code == 303


@pytest.mark.parametrize("method, noted", [("GET", False), ("POST", True)])
def test_a_programs_write_is_noted_and_reading_stores_nothing(api, method, noted):
    account = make_account()
    secret = token(account, Scope.WRITE)

    api.open("/api/v1/who", method=method, headers={"Authorization": f"Bearer {secret}"})

    db.session.rollback()
    assert (tokens_of(account)[0].last_used_at is not None) is noted
