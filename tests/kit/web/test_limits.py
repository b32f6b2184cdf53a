"""Rate limits: per account, else per address; switched by a setting."""

from typing import Any

import pytest
from flask import Flask

from consensus import create_app
from consensus.kit.db import db
from consensus.kit.permissions import open_to_all
from consensus.kit.web.limits import address_and_name, limiter

from ...conftest import Client
from ...factories import make_account


def make(settings: dict[str, Any], limits: str) -> Any:
    """A site with a door that takes two writes an hour, where a header says who asks. → its client."""
    app = create_app(LIMITS=limits, SECRET_KEY="x" * 40, **settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)

    def write() -> str:
        return "done"

    def sign_in() -> str:
        return "done"

    limited = limiter.limit("2 per hour")(open_to_all(write))
    app.add_url_rule("/try/limited", view_func=limited, methods=["POST"])
    limited = limiter.limit("2 per hour", key_func=address_and_name)(open_to_all(sign_in))
    app.add_url_rule("/try/sign-in", view_func=limited, methods=["POST"])
    app.test_client_class = Client
    return app.test_client()


@pytest.fixture
def limited(settings: dict[str, Any]) -> Any:
    """The client of a limited site."""
    client = make(settings, "on")
    with client.application.app_context():
        yield client
        limiter.reset()
        db.session.remove()
        db.engine.dispose()


def statuses(client: Any, path: str, times: int, **asked: Any) -> list[int]:
    """What some requests in a row are answered with."""
    return [client.post(path, **asked).status_code for _ in range(times)]


def test_whoever_writes_too_much_is_asked_to_wait_and_told_how_long(limited: Any) -> None:
    assert statuses(limited, "/try/limited", 3) == [200, 200, 429]

    answer = limited.post("/try/limited")
    assert 3590 <= int(answer.headers["Retry-After"]) <= 3601
    assert "That was a lot in a short time." in answer.text


def test_people_are_limited_one_by_one_however_many_share_an_address(limited: Any) -> None:
    for _ in range(3):
        assert statuses(limited.as_(make_account()), "/try/limited", 3) == [200, 200, 429]


def test_a_person_is_the_same_person_from_every_address(limited: Any) -> None:
    person = limited.as_(make_account())
    addresses = [{"environ_base": {"REMOTE_ADDR": f"192.0.2.{n}"}} for n in range(3)]

    assert [person.post("/try/limited", **each).status_code for each in addresses] == [200, 200, 429]


def test_a_room_behind_one_address_is_not_locked_out_by_one_of_it(limited: Any) -> None:
    assert statuses(limited, "/try/sign-in", 3, data={"email": "Ana@example.org "}) == [200, 200, 429]
    assert statuses(limited, "/try/sign-in", 1, data={"email": "ana@example.org"}) == [429]
    assert statuses(limited, "/try/sign-in", 1, data={"email": "ben@example.org"}) == [200]


def test_where_limits_are_off_nobody_waits(settings: dict[str, Any]) -> None:
    client = make(settings, "off")

    with client.application.app_context():
        assert statuses(client, "/try/limited", 5) == [200] * 5
        db.engine.dispose()


def test_the_application_under_test_has_no_limits(app: Flask) -> None:
    assert app.config["RATELIMIT_ENABLED"] is False


@pytest.mark.parametrize("asked", [
    {"data": {"email": "a\x01na@example.org"}}, {"data": {"email": "\u202eana@example.org"}},
    {"json": {"email": "ana@example.org"}},
])  # fmt: skip
def test_a_name_spelled_otherwise_is_the_same_name(limited: Any, asked: dict[str, Any]) -> None:
    assert statuses(limited, "/try/sign-in", 2, data={"email": "ana@example.org"}) == [200, 200]
    assert statuses(limited, "/try/sign-in", 1, **asked) == [429]
