"""Whose words a clause inherits, and of which drafts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.stretches import EVER, Closure, extended

A, B, C = 1, 2, 3


def through(*drafts: dict[int, list[int]]) -> Closure:
    """The closure after drafts at positions 1, 2, …, each given as clause → sources."""
    known: Closure = {}
    for at, steps in enumerate(drafts, 1):
        known |= extended(known, list(steps), steps, at=at)
    return known


def test_of_itself_a_clause_has_everything() -> None:
    assert through({A: []}, {A: [A]}) == {A: {(A, 0, 0, EVER)}}


def test_a_part_split_off_has_what_was_said_before_the_split_and_nothing_said_after_it() -> None:
    closure = through({A: []}, {A: [A], B: [A]}, {A: [A], B: [B]})

    assert closure[B] == {(B, 0, 0, EVER), (A, 2, 0, 2)}
    assert closure[A] == {(A, 0, 0, EVER)}


def test_what_joins_again_later_brings_only_what_was_not_there_yet() -> None:
    closure = through({A: []}, {A: [A], B: [A]}, {B: [A, B]})

    assert closure[B] == {(B, 0, 0, EVER), (A, 2, 0, 2), (A, 3, 2, 3)}


@pytest.mark.parametrize("sources", [[A, B], [B, A]])
def test_what_was_split_and_joined_under_a_new_key_has_everything_once(sources: list[int]) -> None:
    closure = through({A: []}, {A: [A], B: [A]}, {C: sources})

    assert closure[C] == {(C, 0, 0, EVER), (A, 3, 0, 3), (B, 3, 0, 3)}


def test_a_merged_clause_has_what_was_said_of_all_it_came_from() -> None:
    assert through({A: [], B: []}, {C: [A, B]})[C] == {(C, 0, 0, EVER), (A, 2, 0, 2), (B, 2, 0, 2)}


STEPS = st.lists(
    st.dictionaries(st.integers(1, 4), st.lists(st.integers(1, 4), max_size=3, unique=True)),
    min_size=1,
    max_size=6,
)


@given(STEPS)
def test_the_stretches_of_one_pair_never_overlap(drafts: list[dict[int, list[int]]]) -> None:
    for found in through(*drafts).values():
        for ancestor in {one[0] for one in found}:
            ends = sorted((first, until) for one, _since, first, until in found if one == ancestor)
            assert all(before[1] <= after[0] for before, after in zip(ends, ends[1:], strict=False))
            assert all(first < until for first, until in ends)


@given(STEPS)
def test_a_draft_adds_one_stretch_of_each_ancestor_at_most(drafts: list[dict[int, list[int]]]) -> None:
    for found in through(*drafts).values():
        assert len({(ancestor, since) for ancestor, since, _first, _until in found}) == len(found)
