"""An application whose index knows only notes, with each engine."""

from typing import Any

import pytest
from flask import Flask

from consensus.kit.db import transaction
from consensus.kit.refs import Ref
from consensus.ledger import SETUP, declare_verbs, record
from consensus.search import following, registry
from tests.search.shelf import Notes, note

VERB = "test.noted"


@pytest.fixture(params=["whoosh", "tantivy"])
def engine_name(request: pytest.FixtureRequest, app: Flask) -> str:
    """Each engine in turn."""
    app.config["SEARCH"] = request.param
    return str(request.param)


@pytest.fixture
def notes(engine_name: str, monkeypatch: pytest.MonkeyPatch) -> Notes:
    """Three notes that can be found, and nothing else."""
    for name in ("SEARCHABLE", "REACHES", "RESOLVERS"):
        monkeypatch.setattr(registry, name, {})
    declare_verbs({VERB: "noted"})
    found = Notes({id: note(id, f"word number{id}") for id in (1, 2, 3)})
    found.declare()
    return found


@pytest.fixture
def say() -> Any:
    """Have acts on some notes recorded, all at once: ``say(4, 5)``."""

    def told(*notes: int, subject: Ref | None = None) -> None:
        with transaction():
            for id in notes:
                record(VERB, SETUP, Ref("note", str(id)))
            if subject is not None:
                record(VERB, SETUP, subject)

    return told


@pytest.fixture
def catch_up() -> Any:
    """Take turns of the follower until nothing is left. → how many there were."""

    def caught_up() -> int:
        turns = 0
        while following.turn():
            turns += 1
            assert turns < 200
        return turns

    return caught_up
