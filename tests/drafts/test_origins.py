"""Why is this word here: each word knows the draft in which it came in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.origins import origins, why_word

HISTORY = [
    ("0.0.8", "**Data information**: enough for a skilled person to recreate the system."),
    (
        "0.0.9",
        "**Data information**: enough for a skilled person to recreate the system. It is under licences.",
    ),
    ("1.0-RC1", "**Data Information**: enough for a skilled person to build the system. It is under terms."),
]
texts = st.lists(
    st.sampled_from(["data", "code", "must", "be", "(open)", "**free**", "—", "it."]), max_size=12
).map(" ".join)


@pytest.mark.parametrize(
    ("word", "version"),
    [
        ("**Data", "0.0.8"),
        ("Information**:", "1.0-RC1"),
        ("build", "1.0-RC1"),
        ("is", "0.0.9"),
        ("terms.", "1.0-RC1"),
        ("system.", "0.0.8"),
    ],
)
def test_a_word_came_in_with_the_draft_that_first_has_it_there(word, version):
    assert why_word(HISTORY, HISTORY[-1][1].split().index(word)) == version


def test_a_word_that_went_and_came_back_came_in_when_it_came_back():
    history = [("1", "must be open"), ("2", "may be open"), ("3", "must be open")]

    assert origins(history) == ["3", "1", "1"]


def test_moved_words_keep_their_draft():
    history = [
        ("1", "Nobody has to ask for permission. The source code of it is public."),
        ("2", "The source code of it is public. Nobody has to ask for permission."),
    ]

    assert set(origins(history)) == {"1"}


def test_a_word_that_is_not_there_is_an_index_error():
    with pytest.raises(IndexError):
        why_word(HISTORY, 99)


def test_no_history_has_no_words():
    assert origins([]) == []


@given(st.lists(texts, min_size=1, max_size=4))
def test_every_word_has_a_version_of_the_history(written):
    history = [(str(number), text) for number, text in enumerate(written)]
    found = origins(history)

    assert len(found) == len(written[-1].split())
    assert set(found) <= {version for version, _ in history}


@given(texts, st.integers(1, 4))
def test_words_that_never_changed_are_of_the_first_draft(text, drafts):
    assert set(origins([(str(number), text) for number in range(drafts)])) <= {"0"}
