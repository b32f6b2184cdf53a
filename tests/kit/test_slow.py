"""Slow work stands before the lock."""

import pytest
from flask import Flask

from consensus.kit import slow as room
from consensus.kit.db import transaction
from consensus.kit.slow import InsideTheLock, before_lock, slow


@slow
def hashing(word: str) -> str:
    """Work that takes long."""
    return word.upper()


def test_slow_work_is_done_outside_of_a_transaction(app: Flask) -> None:
    assert hashing("a") == "A"


def test_slow_work_inside_a_write_transaction_fails(app: Flask) -> None:
    with pytest.raises(InsideTheLock, match="hashing"), transaction():
        hashing("a")


def test_on_a_site_in_service_it_is_done_all_the_same(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "strict", False)

    with transaction():
        assert hashing("a") == "A"


def test_marked_work_keeps_its_name() -> None:
    assert hashing.__name__ == "hashing"


def test_a_view_says_what_it_does_before_the_lock() -> None:
    def prepare() -> str:
        return "prepared"

    @before_lock(prepare)
    def view() -> None: ...

    assert view.prepare is prepare  # type: ignore[attr-defined]
