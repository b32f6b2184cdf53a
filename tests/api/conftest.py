"""Programs: clients that bring a token, and two published drafts for them to read."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from consensus.accounts.actions import create_token
from consensus.accounts.models import Account, Scope
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.factories import make_account

from .texts import FIRST, SECOND, published


class Program:
    """What a program does: sends JSON with a token, or none, to paths below ``/api/v1``."""

    def __init__(self, client: FlaskClient, secret: str | None = None) -> None:
        self.client, self.secret = client, secret

    def send(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> TestResponse:
        """One request; ``If_Match="…"`` becomes the header ``If-Match``."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret is not None:
            sent["Authorization"] = f"Bearer {self.secret}"
        if key is not None:
            sent["Idempotency-Key"] = key
        whole = path if path.startswith(("/api/", "http")) else f"/api/v1{path}"
        return self.client.open(whole, method=method, json=body, headers=sent)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **options: Any) -> TestResponse:
        return self.send("POST", path, body, **options)

    def patch(self, path: str, body: Any = None, **options: Any) -> TestResponse:
        return self.send("PATCH", path, body, **options)


def program_of(app: Flask, account: Account, scope: Scope = Scope.WRITE) -> Program:
    """A program that acts for somebody."""
    with transaction():
        secret, _token = create_token(account, name="a program", scope=scope)
    return Program(app.test_client(), secret)


@pytest.fixture
def nobody(app: Flask) -> Program:
    """A program without a token."""
    return Program(app.test_client())


@pytest.fixture
def editor(app: Flask) -> Program:
    """A maintainer's program."""
    return program_of(app, make_account("Mara", role="maintainer"))


@pytest.fixture
def participant(app: Flask) -> Program:
    """A participant's program."""
    return program_of(app, make_account("Paul"))


@pytest.fixture
def drafts(app: Flask) -> tuple[Draft, Draft]:
    """0.0.1, and 0.0.2 which is open."""
    return published(FIRST, by=SETUP), published(SECOND, by=SETUP)


def fields_of(problem: TestResponse) -> list[str]:
    """The fields that a 422 names."""
    assert problem.status_code == 422, problem.text
    return list(problem.get_json()["errors"])
