"""The table of votes: built in any order, counted by bits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.votes import VOTE_OF, VoteTable, bits_of, table_of

from .making import table

votes = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("xyz"), st.sampled_from([1, 0, -1])),
    max_size=18,
    unique_by=lambda vote: vote[:2],
)


@given(votes, st.randoms(use_true_random=False))
def test_a_table_is_the_same_in_whatever_order_votes_come(several, random):
    shuffled = list(several)
    random.shuffle(shuffled)

    assert table_of(shuffled) == table_of(several)


@given(votes)
def test_bits_count_what_was_voted(several):
    found = table_of(several)

    for clause, column in zip(found.clauses, found.columns(), strict=True):
        given_votes = [vote for _, about, vote in several if about == clause]
        assert column.agree.bit_count() == given_votes.count(1)
        assert column.disagree.bit_count() == given_votes.count(-1)
        assert column.seen.bit_count() == len(given_votes)
        assert column.mean == pytest.approx(sum(given_votes) / len(given_votes))


def test_bits_of_people_and_of_columns_are_the_same_people():
    (column,) = table("a", "d", "-", "p").columns()

    assert (column.agree, column.disagree, column.seen) == (
        bits_of([True, False, False, False]),
        bits_of([False, True, False, False]),
        bits_of([True, True, False, True]),
    )
    assert bits_of([]) == 0


def test_columns_may_be_named_beforehand():
    assert table_of([("a", "y", 1)], clauses=["z", "y"]).codes == ("-a",)
    with pytest.raises(KeyError, match="x"):
        table_of([("a", "x", 1)], clauses=["y"])


def test_what_is_no_vote_is_refused():
    with pytest.raises(ValueError, match="1, 0 or -1"):
        table_of([("a", "x", 2)])


@pytest.mark.parametrize(
    ("people", "clauses", "codes"),
    [
        (("a",), ("x",), ()),
        (("a",), ("x",), ("aa",)),
        (("a", "a"), ("x",), ("a", "a")),
        (("a",), ("x", "x"), ("aa",)),
    ],
)
def test_a_table_that_does_not_fit_together_is_refused(people, clauses, codes):
    with pytest.raises(ValueError, match="a table"):
        VoteTable(people, clauses, codes)


def test_rows_and_columns_can_be_chosen_and_ordered():
    found = table("ad-", "pp-", "--a", clauses=["z", "x", "y"])

    assert found.only([2, 0]).people == ("p00", "p02")
    assert found.by_clause() == table("d-a", "p-p", "-a-", clauses=["x", "y", "z"])
    assert [found.votes(at) for at in range(3)] == [2, 2, 1]


def test_living_with_it_is_agreeing_in_a_map_as_in_every_share():
    assert [VOTE_OF[choice] for choice in VOTE_OF] == [1, 1, 0, -1]
