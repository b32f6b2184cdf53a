"""A verb to try the record with, and somebody who acts."""

import pytest
from flask import Flask

from consensus.ledger import System
from consensus.ledger.verbs import VERBS

TRIED = "thing.tried"
ANA = System("p:anaanaanaanaanaa")


@pytest.fixture(autouse=True)
def tried(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Declares the verb ``thing.tried`` for the time of a test."""
    if "app" in request.fixturenames:
        request.getfixturevalue("app")
    monkeypatch.setitem(VERBS, TRIED, "tried %(subject)s with %(tool)s")


@pytest.fixture
def filled(app: Flask) -> None:
    """Three entries: two about one thing, one about another."""
    from consensus.kit.db import transaction
    from consensus.ledger import record

    for subject, tool in (("clause:a", "a pen"), ("clause:b", "a brush"), ("clause:a", "a knife")):
        with transaction():
            record(TRIED, ANA, subject, tool=tool)
