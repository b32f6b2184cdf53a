"""One text as plain Markdown, as a HackMD note, as a web clip and as a WordPress page is one draft."""

import html
import re
from collections import Counter

import pytest

from consensus.drafts.clauses import outline, to_markdown
from consensus.drafts.sources import read
from consensus.kit.text import words

from .telling import FIXTURES, SHAPES, shape

OTHERS = [format for format in SHAPES if format != "markdown"]


def tree(draft):
    return [
        (
            clause.number, str(clause.kind), clause.text, clause.digest, clause.parent, clause.depth, clause.lead,
            clause.normative, clause.required, len(clause.cells),
        )
        for clause in draft.clauses
    ]  # fmt: skip


@pytest.mark.parametrize("format", SHAPES)
def test_each_shape_is_known_by_its_content(format):
    assert shape(format).format == format


@pytest.mark.parametrize("format", OTHERS)
def test_the_clauses_are_the_same_in_every_shape(format):
    assert tree(outline([shape(format)])) == tree(outline([shape("markdown")]))


@pytest.mark.parametrize("format", SHAPES)
def test_title_and_version_are_fields_in_every_shape(format):
    fields = outline([shape(format)]).fields

    assert (fields["title"], fields["version"]) == ("The Open Commons Definition", "0.0.8")


@pytest.mark.parametrize("format", SHAPES)
def test_the_text_of_every_shape_can_be_written_and_read_again(format):
    draft = outline([shape(format)])
    again = outline([read("again.md", to_markdown(draft.clauses, title=draft.fields["title"]))])

    assert tree(again) == tree(draft)
    assert [clause.key for clause in again.clauses] == [clause.key for clause in draft.clauses]


@pytest.mark.parametrize("format", SHAPES)
def test_what_is_left_to_do_is_pointed_out_with_its_line(format):
    source = (FIXTURES / SHAPES[format]).read_text().split("\n")
    found = [caution for caution in shape(format).cautions if caution.message.startswith("left to do")]

    assert [caution.message for caution in found] == [
        "left to do: [Provide an example, based on a real system…]",
        "left to do: TODO",
    ]
    assert ["Provide" in source[found[0].line - 1], "TODO" in source[found[1].line - 1]] == [True, True]


@pytest.mark.parametrize("format", SHAPES)
def test_pieces_know_the_line_on_which_their_words_begin(format):
    source = (FIXTURES / SHAPES[format]).read_text().split("\n")
    for piece in shape(format).pieces:
        first = re.findall(r"\w+", words.visible_words(piece.markdown))[0]
        assert any(first in html.unescape(line) for line in source[piece.line - 1 : piece.line + 2]), piece


def counted(text):
    return Counter(re.findall(r"[^\W_]+", text.replace("ℹ", "")))


def words_of(file):
    """Every word that the reader kept, and every word that it says it left out."""
    kept = [piece.markdown for piece in file.pieces]
    left = [found.text for found in file.dropped]
    return counted(re.sub(r"\[\^\w+\]", "", " ".join([*kept, *left, *file.fields.values()])))


@pytest.mark.parametrize("format", ["markdown", "hackmd"])
def test_no_word_of_markdown_is_lost_or_invented(format):
    source = (FIXTURES / SHAPES[format]).read_text()
    body = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.S)
    front = source[: len(source) - len(body)]
    signs = re.sub(r"\[\^\w+\]:?|^\s*\d\. |:::info", "", body, flags=re.M)
    values = re.sub(r"^\w+: ", "", front, flags=re.M)

    assert words_of(shape(format)) == counted(signs.replace("### version", "###", 1)) + counted(values)


def test_no_word_of_a_clip_is_lost_or_invented():
    source = (FIXTURES / SHAPES["webclip"]).read_text()
    seen = re.sub(
        r"<sup.*?</sup>|\[\^\d\]|^\s*\d\.  |\[\]\([^)]*\)|\[↩︎\]\([^)]*\)|^source: ", "", source, flags=re.M
    )
    said = counted(seen.replace("version 0.0.8", "0.0.8"))

    assert words_of(shape("webclip")) == said


def test_no_word_of_a_page_is_lost_or_invented():
    source = (FIXTURES / SHAPES["wordpress"]).read_text()
    content = source[
        source.index('<div class="entry-content">') : source.index('<footer class="entry-footer">')
    ]
    content = re.sub(r"<script.*?</script>|<sup.*?</sup>(?:</sup>)?|<a[^>]*>↩︎</a>", "", content, flags=re.S)
    targets = re.findall(r'<a (?!class="wp-block-button)[^>]*?href="(http[^"]*)"', content)
    seen = html.unescape(" ".join([re.sub(r"<[^>]+>", " ", content), *targets])).replace("version 0.0.8", "")
    file = shape("wordpress")
    around = [found for found in file.dropped if found.reason.startswith("around the text")]
    beside = [found for found in file.dropped if found.reason == "beside the title of the page"]
    kept = words_of(file) - sum((counted(found.text) for found in [*around, *beside]), Counter())
    kept -= counted(" ".join(file.fields.values())) + counted("The Open Commons Definition")

    assert kept == counted(seen)


def test_what_stands_around_the_text_is_listed():
    listed = [found.reason for found in shape("wordpress").dropped]

    assert listed == [
        "around the text: a",
        "around the text: header",
        "around the text: div cookie-banner",
        "around the text: header",
        "an invitation to comment",
        "the sign of a note",
        "the sign of a note",
        "a form is no part of the text",
        "around the text: footer",
        "around the text: aside",
        "around the text: footer",
    ]


def test_the_same_id_on_several_headings_goes_to_the_first():
    draft = outline([shape("wordpress")])

    assert [clause.key for clause in draft.clauses if clause.kind == "heading"] == [
        "preamble",
        "why-we-need-an-open-commons",
        "what",
        "preferred-form",
        "checklist",
    ]
    assert [caution.message for caution in draft.cautions if "preamble" in caution.message] == [
        "another clause before this has the id preamble; this one gets a key of its own"
    ] * 2
