"""What is certain of a whole checklist follows from what is certain of its parts, and never from what is not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.expressions import State, alternatives, deciding, requirements, spared, state_of

from .making import NAMES, checklist_of, expressions, knowledge, states

ALL, ANY = {"all": ["a", "b"]}, {"any": ["a", "b"]}
MET, TERMS, UNKNOWN, MISSING = State.MET, State.TERMS, State.UNKNOWN, State.MISSING


@pytest.mark.parametrize("expression, a, b, state", [
    (ALL, MET, MET, "met"), (ALL, MET, TERMS, "terms"), (ALL, TERMS, MISSING, "missing"),
    (ALL, MET, UNKNOWN, "unknown"), (ALL, MISSING, UNKNOWN, "missing"), (ALL, TERMS, UNKNOWN, "unknown"),
    (ANY, MISSING, MET, "met"), (ANY, UNKNOWN, MET, "met"), (ANY, MISSING, TERMS, "terms"),
    (ANY, MISSING, MISSING, "missing"), (ANY, MISSING, UNKNOWN, "unknown"), (ANY, UNKNOWN, TERMS, "terms"),
])  # fmt: skip
def test_all_takes_the_least_and_any_the_best(expression: Any, a: State, b: State, state: str) -> None:
    assert state_of(expression, {"a": a, "b": b}) == state


def test_a_clause_is_answered_under_its_key() -> None:
    assert state_of({"all": [{"clause": "a"}, "b"]}, {"a": MET, "b": MET}) == MET


def test_of_what_nobody_answered_nothing_is_known() -> None:
    assert state_of("a", {}) == UNKNOWN


def test_at_least_one_names_the_first_that_is_there_in_order_of_importance() -> None:
    of = {"a": MISSING, "b": MET, "c": MET, "d": TERMS}

    assert spared({"all": [{"any": ["a", "b", "c", "d"]}, "d"]}, of) == {"a": "b"}


def test_what_is_needed_elsewhere_is_not_spared() -> None:
    assert spared({"all": [{"any": ["a", "b"]}, "a"]}, {"a": MISSING, "b": MET}) == {}


def test_those_decide_that_hold_the_whole_down() -> None:
    of = {"a": TERMS, "b": UNKNOWN, "c": UNKNOWN, "d": MET}

    assert deciding({"all": ["a", "b", {"any": ["c", "d"]}]}, of) == ("b",)


def test_the_alternatives_of_a_draft_stand_in_their_order() -> None:
    assert alternatives(checklist_of("0.0.9").requires) == (
        ("training-datasets", "research-paper", "technical-report", "data-card"),
    )


@pytest.mark.parametrize("draft, number", [("0.0.8", 11), ("0.0.9", 10), ("1.0-RC1", 9), ("1.0", 9)])
def test_the_requirements_of_each_draft_are_counted(draft: str, number: int) -> None:
    assert len(requirements(checklist_of(draft))) == number


def test_a_clause_with_a_component_of_that_id_takes_its_terms() -> None:
    asked = {each.id: each for each in requirements(checklist_of("1.0"))}

    assert (asked["data-public"].clause, asked["data-public"].framework) == ("data-public", "osi-terms")


@given(expressions, knowledge, st.sampled_from(NAMES), states)
def test_a_better_part_never_makes_a_worse_whole(
    expression: Any, of: dict[str, State], name: str, other: State
) -> None:
    better = max(of.get(name, UNKNOWN), other, key=lambda state: state.rank)

    assert state_of(expression, {**of, name: better}).rank >= state_of(expression, of).rank


@given(expressions, knowledge, st.data())
def test_whatever_turns_out_it_is_no_worse_than_what_was_certain(
    expression: Any, of: dict[str, State], data: st.DataObject
) -> None:
    turns_out = {
        name: data.draw(st.sampled_from([MISSING, TERMS, MET]))
        if of.get(name, UNKNOWN) == UNKNOWN
        else of[name]
        for name in NAMES
    }
    certain, truth = state_of(expression, of), state_of(expression, turns_out)

    assert truth == certain if certain in (MET, MISSING) else certain == UNKNOWN or truth.rank >= certain.rank


@given(expressions, knowledge)
def test_unknown_gives_met_only_where_it_makes_no_difference(expression: Any, of: dict[str, State]) -> None:
    worst = {name: MISSING if of.get(name, UNKNOWN) == UNKNOWN else of[name] for name in NAMES}

    assert (state_of(expression, of) == MET) is (state_of(expression, worst) == MET)


@given(expressions, knowledge)
def test_something_decides_exactly_when_the_whole_is_not_met(expression: Any, of: dict[str, State]) -> None:
    state, found = state_of(expression, of), deciding(expression, of)

    assert bool(found) is (state != MET)
    assert {of.get(name, UNKNOWN) for name in found} <= {state}


@given(expressions, knowledge)
def test_mending_what_decides_makes_the_whole_better(expression: Any, of: dict[str, State]) -> None:
    before, mended = state_of(expression, of), {**of, **dict.fromkeys(deciding(expression, of), MET)}

    assert before == MET or state_of(expression, mended).rank > before.rank


@given(expressions, knowledge)
def test_what_is_spared_is_not_met_and_its_loss_changes_nothing(
    expression: Any, of: dict[str, State]
) -> None:
    found = spared(expression, of)

    assert MET not in {of.get(name, UNKNOWN) for name in found}
    assert state_of(expression, {**of, **dict.fromkeys(found, MISSING)}) == state_of(expression, of)
