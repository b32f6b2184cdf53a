"""Whom a verb concerns."""

import pytest

from consensus.following import concerns, registry
from consensus.ledger.models import Entry


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry in which answering concerns Ana and Ben."""
    monkeypatch.setattr(registry, "CONCERNS", {})
    concerns("thing.answered", lambda entry: ["p:ana", "p:ben"])


def test_a_verb_concerns_whom_its_feature_says() -> None:
    assert registry.whom_it_concerns(Entry(verb="thing.answered", by="p:eve")) == {"p:ana", "p:ben"}


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    assert registry.whom_it_concerns(Entry(verb="thing.answered", by="p:ana")) == {"p:ben"}


def test_a_verb_that_nobody_declared_concerns_nobody() -> None:
    assert registry.whom_it_concerns(Entry(verb="thing.tried", by="p:eve")) == set()


def test_declaring_a_verb_again_replaces_it() -> None:
    concerns("thing.answered", lambda entry: [])

    assert registry.whom_it_concerns(Entry(verb="thing.answered", by="p:eve")) == set()
