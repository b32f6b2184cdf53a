"""Block structure with lines."""

import pytest

from consensus.drafts.sources.blocks import block_tokens, split_cells


def types(text):
    tokens, _ = block_tokens(text)
    return [token.type for token in tokens if token.nesting >= 0]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| a |", ["a"]),
        ("| a | |", ["a", ""]),
        ("| | b |", ["", "b"]),
        (r"| a \| b | c |", ["a | b", "c"]),
        ("| a | b", ["a", "b"]),
        ("||", [""]),
    ],
)
def test_cells_of_a_row(row, cells):
    assert split_cells(row) == cells


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("    a", ["paragraph_open", "inline"]),
        ("a | b", ["paragraph_open", "inline"]),
        ("| a | b |", ["pipe_table"]),
        ("a | b\n--- | ---", ["pipe_table"]),
        ("a\n---", ["heading_open", "inline"]),
        (":::\na", ["paragraph_open", "inline"]),
        (":::info\na\n:::", ["container_box_open", "paragraph_open", "inline"]),
        ("> :::info\n> ", ["blockquote_open", "container_box_open"]),
        ("[a]: https://b.example", []),
        ("[Note]: remember", ["paragraph_open", "inline"]),
        ("[^1]: a", ["footnote_reference_open", "paragraph_open", "inline"]),
    ],
)
def test_what_is_a_block(text, found):
    assert types(text) == found


def test_inline_content_stays_as_written_and_knows_its_line():
    tokens, _ = block_tokens("\n\n> *a\n> b* [x](y)")

    assert [(token.content, token.map) for token in tokens if token.type == "inline"] == [
        ("*a\nb* [x](y)", [2, 4])
    ]
