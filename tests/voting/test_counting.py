"""Every position is counted once, whatever the order; counters add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.counting import (
    NONE,
    UNSTATED,
    Choice,
    Counts,
    Held,
    Traits,
    added,
    count,
    kept,
    merged,
    split_by,
    total,
)

from .making import people, positions


@given(positions)
def test_every_position_is_counted_once(held):
    counts = total(count(held))

    assert counts.n == len(held)
    assert [getattr(counts, choice) for choice in Choice] == [
        sum(each.choice == choice for each in held) for choice in Choice
    ]
    assert counts.backing + counts.against + counts.abstain == counts.n


@given(positions, st.randoms(use_true_random=False))
def test_the_order_of_positions_does_not_matter(held, random):
    shuffled = list(held)
    random.shuffle(shuffled)

    assert count(shuffled) == count(held)


@given(positions, st.integers(0, 30), st.integers(0, 30))
def test_counters_add_up_in_any_grouping(held, one, two):
    low, high = sorted((one, two))
    parts = [count(held[:low]), count(held[low:high]), count(held[high:])]

    assert merged(parts) == count(held)
    assert merged([parts[0], merged(parts[1:])]) == merged([merged(parts[:2]), parts[2]])
    assert merged(reversed(parts)) == merged(parts)
    assert merged([parts[0], {}]) == parts[0]


@given(positions)
def test_what_is_split_adds_up_again(held):
    counters = count(held)

    for feature in ("group", "channel", "continent", "organisation", "scribe"):
        parts = split_by(counters, lambda traits, name=feature: getattr(traits, name))
        assert added(parts.values()) == total(counters)


@given(positions)
def test_what_is_left_out_and_what_is_kept_is_everything(held):
    counters = count(held)
    makers, others = kept(counters, lambda t: t.maker), kept(counters, lambda t: not t.maker)

    assert total(counters) - total(makers) == total(others)


def test_two_positions_of_one_holder_are_refused():
    with pytest.raises(ValueError, match="v:1 holds two positions"):
        count([Held("v:1", Choice.SUPPORT), Held("v:1", Choice.OBJECT)])


def test_what_is_no_part_is_not_subtracted():
    assert Counts(3, 2, 1, 4) - Counts(1, 2, 0, 4) == Counts(2, 0, 1, 0)
    with pytest.raises(ValueError, match="no part"):
        Counts(1) - Counts(object=1)


def test_accepting_is_for_and_abstaining_is_only_there():
    counts = total(
        count(
            [
                *people(2),
                *people(1, Choice.ACCEPT),
                *people(4, Choice.ABSTAIN),
                *people(1, Choice.OBJECT),
            ]
        )
    )

    assert (counts.backing, counts.against, counts.of, counts.n) == (3, 1, 4, 8)
    assert counts.share == pytest.approx(0.75)
    assert NONE.share is None


def test_what_was_left_out_stands_last():
    counters = count([*people(1), *people(1, group="subject"), *people(1, group="licensee")])

    assert list(split_by(counters, lambda traits: traits.group)) == ["licensee", "subject", UNSTATED]


def test_a_stop_is_told_by_its_channel():
    assert Traits(channel="stop:lagos").stop == "lagos"
    assert Traits().stop is None
