"""Messages in pieces: what is said, what is quoted, who is said to have said it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.archive.quoting import own_words, pieces_of


def cut(body: str, *, markdown: bool = False) -> list[tuple[str, str, str]]:
    return [(str(each.kind), each.text, each.by) for each in pieces_of(body, markdown=markdown)]


@pytest.mark.parametrize(
    "body, pieces",
    [
        ("Hello.", [("said", "Hello.", "")]),
        ("> old\n> words\n\nNew.", [("quoted", "old\nwords", ""), ("said", "New.", "")]),
        ("> a\n\n> b\nc", [("quoted", "a\n\nb", ""), ("said", "c", "")]),
        (
            "On Monday, Ana wrote:\n> old\nNew.",
            [("quoted", "old", "On Monday, Ana wrote:"), ("said", "New.", "")],
        ),
        (
            "Hi.\n\nLe 3 juin, Ana\na écrit :\n\n> old",
            [("said", "Hi.", ""), ("quoted", "old", "Le 3 juin, Ana a écrit :")],
        ),
        (
            "New.\n\n-----Original Message-----\nFrom: Ana\n\nold",
            [("said", "New.", ""), ("quoted", "From: Ana\n\nold", "")],
        ),
        ("New.\n________________\nno head", [("said", "New.\n________________\nno head", "")]),
        ("New.\n-- \nAna\nOf X", [("said", "New.", ""), ("signed", "Ana\nOf X", "")]),
        ("", []),
        ("> \n>\n", []),
    ],
)
def test_mails_are_cut_at_their_quotes(body: str, pieces: list[tuple[str, str, str]]) -> None:
    assert cut(body) == pieces


@pytest.mark.parametrize(
    "body, pieces",
    [
        (
            '[quote="ana, post:2, topic:3"]\nold\n[/quote]\nNew.',
            [("quoted", "old", "ana"), ("said", "New.", "")],
        ),
        ("a [quote=bo]b[/quote] c", [("said", "a", ""), ("quoted", "b", "bo"), ("said", "c", "")]),
        ("[quote]\n[quote]\nx\n[/quote]\ny\n[/quote]\nz", [("quoted", "x\ny", ""), ("said", "z", "")]),
        ("[quote]\nnever closed", [("said", "[quote]\nnever closed", "")]),
        ("```\n> code\n```\nx", [("said", "```\n> code\n```\nx", "")]),
        ("a ![map|690x388](upload://x.png) b", [("said", "a map b", "")]),
    ],
)
def test_posts_are_cut_at_theirs(body: str, pieces: list[tuple[str, str, str]]) -> None:
    assert cut(body, markdown=True) == pieces


def test_own_words_are_what_is_said() -> None:
    assert own_words("> old\n\nNew.\n\n> older\n\nNewer.\n-- \nAna", markdown=False) == "New.\n\nNewer."


@given(st.text(alphabet="> -\nabwrote:[]/quote_`", max_size=200), st.booleans())
def test_no_word_is_lost(body: str, markdown: bool) -> None:
    letters = [
        sign
        for sign in "".join(each.text + each.by for each in pieces_of(body, markdown=markdown))
        if sign == "b"
    ]

    assert len(letters) == body.count("b")
