"""Agreements of two sequences."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.words import differences
from consensus.drafts.words.differences import agreements

sequences = st.lists(st.integers(0, 4), max_size=40)


def check(old, new, found):
    for i, j, size in found:
        assert size > 0
        assert list(old[i : i + size]) == list(new[j : j + size])
    for (i, j, size), (k, m, _) in pairwise(found):
        assert i + size <= k
        assert j + size <= m
        assert (i + size, j + size) != (k, m)


@given(sequences, sequences)
def test_agreements_are_equal_in_order_and_apart(old, new):
    check(old, new, agreements(old, new))


@given(sequences, sequences)
def test_the_bounded_ways_agree_as_well(old, new):
    check(old, new, list(differences._joined(list(differences._between_anchors(old, new)))))


@given(sequences, sequences)
def test_too_long_for_difflib_is_still_in_order(old, new):
    old, new = old * 60, new * 60

    check(old, new, agreements(old, new))


@given(sequences)
def test_a_sequence_agrees_with_itself(sequence):
    assert agreements(sequence, sequence) == ([(0, 0, len(sequence))] if sequence else [])


def test_words_that_stand_once_are_anchors_while_they_keep_their_order():
    assert differences._anchors("axbxcd", "dbxxc") == [(2, 1), (4, 4)]
