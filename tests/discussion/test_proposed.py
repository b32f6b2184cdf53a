"""Suggested words as one clause."""

import pytest

from consensus.discussion.proposed import Proposed, Unreadable, proposed, standing, text_of
from consensus.drafts.pieces import Kind
from tests.discussion.held import TEXT, find, outline_of


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Use **it**. {#use}", None, (Kind.PARAGRAPH, "Use **it**.")),
        ("- an item", None, (Kind.ITEM, "an item")),
        ("2. an item", Kind.ITEM, (Kind.ITEM, "an item")),
        ("A name", Kind.HEADING, (Kind.HEADING, "A name")),
        ("## A name", Kind.HEADING, (Kind.HEADING, "A name")),
        ("> noted", None, (Kind.NOTE, "noted")),
        ("<b>bold</b> words", None, (Kind.PARAGRAPH, "**bold** words")),
        ("1986 was a year", Kind.PARAGRAPH, (Kind.PARAGRAPH, "1986 was a year")),
        ("words[^1]", Kind.PARAGRAPH, (Kind.PARAGRAPH, "words[^1]")),
    ],
)
def test_words_are_read_as_in_any_file(text, kind, found):
    said = proposed(text, kind)

    assert (said.kind, said.markdown) == found


@pytest.mark.parametrize("text", ["Code | OSI", "| Code | OSI |", "- Code | OSI", "Code {#code} | OSI |  |"])
def test_a_row_is_read_cell_by_cell(text):
    assert proposed(text, Kind.ROW) == Proposed(Kind.ROW, "Code | OSI", ("Code", "OSI"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", None), ("***", None), ("one\n\ntwo", None), ("- one\n- two", None), ("version 1.0", None),
        ("---\ntitle: x\n---\nwords", None), ("[a]: https://a.example", None), ("<script>alert(1)</script>", None),
        ("| a | b |", None), (" |  | ", Kind.ROW), ("a" * 21_000, None),
    ],
)  # fmt: skip
def test_what_is_no_clause_or_more_than_one_is_unreadable(text, kind):
    with pytest.raises(Unreadable):
        proposed(text, kind)


def test_a_clause_with_other_words_stays_what_it_is():
    item = find(outline_of(TEXT), "use")

    other = standing(item, proposed("**Use** it [now](https://a.example).", item.kind))

    assert (other.key, other.kind, other.level, other.marker) == ("use", Kind.ITEM, 0, "-")
    assert other.text == "Use it now. https://a.example"


def test_fenced_code_that_is_none_any_more_forgets_its_language():
    code = find(outline_of(TEXT), "fenced")

    assert (code.marker, standing(code, proposed("Plain words.", code.kind)).marker) == ("```python", "")


def test_the_text_of_a_row_is_that_of_the_file():
    row = find(outline_of(TEXT), "code")

    assert text_of(proposed(row.markdown, Kind.ROW)) == row.text
