"""What a file must be to be read at all, and how its kind is known."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.pieces import Kind, SourceError
from consensus.drafts.sources import FORMATS, read, sniff

from .telling import told


def refused(data, **how):
    with pytest.raises(SourceError) as raised:
        read("draft.md", data, **how)
    return str(raised.value)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"one\ntwo \xff", "draft.md, line 2: the file is not UTF-8; save it with that encoding"),
        (b"one\n\ntw\x00o", "draft.md, line 3: the file has a NUL character"),
        ("a\n" + "b" * 20_001, "draft.md, line 2: the line is longer than 20,000 characters"),
        (b"a" * 2_000_001, "draft.md, line 1: the file has 2,000,001 bytes; at most 2,000,000 are read"),
        (("word " * 100 + "\n") * 41, "draft.md, line 1: one clause is longer than 20,000 characters"),
        ("- x\n" * 10_001, "draft.md, line 10001: more than 10,000 lines of text in one file"),
        ("<p>x</p>" * 5_001, "draft.md, line 1: more than 5,000 clauses"),
        (":" * 21 + "info", "draft.md, line 1: the line begins with more than 20 colons"),
        ("---\ntitle: [a\n---\nx", "draft.md, line 2: the front matter is not YAML: expected ',' or ']', but got"
         " '<stream end>'"),
        ("".join("  " * depth + "- x\n" for depth in range(22)), "draft.md, line 21: lists and notes are nested more"
         " than 20 deep"),
        ("> " * 21 + "x", "draft.md, line 1: lists and notes are nested more than 20 deep"),
        ("[" * 15_000 + "\n" + "[" * 5_001, "draft.md, line 2: more than 20,000 square brackets in one file"),
        ("<div>" * 121 + "x", "draft.md, line 1: elements are nested more than 120 deep"),
    ],
    ids=lambda value: value[-40:] if isinstance(value, str) and len(value) < 200 else "",
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_its_line(data, why):
    assert refused(data) == why


def test_an_unknown_format_is_refused():
    assert refused("x", format="docx") == (
        "draft.md, line 1: unknown format docx; known are markdown, hackmd, webclip, wordpress"
    )


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf# T\r\n\r\nwords\r\n", "\ufeff# T\n\nwords", "# T\r\rwords"])
def test_byte_order_mark_and_line_ends_are_no_words(data):
    assert [piece.markdown for piece in read("draft.md", data).pieces] == ["T", "words"]


def test_control_characters_are_space():
    assert told("a\x02b\x0cc") == ["paragraph: a b c"]


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("# Title\n\nwords", "markdown"),
        ("---\ntitle: T\nversion: 0.0.8\nsource: https://a.example\n---\n\n### version 0.0.8\n", "markdown"),
        ("# Title\n### version 0.0.8\n\nwords", "hackmd"),
        ("# Title\n\n:::info\nx\n:::", "hackmd"),
        ("# Title\n\n:information_source: x", "hackmd"),
        ("[TOC]\n\nx", "hackmd"),
        ("---\ncreated: 2024\ntags: []\nsource: x\nauthor: y\n---\n\nx", "webclip"),
        ('## [](https://a.example/#b "b")Text', "webclip"),
        ("x\n\n1. note [↩︎](https://a.example/#fnref1)", "webclip"),
        ('x<sup class="footnote-ref"><a href="#fn1">[1]</a></sup>', "webclip"),
        ("# T\n\n> ## Excerpt\n> x\n\n---\n", "webclip"),
        ("<!DOCTYPE html><html><body><p>x</p></body></html>", "wordpress"),
        ("<!-- wp:paragraph -->\n<p>x</p>\n<!-- /wp:paragraph -->", "wordpress"),
        ('<h2 class="wp-block-heading">x</h2>', "wordpress"),
        ("<p>One.</p><p>Two.</p>", "wordpress"),
        ("<div>\n\n# Still Markdown\n\n</div>", "markdown"),
        ("<!-- a comment -->\n# Still Markdown", "markdown"),
    ],
)
def test_the_kind_of_a_text_shows_in_its_content(text, format):
    assert sniff("draft.txt", text) == format


def test_a_name_decides_only_for_pages():
    assert sniff("draft.html", "words") == "wordpress"


def test_a_format_that_is_given_is_not_guessed():
    assert read("draft.md", "<p>x</p>", format="wordpress").format == "wordpress"


def test_a_file_without_words_is_pointed_out():
    file = read("draft.md", "---\n\n***\n")

    assert (file.pieces, [caution.message for caution in file.cautions]) == (
        (),
        ["no words were found in this file"],
    )


MARKS = [
    "# ", "## ", "- ", "* ", "1. ", "> ", "\n", "\n\n", "    ", "|", "| - ", "|---|---|\n", "---\n", "===\n", "**", "_",
    "`", "```\n", "[", "](", ")", "[^1]", "[^1]: ", "]: ", ":::info\n", ":::\n", "{#", "}", "{#k}", "!", "\\", "&amp;",
    "~~", "<br>", "<b>", "</b>", ": ", ":smile:", "“", "– ", "<div>", "</div>", "<p>", "<ul><li>", "</li></ul>", "\t",
]  # fmt: skip


@st.composite
def muddles(draw):
    """Text in which every word is another one."""
    marks = draw(st.lists(st.one_of(st.none(), st.sampled_from(MARKS)), max_size=40))
    return "".join(f"w{place}q " if mark is None else mark for place, mark in enumerate(marks))


@given(muddles(), st.sampled_from(sorted(FORMATS)))
def test_no_word_of_any_muddle_is_lost_or_said_twice(text, format):
    file = read("draft.md", text, format=format)
    said = " ".join(
        [f"{piece.markdown} {piece.marker} {piece.id}" for piece in file.pieces]
        + [found.text for found in file.dropped]
        + list(file.fields.values())
    )

    words = re.findall(r"w\d+q", text)
    assert {word: said.count(word) for word in words} == dict.fromkeys(words, 1)


@given(st.text(max_size=300), st.sampled_from(sorted(FORMATS)))
def test_any_text_is_read_or_refused(text, format):
    try:
        file = read("draft.md", text, format=format)
    except SourceError as error:
        assert str(error).startswith("draft.md, line ")
    else:
        assert {piece.kind for piece in file.pieces} <= set(Kind)


@pytest.mark.parametrize("text", ["\n" * 200_000 + "a", (" " * 50 + "\n") * 10_000 + "a"])
def test_empty_lines_are_read_in_no_time(text: str) -> None:
    began = time.process_time()

    assert len(read("a.md", text).pieces) == 1
    assert time.process_time() - began < 5


@pytest.mark.parametrize("name, text", [
    ("a.md", "- a\n" * 10_001), ("a.md", "# a\n" * 5_001),
    ("a.md", "\n".join(":" * (3 + n) + "info" for n in range(1500))),
    ("a.html", "<p>" + "a " * 500_000),
])  # fmt: skip
def test_what_would_take_minutes_is_refused_in_a_sentence(name: str, text: str) -> None:
    began = time.process_time()

    with pytest.raises(SourceError):
        read(name, text)
    assert time.process_time() - began < 10
