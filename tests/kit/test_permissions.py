"""Who may do what: one table, asked by all."""

from typing import Any

import pytest
from flask import Flask, g

from consensus.kit import permissions
from consensus.kit.errors import Forbidden, NeedsSignIn
from consensus.kit.permissions import (
    RULES,
    all_of,
    any_of,
    can,
    declare,
    demand,
    everybody,
    needs,
    not_,
    open_to_all,
    signed_in,
)  # fmt: skip

ANA, BEN = "Ana", "Ben"


def is_ana(viewer: Any, thing: Any) -> bool:
    """True for Ana."""
    return viewer == ANA


def owns(viewer: Any, thing: Any) -> bool:
    """True for whoever a thing belongs to."""
    return thing == f"{viewer}'s"


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of its own for each test."""
    monkeypatch.setattr(permissions, "RULES", {})
    declare({"note:write": (is_ana, "Ana writes"), "note:burn": (owns, "everyone burns their own")})


def test_a_rule_says_who_may_and_why() -> None:
    assert (can(ANA, "note:write"), can(BEN, "note:write"), can(None, "note:write")) == (True, False, False)
    assert permissions.RULES["note:write"].sentence == "Ana writes"


def test_a_rule_may_ask_what_it_is_about() -> None:
    assert can(BEN, "note:burn", "Ben's") is True
    assert can(BEN, "note:burn", "Ana's") is False


def test_a_permission_that_nobody_declared_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        can(ANA, "note:eat")


def test_whoever_may_not_hears_the_reason() -> None:
    demand(ANA, "note:write")
    with pytest.raises(Forbidden, match="Ana writes"):
        demand(BEN, "note:write")


def test_nobody_in_particular_is_asked_to_sign_in() -> None:
    with pytest.raises(NeedsSignIn) as refusal:
        demand(None, "note:write")
    assert refusal.value.details == {"needs": "Ana writes"}


@pytest.mark.parametrize(
    "predicate, answers",
    [
        (everybody, [True, True, True]),
        (signed_in, [True, True, False]),
        (any_of(is_ana, owns), [True, True, False]),
        (all_of(signed_in, owns), [False, True, False]),
        (all_of(signed_in, not_(is_ana)), [False, True, False]),
        (any_of(), [False, False, False]),
        (all_of(), [True, True, True]),
    ],
)
def test_predicates_combine(predicate: Any, answers: list[bool]) -> None:
    assert [predicate(viewer, "Ben's") for viewer in (ANA, BEN, None)] == answers


def test_a_guarded_view_asks_first_and_gets_the_thing_that_it_is_about(app: Flask) -> None:
    @needs("note:burn", on=lambda name: f"{name}'s")
    def burn(thing: str) -> str:
        return f"burnt {thing}"

    with app.test_request_context():
        g.viewer = BEN
        assert burn(name="Ben") == "burnt Ben's"
        with pytest.raises(Forbidden):
            burn(name="Ana")


def test_a_guarded_view_without_a_thing_gets_its_arguments(app: Flask) -> None:
    @needs("note:write")
    def write(page: int) -> str:
        return f"wrote {page}"

    with app.test_request_context():
        g.viewer = ANA
        assert write(page=3) == "wrote 3"
        g.viewer = None
        with pytest.raises(NeedsSignIn):
            write(page=3)


def test_views_say_whom_they_are_for() -> None:
    @needs("note:write")
    def write() -> None: ...

    @open_to_all
    def read() -> None: ...

    assert (write.permission, read.permission) == ("note:write", None)  # type: ignore[attr-defined]


def test_the_real_table_gives_a_reason_for_everything(app: Flask) -> None:
    assert [permission for permission, rule in RULES.items() if not str(rule.sentence).strip()] == []
