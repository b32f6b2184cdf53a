"""Values that readers and drafts are made of."""

import dataclasses

import pytest

from consensus.drafts.pieces import Kind, Piece, SourceError


def test_an_error_in_a_source_names_file_and_line():
    error = SourceError("draft.md", 7, "this is wrong")

    assert (str(error), error.file, error.line, error.message) == (
        "draft.md, line 7: this is wrong",
        "draft.md",
        7,
        "this is wrong",
    )
    assert isinstance(error, ValueError)


def test_a_piece_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Piece(Kind.ITEM, "words", 1).markdown = "other words"
