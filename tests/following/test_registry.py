"""What features say: whom a verb concerns and why, what is touched besides, what things are called."""

from collections.abc import Iterator

import pytest

from consensus.following import around, concerns, registry, watchable
from consensus.kit.refs import Ref
from consensus.ledger.models import Entry


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Registries of their own, in which answering concerns Ana and Ben."""
    for name in ("CONCERNS", "AROUND", "WATCHABLE"):
        monkeypatch.setattr(registry, name, {})
    concerns("thing.answered", lambda entry: ["p:ana", "p:ben"])
    yield


def test_a_verb_concerns_whom_its_feature_says() -> None:
    found = registry.whom_it_concerns(Entry(verb="thing.answered", by="p:eve"))

    assert found == {"p:ana": "yours", "p:ben": "yours"}


def test_a_feature_may_say_why_it_concerns_each() -> None:
    concerns("thing.answered", lambda entry: {"p:ana": "reply", "p:ben": "mention"})

    found = registry.whom_it_concerns(Entry(verb="thing.answered", by="p:ben"))

    assert found == {"p:ana": "reply"}


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    assert registry.whom_it_concerns(Entry(verb="thing.answered", by="p:ana")) == {"p:ben": "yours"}


def test_a_verb_that_nobody_declared_concerns_nobody() -> None:
    assert registry.whom_it_concerns(Entry(verb="thing.tried", by="p:eve")) == {}


def test_declaring_a_verb_again_replaces_it() -> None:
    concerns("thing.answered", lambda entry: [])

    assert registry.whom_it_concerns(Entry(verb="thing.answered", by="p:eve")) == {}


def test_what_an_entry_touches_besides_is_taken_by_ref() -> None:
    around("thing.tried", lambda entry: [Ref("thing", "a"), "thing:b"])

    assert registry.things_around(Entry(verb="thing.tried")) == {"thing:a", "thing:b"}
    assert registry.things_around(Entry(verb="thing.answered")) == set()


def test_titles_are_asked_once_for_each_kind() -> None:
    asked: list[list[str]] = []

    def titles(names: object) -> dict[str, str]:
        asked.append(sorted(names))  # type: ignore[call-overload]
        return {"a": "The thing a"}

    watchable("thing", load=str, titles=titles)
    refs = [Ref("thing", "a"), Ref("thing", "gone"), Ref("stranger", "a")]

    assert (registry.titles_of(refs), asked) == ({"thing:a": "The thing a"}, [["a", "gone"]])
