"""A feature made for these tests: things that can be tried and answered, and people who watch them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from flask import Flask

from consensus.following import About, Detail, concerns, details_for, quiet, reason, watchable
from consensus.kit.places import place
from consensus.kit.refs import Ref
from consensus.ledger import declare_verbs
from consensus.ledger.models import Entry

from .happening import NoSuchThing

TITLES = {"a": "3.1 The preferred form", "b": "3.2 Data <information>"}


@pytest.fixture
def things(app: Flask) -> Flask:
    """Things ``a`` and ``b``, which can be tried, answered (which concerns whoever is named) and looked at, quietly."""
    declare()
    return app


def declare() -> None:
    """What a feature would declare."""
    declare_verbs(
        {
            "thing.tried": "tried %(subject)s",
            "thing.answered": "answered %(subject)s",
            "thing.looked-at": "looked at %(subject)s",
        }
    )
    place("thing", lambda name: f"/things/{name}", words="thing %(name)s")
    watchable("thing", load=load, titles=titles)
    reason("reply", "it replies to you")
    concerns("thing.answered", whom)
    quiet("thing.looked-at")
    details_for("thing", details)


def load(name: str) -> Ref:
    """The thing of a name; ``first`` is another name of ``a``."""
    if name not in (*TITLES, "first"):
        raise NoSuchThing
    return Ref("thing", "a" if name == "first" else name)


def titles(names: Sequence[str]) -> Mapping[str, str]:
    """What people call some things."""
    return {name: TITLES[name] for name in names if name in TITLES}


def whom(entry: Entry) -> dict[str, str]:
    """Whom an answer concerns: those whom its details name."""
    return dict.fromkeys(entry.details["to"].split(), "reply")


def details(abouts: Sequence[About]) -> dict[About, Detail]:
    """What is worth knowing: somebody's words, where the details tell them."""
    said: dict[About, Any] = {about: about.entry.details.get("said") for about in abouts}
    return {about: Detail(note="For you.", excerpt=words) for about, words in said.items() if words}
