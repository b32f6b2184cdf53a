"""Words as alignment compares them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.words.vocabulary import plain_words, stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("licences", "license"),
        ("licensed", "licensing"),
        ("labelling", "labeling"),
        ("training", "trained"),
        ("processed", "processing"),
        ("methodologies", "methodology"),
        ("tokenisers", "tokenizer"),
        ("weights", "weight"),
    ],
)
def test_forms_of_one_word_are_one(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("data", "date"), ("use", "user"), ("model", "modal"), ("code", "card")]
)
def test_other_words_stay_apart(one, other):
    assert stem(one) != stem(other)


def test_words_are_folded_and_free_of_punctuation():
    assert words("The **Data**, (OSI-approved); system's!") == ["the", "data", "osi", "approv", "system"]


def test_addresses_are_one_word():
    assert words("see https://a.b/c?d=e now") == ["see", "https://a.b/c?d=e", "now"]


def test_scripts_without_spaces_are_compared_in_pairs_of_characters():
    assert words("數據集 open") == ["數據", "據集", "open"]


def test_combining_marks_stay_in_their_word():
    assert words("हिन्दी शब्द") == ["हिन्दी", "शब्द"]


def test_a_reader_counts_whole_words():
    assert plain_words("It Was licensed.") == ["it", "was", "licensed"]


@given(st.text(max_size=40))
def test_no_word_is_empty_and_case_makes_no_difference(text):
    assert "" not in words(text)
    assert words(text) == words(text.casefold())
