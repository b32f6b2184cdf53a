"""Shares with their interval, turnout, concentration."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.shares import Share, activity, concentration, ratio, share, wilson


@pytest.mark.parametrize(
    ("part", "of", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (1, 2, 0.0945, 0.9055),
        (50, 100, 0.4038, 0.5962),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_of_wilson(part, of, low, high):
    """The last four stand in R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, as method 3."""
    assert wilson(part, of) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_in_its_interval_and_mirrors_its_opposite(pair):
    part, of = pair
    found, opposite = share(part, of), share(of - part, of)

    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low + opposite.high == pytest.approx(1, abs=2e-6)
    assert found.value + opposite.value == pytest.approx(1, abs=2e-6)


@given(st.integers(1, 1000))
def test_more_positions_make_the_interval_narrower(of):
    few, many = wilson(of, 2 * of), wilson(2 * of, 4 * of)

    assert few[0] < many[0] < many[1] < few[1]


def test_a_share_of_nothing_is_not_a_number():
    assert share(0, 0) == Share(None, None, None, 0)
    assert (ratio(0, 0).value, ratio(3, 12).value) == (None, 0.25)


def test_concentration_is_what_the_most_active_tenth_hold():
    holders = ["busy"] * 11 + [f"p{at}" for at in range(9)]

    found = concentration(activity(holders))

    assert (found.people, found.tenth, found.held, found.positions, found.value) == (10, 1, 11, 20, 0.55)


def test_a_tenth_is_rounded_up_to_people():
    assert concentration({1: 11}).tenth == 2
    assert concentration({5: 1}).value == 1.0
    assert concentration({}).value is None


@given(st.lists(st.sampled_from("abcdefghijklmnopqrstuvw"), min_size=1))
def test_concentration_counts_everybody(holders):
    found = concentration(activity(holders))

    assert found.positions == len(holders)
    assert found.people == len(set(holders))
    assert found.tenth / found.people <= found.value + 1e-6 <= 1 + 1e-6
