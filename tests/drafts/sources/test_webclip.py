"""Web clips: what the page around the text left in it."""

import pytest

from consensus.drafts.sources import read

from .telling import dropped, told


def clip(text):
    return told(text, format="webclip")


@pytest.mark.parametrize(
    "text", ["# T\nComment\n\nwords", "# T\n\nComment\n\nwords", "# T\n\nwords\nComment"]
)
def test_a_stray_button_is_listed(text):
    assert clip(text) == ["heading1: T", "paragraph: words"]
    assert [text for _, text in dropped(text, format="webclip")] == ["Comment"]


def test_comment_within_words_stays():
    assert clip("# Comment\n\nComment on it.") == ["heading1: Comment", "paragraph: Comment on it."]


def test_the_excerpt_and_the_title_again_are_listed():
    text = "# The Title v.1\n\n> ## Excerpt\n> some words\n> more\n\n---\n# The Title\n\nwords"

    assert clip(text) == ["heading1: The Title", "paragraph: words"]
    assert dropped(text, format="webclip") == [
        (1, "The Title v.1"),
        (3, "## Excerpt"),
        (4, "some words"),
        (5, "more"),
    ]


@pytest.mark.parametrize(
    "end",
    [
        "1.  note one [↩︎](https://a.example/#fnref1)\n    \n2.  note two [↩︎](https://a.example/#fnref2) "
        "[↩︎](https://a.example/#fnref2:1)",
        "1. note one ↩\n2. note two ↩︎",
        "## Footnotes\n\n1. note one\n2. note two",
        "[^1]: note one\n[^2]: note two",
    ],
)
def test_footnotes_in_every_form(end):
    text = f'a<sup class="footnote-ref"><a href="https://a.example/#fn1" id="fnref1">[1]</a></sup> b[^2]\n\n___\n\n{end}'

    assert clip(text) == ["paragraph: a[^1] b[^2]", "footnote (1): note one", "footnote (2): note two"]


def test_a_footnote_of_several_paragraphs():
    text = "a[^1]\n\n---\n\n1.  one\n\n    two [↩︎](#fnref1)\n\n2.  three [↩︎](#fnref2)"

    assert clip(text)[-1] == "footnote (2): three"


def test_a_numbered_list_at_the_end_stays_a_list_when_no_mark_needs_it():
    assert clip("a\n\n1. one\n2. two") == ["paragraph: a", "item (1.): one", "item (2.): two"]


def test_the_last_lines_of_a_box_are_its_notes():
    text = "ℹ️ After the OECD\n\n> An AI system is a machine.\n\nMore on our blog.\n\nwords"

    assert clip(text) == [
        "note (info): After the OECD",
        "note: An AI system is a machine.",
        "note (info): More on our blog.",
        "paragraph: words",
    ]


def test_front_matter_keeps_the_source_and_lists_the_rest():
    text = "---\ncreated: 2024-09-01\ntags: [a]\nsource: https://a.example\nauthor: b\n---\n\nwords"

    assert clip(text) == ["paragraph: words"]
    assert dropped(text, format="webclip") == [(2, "created: 2024-09-01"), (3, "tags: a"), (5, "author: b")]


def test_the_name_of_the_site_is_no_part_of_the_title():
    assert dict(read("clip.md", "---\ntitle: The Title - HackMD\ntags: a\n---\n\nx").fields) == {
        "title": "The Title"
    }
