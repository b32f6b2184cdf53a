"""Whole addresses, for mail, feeds and commands."""

import pytest
from flask import Flask

from consensus.kit.web.addresses import address_of, base_url


def test_the_public_address_is_the_one_that_was_set(app: Flask) -> None:
    app.config["PUBLIC_URL"] = "https://consensus.example.org/"

    with app.test_request_context(base_url="http://localhost:8000"):
        assert base_url() == "https://consensus.example.org"
        assert address_of("ledger.entry", n=7) == "https://consensus.example.org/ledger/7"


def test_without_one_it_is_the_address_that_was_asked_for(app: Flask) -> None:
    with app.test_request_context(base_url="http://localhost:8000"):
        assert address_of("ledger.index") == "http://localhost:8000/ledger/"


@pytest.mark.parametrize(
    "host, port, address",
    [
        (None, None, "http://127.0.0.1:8000"),
        ("0.0.0.0", "9000", "http://127.0.0.1:9000"),
        ("192.0.2.1", None, "http://192.0.2.1:8000"),
    ],
)
def test_a_command_uses_the_address_where_the_site_is_served(
    app: Flask, monkeypatch: pytest.MonkeyPatch, host: str | None, port: str | None, address: str
) -> None:
    for name, value in (("HOST", host), ("PORT", port)):
        monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name, raising=False)

    assert base_url() == address
