"""Pieces of split and merged clauses, and what only sounds like them."""

from consensus.drafts.matching.leftovers import fragments
from consensus.drafts.matching.pairing import Pairing
from consensus.drafts.sides import book
from tests.drafts.renditions import draft, unnamed

WHOLE = "p whole: A skilled person builds an equivalent system from detailed information; third parties may charge a fee for archives."
PARTS = """
p one: A skilled person builds an equivalent system from detailed information.
p two: Third parties may charge a fee for archives.
"""


def found(old, new):
    """(newer text, older text) of what is joined besides the pairs."""
    pairing = Pairing(book(draft(old)), book(unnamed(draft(new))))
    pairing.run()
    sides = pairing.new.sides, pairing.old.sides
    return [(sides[0][one.newer].text, sides[1][one.older].text) for one in fragments(pairing)]


def test_what_was_cut_out_of_a_clause_is_a_piece_of_it():
    [(newer, _)] = found(WHOLE, PARTS)

    assert newer == "Third parties may charge a fee for archives."


def test_what_went_into_a_clause_is_a_piece_of_it():
    [(_, older)] = found(PARTS, WHOLE)

    assert older == "Third parties may charge a fee for archives."


def test_what_only_speaks_of_the_same_things_stays_new():
    before = "p one: A skilled person builds an equivalent system from detailed information."
    after = before + "\np two: Detailed information about a skilled person is no system."

    assert found(before, after) == []


def test_a_copy_is_no_piece():
    before = "p one: Third parties may charge a fee for archives."

    assert found(before, before + "\np two: Third parties may charge a fee for archives.") == []


def test_a_row_is_split_into_rows_beside_each_other():
    before = "r one: Model card and sample outputs | OSI\nr other: Inference | OSI"
    after = "r a: Model card | OSI\nr b: Sample outputs | OSI\nr other: Inference | OSI"

    assert [newer for newer, _ in found(before, after)] == ["Model card | OSI", "Sample outputs | OSI"]
