"""Leads and keys."""

import pytest

from consensus.drafts.naming import Keys, lead_of
from consensus.drafts.pieces import Kind, Piece


@pytest.mark.parametrize(
    ("kind", "markdown", "lead"),
    [
        (Kind.ITEM, "**Use** the system", "Use"),
        (Kind.ITEM, "**Data information:** enough", "Data information"),
        (Kind.ITEM, "**Data information**: enough", "Data information"),
        (Kind.ITEM, "__Code__ – all", "Code"),
        (Kind.PARAGRAPH, "**AI *system*[^3]:** x", "AI system"),
        (Kind.PARAGRAPH, "The **word** inside", ""),
        (Kind.HEADING, "What is *Open Source AI*?", "What is Open Source AI?"),
        (Kind.ROW, "**Card** | OSD", "Card"),
    ],
)
def test_a_lead_is_bold_or_a_heading(kind, markdown, lead):
    cells = tuple(markdown.split(" | ")) if kind is Kind.ROW else ()

    assert lead_of(Piece(kind, markdown, 1, cells=cells)) == lead


@pytest.mark.parametrize(
    ("cells", "lead"),
    [(("**Code:** all of these", "OSI"), "Code"), (("Required components", "Terms"), "Required components")],
)
def test_the_lead_of_a_group_is_its_first_cell(cells, lead):
    assert lead_of(Piece(Kind.GROUP, " | ".join(cells), 1, cells=cells)) == lead


def test_a_written_key_goes_to_the_first_that_has_it_whatever_the_case():
    keys = Keys(["a", "A", None])

    assert [keys.written("a"), keys.written("A"), keys.written(None)] == ["a", None, None]


@pytest.mark.parametrize(
    ("kind", "markdown", "key"),
    [
        (Kind.FOOTNOTE, "These freedoms derive from", "fn-these-freedoms-derive-from"),
        (Kind.NOTE, "This text has three parts", "note-this-text-has-three-parts"),
        (Kind.NOTE, "Note: three parts", "note-three-parts"),
        (Kind.PARAGRAPH, "数据信息", "c-6a3e0a11"),
    ],
)
def test_a_made_key_is_readable(kind, markdown, key):
    made = Keys([]).made(Piece(kind, markdown, 1), "")

    assert made == key or (markdown == "数据信息" and made.startswith("c-"))


def test_made_keys_avoid_those_that_are_written_anywhere():
    keys = Keys(["use-2"])
    piece = Piece(Kind.ITEM, "**Use** it", 1)

    assert [keys.made(piece, "Use") for _ in range(3)] == ["use", "use-3", "use-4"]
