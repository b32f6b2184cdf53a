"""The tests of Polis, and what they make of a clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.characteristics import (
    GroupVotes,
    Stance,
    clause_opinion,
    one_proportion,
    probability,
    representative,
    two_proportions,
)

group_votes = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)).map(
    lambda three: GroupVotes(three[0], three[1], sum(three))
)


def test_two_proportions_are_compared_as_in_polis():
    """The example of its own test: ``(two-prop-test 15 56 24 71)`` is -1.518."""
    assert two_proportions(15, 56, 24, 71) == pytest.approx(-1.518, abs=0.01)


def test_a_proportion_is_compared_with_one_half_as_in_polis():
    """There the two tests converge as others come close to one half: ``(prop-test 30 50)``."""
    assert one_proportion(30, 50) == pytest.approx(two_proportions(30, 1_000_000, 50, 2_000_000), abs=0.02)
    assert one_proportion(3, 3) == pytest.approx(2.0)


def test_a_probability_has_one_vote_either_way_added():
    assert (probability(0, 0), probability(8, 8), probability(0, 8)) == (0.5, 0.9, 0.1)


@given(*[st.integers(0, 50)] * 4)
def test_a_difference_mirrored_is_its_opposite(one, two, more, others):
    z = two_proportions(one, two, one + more, two + others)

    assert two_proportions(two, one, two + others, one + more) == pytest.approx(-z)


def test_group_informed_consensus_is_the_product_over_groups():
    found = clause_opinion("c", (GroupVotes(8, 0, 8), GroupVotes(3, 1, 4)))

    assert (found.agree, found.disagree) == (0.6, round(0.1 * 2 / 6, 6))
    assert found.spread == round(0.9 - 4 / 6, 6)


@pytest.mark.parametrize(
    ("votes", "shared", "divides"),
    [
        ((GroupVotes(9, 0, 10), GroupVotes(8, 1, 10)), Stance.AGREE, False),
        ((GroupVotes(0, 9, 10), GroupVotes(0, 5, 5)), Stance.DISAGREE, False),
        ((GroupVotes(9, 0, 10), GroupVotes(1, 9, 10)), None, True),
        ((GroupVotes(90, 0, 100), GroupVotes(1, 2, 3)), None, True),
        ((GroupVotes(5, 5, 10), GroupVotes(5, 5, 10)), None, False),
        ((GroupVotes(), GroupVotes()), None, False),
    ],
)
def test_what_all_share_and_what_divides(votes, shared, divides):
    found = clause_opinion("c", votes)

    assert (found.shared, found.divides) == (shared, divides)


@given(st.lists(group_votes, min_size=2, max_size=5).map(tuple))
def test_nothing_is_shared_both_ways_or_both_shared_and_dividing(votes):
    found = clause_opinion("c", votes)

    assert not (found.shared and found.divides)
    assert 0 <= found.agree + found.disagree <= 1
    assert 0 <= found.spread <= 1


def test_what_sets_a_group_apart_represents_it_agreements_first():
    clauses = ("alike", "ours", "theirs", "unclear")
    votes = [
        (GroupVotes(20, 0, 20), GroupVotes(20, 0, 20)),
        (GroupVotes(18, 1, 20), GroupVotes(2, 16, 20)),
        (GroupVotes(1, 19, 20), GroupVotes(19, 0, 20)),
        (GroupVotes(10, 10, 20), GroupVotes(9, 11, 20)),
    ]

    assert [(each.clause, each.stance) for each in representative(clauses, votes, 0)] == [
        ("ours", Stance.AGREE),
        ("theirs", Stance.DISAGREE),
    ]


def test_a_group_that_nothing_sets_apart_has_what_comes_nearest_if_it_voted():
    same = GroupVotes(5, 5, 10)

    assert [
        each.clause for each in representative(("a", "b"), [(same, same), (same, GroupVotes(4, 6, 10))], 0)
    ] == ["b"]
    assert representative(("a",), [(GroupVotes(), same)], 0) == ()


def test_at_most_five_clauses_represent_a_group():
    votes = [(GroupVotes(20, 0, 20), GroupVotes(0, 20, 20))] * 9

    assert len(representative([str(at) for at in range(9)], votes, 0)) == 5
