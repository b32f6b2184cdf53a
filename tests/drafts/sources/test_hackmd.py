"""HackMD notes, as they are typed."""

import pytest

from .telling import dropped, told


def note(text):
    return told(text, format="hackmd")


def test_a_box_with_a_quote_and_links_is_notes():
    text = (
        ":::info\n:information_source: After the [OECD](https://oecd.example/0449)\n"
        "> An AI system is a machine.\nMore on [our blog](https://blog.example).\n:::\n"
    )

    assert note(text) == [
        "note (info): After the [OECD](https://oecd.example/0449)",
        "note (info): An AI system is a machine.",
        "note (info): More on [our blog](https://blog.example).",
    ]
    assert dropped(text, format="hackmd") == [(2, ":information_source:")]


def test_a_quote_that_goes_on_in_the_next_line_is_one_note():
    assert note("> An AI system is a machine\nthat learns.") == [
        "note: An AI system is a machine that learns."
    ]


def test_a_box_that_holds_a_list():
    assert note(":::warning\nMind:\n- a\n- b\n:::") == [
        "note (warning): Mind:",
        "note1 (-): a",
        "note1 (-): b",
    ]


def test_the_sign_of_a_note_makes_a_note_without_a_box():
    assert note(":information_source: a\n\nb") == ["note (info): a", "paragraph: b"]


@pytest.mark.parametrize("line", ["[TOC]", "###### tags: `osaid` `draft`", "{%youtube abc %}"])
def test_instructions_to_hackmd_are_listed(line):
    assert note(f"# T\n\n{line}\n\nwords") == ["heading1: T", "paragraph: words"]
    assert dropped(f"# T\n\n{line}\n\nwords", format="hackmd") == [(3, line)]


def test_code_keeps_what_would_be_an_instruction():
    assert note("```\n[TOC]\n==a==\n```") == ["paragraph (```): ```\n[TOC]\n==a==\n```"]


def test_highlights_are_words():
    assert note("a ==marked== word, 1 == 1") == ["paragraph: a marked word, 1 == 1"]


def test_a_heading_right_above_its_words_and_levels_that_skip():
    assert note("# T\n### version 0.0.8\n# A\n#### B\nwords") == [
        "heading1: T",
        "heading1: A",
        "heading4: B",
        "paragraph: words",
    ]
