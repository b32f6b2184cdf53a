"""Places are compared through paired neighbours."""

import pytest

from consensus.drafts.matching.neighbourhood import Pairs, surroundings
from consensus.drafts.sides import book
from tests.drafts.renditions import draft

NOTATION = """
h top: Top
  p lead: Lead
    i one: One
    i two: Two
  p end: End
"""
TOP, LEAD, ONE, TWO, END = range(5)


def pairs(*paired):
    found = Pairs(book(draft(NOTATION)), book(draft(NOTATION)))
    for newer, older in paired:
        found.add(newer, older)
    return found


def test_nothing_is_known_while_nothing_is_paired():
    place = surroundings(pairs(), LEAD, END)

    assert (place.before, place.after, place.above, place.below) == (None, None, 0.6, None)


def test_the_same_clauses_before_and_after_are_the_same_place():
    place = surroundings(pairs((LEAD, LEAD), (TWO, TWO)), ONE, ONE)

    assert (place.before, place.after, place.above, place.between) == (1.0, 1.0, 1.0, True)
    assert place.closeness == pytest.approx(1)


def test_neighbours_that_went_elsewhere_are_another_place():
    place = surroundings(pairs((LEAD, END)), ONE, ONE)

    assert (place.before, place.above) == (0.0, 0.0)


def test_what_hangs_from_both_is_shared():
    assert surroundings(pairs((ONE, ONE)), LEAD, LEAD).below == 0.5
    assert surroundings(pairs((ONE, ONE), (TWO, TWO)), LEAD, LEAD).below == 1.0


def test_a_pair_is_taken_on_both_sides():
    found = pairs((ONE, TWO))

    assert (found.free(ONE, END), found.free(END, TWO), found.free(END, ONE)) == (False, False, True)
