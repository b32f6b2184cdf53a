"""How somebody speaks: online, or from a room that a feature knows."""

from typing import Any

import pytest
from flask import Flask

from consensus.accounts import rooms
from consensus.kit.errors import Refused
from tests.factories import make_account, make_guest


class Thing:
    """What has a draft."""

    draft = "a draft"


def from_a_room(account: Any, about: Any) -> str:
    """Everybody is in Dakar, and speaks of nothing but a draft."""
    if about != "a draft":
        raise Refused("Not here.")
    return "stop:dakar"


def test_while_nobody_knows_rooms_everybody_speaks_online(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "ROOMS", {})

    assert rooms.channel_for(make_guest(), None) == "online"
    assert rooms.why_not(make_guest(), None) == ""


def test_whoever_knows_rooms_is_asked_and_may_refuse_guests(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "ROOMS", {})
    rooms.rooms_are(from_a_room)
    ana, guest = make_account("Ana"), make_guest()

    assert rooms.channel_for(guest, "a draft") == "stop:dakar"
    assert [rooms.why_not(who, "systems") for who in (guest, ana, None)] == ["Not here.", "", ""]
    assert [rooms.speaks_here(guest, thing) for thing in (Thing(), "a draft", None, "systems")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert (rooms.speaks_here(ana, "systems"), rooms.speaks_here(None, "a draft")) == (True, False)
