"""What can be hidden, and who is party to it."""

from dataclasses import dataclass

import pytest

from consensus.kit.refs import Ref
from consensus.moderation import hideable, registry


@dataclass(frozen=True)
class Note:
    """A thing that can be hidden."""

    name: str

    @property
    def ref(self) -> Ref:
        """``note:a``."""
        return Ref("note", self.name)


@pytest.fixture(autouse=True)
def notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes can be hidden; there is one, in whose thread Ana argues."""
    monkeypatch.setattr(registry, "HIDEABLE", {})
    hideable("note", load={"a": Note("a")}.get, parties=lambda note: ["p:ana"])


def test_what_can_be_hidden_is_found_by_its_name() -> None:
    assert registry.thing_called(Ref("note", "a")) == Note("a")
    assert registry.thing_called(Ref("note", "b")) is None


def test_things_of_a_kind_that_nobody_declared_cannot_be_hidden() -> None:
    assert registry.thing_called(Ref("spoon", "a")) is None
    assert registry.parties_of("spoon:a") == frozenset()


def test_who_argues_there_is_party() -> None:
    assert registry.parties_of(Note("a")) == {"p:ana"}


def test_whoever_wrote_it_is_party_too() -> None:
    hideable(
        "note", load=lambda name: Note(name), parties=lambda note: ["p:ana"], author=lambda note: "p:ben"
    )

    assert registry.parties_of(Note("a")) == {"p:ana", "p:ben"}
    assert registry.parties_of_all([Note("a"), Note("b")]) == {
        "note:a": {"p:ana", "p:ben"},
        "note:b": {"p:ana", "p:ben"},
    }
    assert registry.author_of(Note("a")) == "p:ben"


def test_what_a_feature_does_not_say_of_its_things_is_nothing() -> None:
    assert (registry.author_of(Note("a")), registry.excerpt_of(Note("a")), registry.around(Note("a"))) == (
        None,
        "",
        [],
    )
    assert (registry.author_of("spoon:a"), registry.excerpt_of("spoon:a"), registry.around("spoon:a")) == (
        None,
        "",
        [],
    )


def test_several_things_are_found_by_their_refs() -> None:
    assert registry.things_called(["note:a", "note:b", "spoon:a"]) == {"note:a": Note("a")}
    assert registry.parties_of_all([]) == {}
