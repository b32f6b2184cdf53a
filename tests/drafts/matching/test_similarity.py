"""Likeness of words, weighed by rarity."""

import pytest
from hypothesis import given

from consensus.drafts.matching.similarity import Lexicon, coverage, likeness
from consensus.drafts.sides import book
from tests.drafts.renditions import draft, drafts, side, unnamed

ROWS = """
r one: Model card | Available under OSD-compliant license
r two: Sample outputs | Available under OSD-compliant license
r three: Evaluation data | Available under OSD-compliant license
"""


def lexicon(old, new):
    return Lexicon(book(old), book(new))


def test_words_of_every_row_weigh_next_to_nothing():
    words = lexicon(draft(ROWS), draft(ROWS))

    assert words.weight("row", "availabl") < 0.05 < words.weight("row", "card")


def test_rows_are_compared_by_what_they_name():
    words = lexicon(draft(ROWS), draft(ROWS))

    assert likeness(words.new[0], words.old[1]).ratio < 0.1
    assert likeness(words.new[0], words.old[0]).ratio == pytest.approx(1)


def test_the_same_words_in_another_order_are_a_little_less_alike():
    words = lexicon(
        [side("a", "data before code before terms")], [side("b", "terms before code before data")]
    )

    assert 0.8 < likeness(words.new[0], words.old[0]).ratio < 1


def test_a_piece_is_covered_by_its_whole_but_not_by_what_others_account_for():
    whole = side("whole", "apples and pears, trains and lorries")
    words = lexicon([whole], [side("one", "apples and pears"), side("two", "pears and apples", order=1)])

    assert coverage(words.new[1], words.old[0]).ratio == pytest.approx(1)
    assert coverage(words.new[1], words.old[0], besides=[words.new[0].weights]).ratio == pytest.approx(0)


def test_clauses_without_words_are_not_alike():
    words = lexicon([side("a", "")], [side("b", "")])

    assert likeness(words.new[0], words.old[0]).ratio == 0


@given(drafts(), drafts())
def test_likeness_is_between_none_and_all_and_the_same_both_ways(old, new):
    words = lexicon(old, unnamed(new))
    for one in words.new:
        for other in words.old:
            assert 0 <= likeness(one, other).ratio <= 1.0000001
            assert likeness(one, other).evidence == pytest.approx(likeness(other, one).evidence)
