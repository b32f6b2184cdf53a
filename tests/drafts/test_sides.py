"""Clauses of a draft as a tree, and what they are called."""

import pytest

from consensus.drafts.sides import book, first_cell, name_of
from tests.drafts.renditions import draft, side

NOTATION = """
h top: Preamble
  p lead: It grants:
    i use: **Use** it.
    i share: **Share** it.
  p last: The end.
"""


def test_a_book_knows_parents_children_and_siblings_by_place():
    found = book(draft(NOTATION))

    assert found.parents == [None, 0, 1, 1, 0]
    assert found.children == [[1, 4], [2, 3], [], [], []]
    assert found.siblings == [(None, None), (None, 4), (None, 3), (2, None), (1, None)]


def test_a_book_is_in_reading_order_whatever_it_was_given_in():
    sides = draft(NOTATION)

    assert book(list(reversed(sides))).sides == sides


def test_a_parent_that_is_not_in_the_draft_counts_as_none():
    stray = side("stray", "words", above=(side("elsewhere", "else"),))

    assert book([stray]).parents == [None]


@pytest.mark.parametrize(
    ("kind", "markdown", "name"),
    [
        ("heading", "Why we need it", "Why we need it"),
        ("group", "Code: all of these | OSI", "Code"),
        ("group", "**Data information:** all | OSI", "Data information"),
        ("item", "**Use**: it", "Use"),
        ("row", "Model card | OSD", ""),
        ("paragraph", "Words", ""),
    ],
)
def test_a_clause_is_called_by_its_heading_group_or_lead_term(kind, markdown, name):
    assert name_of(side("key", markdown, kind=kind)) == name


def test_the_first_cell_of_a_row_is_what_it_is_about():
    assert first_cell(side("key", "Model card | OSD", kind="row")) == "Model card"
