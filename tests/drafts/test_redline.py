"""Redlines are exact for any texts and readable for real ones."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.redline import rebuild, redline
from consensus.drafts.words.tokens import tokens

WORDS = st.sampled_from(
    [
        "the",
        "data",
        "must",
        "be",
        "open",
        "and",
        "**Code**",
        "[OSD](https://a.b)",
        "it.",
        "(or",
        "so),",
        "é",
        "數據",
    ]
)
prose = st.lists(WORDS, max_size=30).map(" ".join)
anything = st.one_of(prose, st.text(max_size=60), st.text(alphabet="a *_[]()`\n^:", max_size=60))


def marked(old, new):
    """A redline on one line, changes in braces."""
    told = {"=": "{}", "-": "{{-{}-}}", "+": "{{+{}+}}"}
    return "".join(told[op].format(text) for op, text in redline(old, new))


@given(anything, anything)
def test_a_redline_rebuilds_both_texts_exactly(old, new):
    assert rebuild(redline(old, new)) == (old, new)


@given(anything)
def test_a_text_redlined_with_itself_is_kept(text):
    assert redline(text, text) == ([("=", text)] if text else [])


@given(anything, anything)
def test_spans_are_never_empty_and_never_repeat_their_kind(old, new):
    spans = redline(old, new)

    assert [text for _, text in spans if not text] == []
    assert [
        (one, other) for (one, _), (other, _) in pairwise(spans) if one == other or one + other == "+-"
    ] == []


@given(anything, anything)
def test_spans_end_between_tokens(old, new):
    spans = redline(old, new)
    for side, text, skipped in ((0, old, "+"), (1, new, "-")):
        ends = {0, len(text)}
        for token in tokens(text):
            ends |= {token.start, token.start + len(token.space)}
        inside = [at for at in _ends(spans, skipped) if at not in ends and not text[at : at + 1].isspace()]

        assert inside == [], side


def _ends(spans, skipped):
    at = 0
    for op, text in spans:
        if op != skipped:
            at += len(text)
            yield at


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "the model and more",
            "the model, including its weights, and more",
            "the model{+, including its weights,+} and more",
        ),
        ("use it", "To use it", "{+To +}use it"),
        ("a b c", "a x c", "a {-b-}{+x+} c"),
        ("", "now", "{+now+}"),
        ("version 0.0.8 of it", "version 0.0.9 of it", "version {-0.0.8-}{+0.0.9+} of it"),
        ("OSI-approved licence", "OSD-compliant licence", "{-OSI-approved-}{+OSD-compliant+} licence"),
        ("數據集必須公開", "數據集應該公開", "數據集{-必須-}{+應該+}公開"),
    ],
)
def test_changes_are_whole_words(old, new, shown):
    assert marked(old, new) == shown


def test_a_lone_word_between_two_changes_is_no_island():
    old = "A system takes the small step in the dark."
    new = "A model makes the large leap in the dark."

    assert marked(old, new) == "A {-system takes the small step-}{+model makes the large leap+} in the dark."


def test_sentences_stay_apart():
    old = "Ask nobody. Use it freely."
    new = "Ask everybody. Share it freely."

    assert marked(old, new) == "Ask {-nobody-}{+everybody+}. {-Use-}{+Share+} it freely."


def test_an_inserted_sentence_is_shown_as_that_sentence():
    old = "It must be complete. It may cost money."
    new = "It must be complete. It must be free. It may cost money."

    assert marked(old, new) == "It must be complete.{+ It must be free.+} It may cost money."


def test_a_changed_link_target_is_seen_as_a_change_of_the_whole_link():
    old = "See the [Definition](https://a.b/c) now."
    new = "See the [Definition](https://a.b/d) now."

    assert redline(old, new)[1:3] == [
        ("-", "[Definition](https://a.b/c)"),
        ("+", "[Definition](https://a.b/d)"),
    ]


def test_a_changed_emphasis_is_seen():
    assert marked("it is *never* shared", "it is never shared") == "it is {-*never*-}{+never+} shared"


def test_a_changed_word_in_a_bold_lead_term_takes_the_term_along():
    old, new = "**Data transparency**: told in full", "**Data information**: told in full"

    assert marked(old, new) == "{-**Data transparency**-}{+**Data information**+}: told in full"


def test_a_word_changed_in_a_long_bold_sentence_does_not_take_the_sentence_along():
    words = " ".join(f"word{n}" for n in range(20))

    assert marked(f"**{words}**", f"**{words.replace('word9', 'other')}**").count("{") == 2


@pytest.mark.parametrize("words", [["yes", "no"], ["a"], ["a", "b", " ", "\n", "*", "["]])
@pytest.mark.parametrize("length", [300, 2_100, 10_000])
def test_hostile_texts_come_back_exact(words, length):
    dice = random.Random(length)
    old, new = (" ".join(dice.choices(words, k=length)) for _ in range(2))

    assert rebuild(redline(old, new)) == (old, new)


def test_small_edits_of_a_huge_text_are_found():
    dice = random.Random(1)
    words = [f"w{dice.randrange(9_000)}" for _ in range(25_000)]
    changed = [*words[:100], "inserted", *words[101:20_000], *words[20_010:]]

    spans = redline(" ".join(words), " ".join(changed))

    assert rebuild(spans) == (" ".join(words), " ".join(changed))
    assert [op for op, _ in spans] == ["=", "-", "+", "=", "-", "="]
