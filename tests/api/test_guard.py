"""What stands before every call."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from consensus.accounts.actions import create_token, revoke_token
from consensus.accounts.models import Scope
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from tests.factories import make_account

from .conftest import Program, program_of

WRITES = [
    ("POST", "/drafts"),
    ("PATCH", "/drafts/0.0.2/map"),
    ("POST", "/drafts/0.0.2/publication"),
    ("PATCH", "/drafts/9.9/map"),
    ("POST", "/drafts/9.9/publication"),
]


def test_a_write_without_a_token_is_401(nobody: Program, drafts: Any) -> None:
    answers = [nobody.send(method, path, {}) for method, path in WRITES]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {'Bearer realm="consensus"'}
    assert {answer.mimetype for answer in answers} == {"application/problem+json"}


@pytest.mark.parametrize("secret", ["", "nonsense", "cns_" + "x" * 43, "é\x80", "a b"])
def test_a_write_with_a_bad_token_is_401(app: Flask, drafts: Any, secret: str) -> None:
    program = Program(app.test_client(), secret)
    answers = [program.send(method, path, {}) for method, path in WRITES]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {
        'Bearer realm="consensus", error="invalid_token"'
    }


def test_a_write_needs_the_role(participant: Program, drafts: Any) -> None:
    answers = [participant.send(method, path, {"changes": []}) for method, path in WRITES]

    assert {answer.status_code for answer in answers} == {403}
    assert all("maintainers" in answer.get_json()["detail"].lower() for answer in answers)


def test_a_token_to_read_does_not_write(app: Flask, drafts: Any) -> None:
    program = program_of(app, make_account(role="maintainer"), Scope.READ)

    assert program.get("/drafts").status_code == 200
    assert {program.send(method, path, {}).status_code for method, path in WRITES} == {403}


def test_a_revoked_and_an_outlived_token_are_401(app: Flask) -> None:
    account = make_account(role="maintainer")
    secrets = []
    with transaction():
        for _ in range(2):
            secrets.append(create_token(account, name="x", scope=Scope.WRITE))
    with transaction():
        revoke_token(secrets[0][1])
        secrets[1][1].expires_at = now() - timedelta(seconds=1)

    statuses = [
        Program(app.test_client(), secret).post("/drafts", {}).status_code for secret, _token in secrets
    ]

    assert statuses == [401, 401]


def test_a_session_never_writes_through_the_api(client: Any, drafts: Any) -> None:
    browser = client.as_(make_account(role="maintainer"))

    assert browser.get("/desk/").status_code != 303
    assert browser.post("/api/v1/drafts", json={"files": []}).status_code == 401
    assert browser.post("/api/v1/drafts/0.0.2/publication").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/nothing", 404),
        ("GET", "/api/v1/drafts/9.9", 404),
        ("GET", "/api/v1/clauses/nothing", 404),
        ("POST", "/api/v1/nothing", 404),
        ("DELETE", "/api/v1/drafts", 405),
        ("PUT", "/api/v1/drafts/0.0.2/map", 405),
        ("GET", "/api/v1/drafts?limit=0", 422),
        ("GET", "/api/v1/ledger?after=x", 422),
    ],
)
def test_every_refusal_is_a_problem(
    nobody: Program, drafts: Any, method: str, path: str, status: int
) -> None:
    answer = nobody.send(method, path)

    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    problem = answer.get_json()
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    assert problem["title"] and problem["detail"]


def test_405_says_what_is_allowed(nobody: Program) -> None:
    answer = nobody.send("DELETE", "/drafts")

    assert sorted(answer.headers["Allow"].split(", ")) == ["GET", "HEAD", "OPTIONS", "POST"]


@pytest.mark.parametrize("path", ["/nothing", "/drafts/9.9/", "/clauses/nothing/"])
def test_elsewhere_refusals_are_pages(client: Any, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_a_fault_of_ours_is_told_without_its_insides(app: Flask, nobody: Program) -> None:
    def broken(**_arguments: Any) -> Any:
        raise RuntimeError("secret insides")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["api-clauses.show_clause"] = broken
    answer = nobody.get("/clauses/use")

    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "insides" not in answer.text


def test_more_than_eight_megabytes_is_413(editor: Program) -> None:
    answer = editor.post("/drafts", {"files": [{"name": "a.md", "markdown": "x" * (8 * 1024 * 1024)}]})

    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")


def test_sixty_writes_a_minute_then_429_with_retry_after(settings: dict[str, Any]) -> None:
    from consensus import create_app

    app = create_app(**settings, SECRET_KEY="x" * 40, LIMITS="on")
    with app.app_context():
        ana = program_of(app, make_account("Ana", role="maintainer"))
        ben = program_of(app, make_account("Ben", role="maintainer"))
        statuses = {ana.post("/drafts", {}).status_code for _ in range(60)}
        refused = ana.post("/drafts", {})

        assert statuses == {422}
        assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert ben.post("/drafts", {}).status_code == 422
        assert ana.get("/drafts").status_code == 200
        db.session.remove()
        db.engine.dispose()
