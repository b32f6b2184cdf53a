"""What the follower does, turn by turn."""

import logging
from collections.abc import Callable

import pytest

from consensus.kit import turns
from consensus.kit.turns import take_turns, turn, until_done


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry of its own for each test."""
    monkeypatch.setattr(turns, "TURNS", {})
    monkeypatch.setattr(turns, "APART", set())


def pieces(*sizes: int) -> Callable[[], int]:
    """Work that does so many pieces at a time, then nothing."""
    left = list(sizes)
    return lambda: left.pop(0) if left else 0


def test_every_turn_is_taken_once() -> None:
    turn("mail", pieces(2))
    turn("search", pieces(3, 1))

    assert [take_turns(), take_turns(), take_turns()] == [5, 1, 0]


def test_turns_are_taken_until_nothing_is_left() -> None:
    turn("mail", pieces(2, 2, 1))

    assert until_done() == 5


def test_work_that_never_ends_is_left_after_a_while() -> None:
    turn("mail", lambda: 1)

    assert until_done(most=7) == 7


def test_a_turn_that_fails_keeps_nobody_from_theirs(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> int:
        raise OSError

    turn("mail", fail)
    turn("search", pieces(1))

    with caplog.at_level(logging.ERROR):
        assert take_turns() == 1
    assert [record.message for record in caplog.records] == ["the turn 'mail' failed; it will be tried again"]


def test_declaring_a_turn_again_replaces_it() -> None:
    turn("mail", pieces(1))
    turn("mail", pieces(7))

    assert take_turns() == 7


def test_some_turns_are_taken_without_the_others() -> None:
    turn("mail", pieces(1, 1))
    turn("search", pieces(7), apart=True)

    assert (take_turns(turns.APART), take_turns(), take_turns()) == (7, 1, 1)


def test_a_turn_is_taken_apart_as_it_was_last_declared() -> None:
    turn("search", pieces(1), apart=True)
    turn("search", pieces(1))

    assert not turns.APART
