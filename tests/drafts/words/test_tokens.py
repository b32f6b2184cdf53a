"""Texts cut into tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.words.tokens import tokens

texts = st.one_of(st.text(max_size=80), st.text(alphabet="ab *_[]()`\n^:/-", max_size=80))


def said(text, **more):
    return [token.said for token in tokens(text, **more)]


@given(texts, st.booleans())
def test_tokens_joined_are_the_text(text, whole_marks):
    found = tokens(text, whole_marks=whole_marks)

    assert "".join(token.text for token in found) == text
    assert [text[token.start : token.start + len(token.text)] for token in found] == [
        token.text for token in found
    ]
    assert [token.space + token.said for token in found] == [token.text for token in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use it, please.", ["Use", "it", ",", "please", "."]),
        ("OSI-approved 0.0.8 don’t AI/ML", ["OSI-approved", "0.0.8", "don’t", "AI/ML"]),
        ("**Data information:** told", ["**Data information:**", "told"]),
        ("*all* `code` [a b](https://x.y)!", ["*all*", "`code`", "[a b](https://x.y)", "!"]),
        ("word[^1] https://a.b/c?d", ["word", "[^1]", "https://a.b/c?d"]),
        ("數據 a", ["數", "據", "a"]),
        ("2 * 3 * 4", ["2", "*", "3", "*", "4"]),
    ],
)
def test_words_marks_and_punctuation_are_tokens(text, expected):
    assert said(text) == expected


def test_marks_can_be_taken_apart_into_words():
    assert said("**Data information**", whole_marks=False) == ["**", "Data", "information", "**"]


def test_long_emphasis_shows_its_words():
    assert len(said(f"**{' '.join(['word'] * 13)}**")) == 15
