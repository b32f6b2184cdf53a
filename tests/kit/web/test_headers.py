"""Security headers on every answer."""

from typing import Any

import pytest

EVERY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize(
    "path", ["/ledger/", "/static/css/base.css", "/no/such/page", "/api/no/such/page", "/healthz"]
)
def test_every_answer_carries_them(client: Any, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers

    assert {name: headers[name] for name in EVERY} == EVERY
    policy = dict(rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert (policy["script-src"], policy["style-src"]) == ("'self'", "'self'")
    assert (policy["frame-ancestors"], policy["base-uri"], policy["form-action"]) == (
        "'none'",
        "'none'",
        "'self'",
    )


def test_only_an_encrypted_answer_asks_for_encryption_ever_after(client: Any) -> None:
    assert "Strict-Transport-Security" not in client.get("/ledger/").headers
    assert client.get("/ledger/", base_url="https://localhost").headers["Strict-Transport-Security"] == (
        "max-age=31536000"
    )
