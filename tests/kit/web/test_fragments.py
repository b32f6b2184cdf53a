"""Parts of pages that are made once."""

import pytest

from consensus.kit.web import fragments
from consensus.kit.web.fragments import Fragments


def test_a_fragment_is_made_once() -> None:
    store, made = Fragments(), []

    def make() -> tuple[str, int]:
        made.append(1)
        return "words", 5

    assert [store.get(("a",), make), store.get(("a",), make)] == ["words", "words"]
    assert made == [1]


def test_the_least_recently_used_is_dropped_when_there_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "MOST_BYTES", 10)
    store = Fragments()
    for name in ("a", "b"):
        store.get((name,), lambda: ("words", 5))
    store.get(("a",), lambda: ("words", 5))

    store.get(("c",), lambda: ("words", 5))

    assert (list(store.kept), store.size) == ([("a",), ("c",)], 10)
