"""The follower: some turns wait for no other."""

from threading import Event

import pytest
from flask import Flask

from consensus.kit import turns


def test_what_was_posted_is_found_while_another_turn_takes_its_time(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, waited = Event(), []

    def mail() -> int:
        waited.append(found.wait(30))
        raise KeyboardInterrupt

    def search() -> int:
        found.set()
        return 0

    monkeypatch.setitem(turns.TURNS, "mail", mail)
    monkeypatch.setitem(turns.TURNS, "search", search)

    ended = app.test_cli_runner().invoke(args=["follow"])

    assert (ended.exit_code, waited) == (0, [True])
