"""Texts of a campaign find each other; texts of different people do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.discussion.likeness import BANDS, NEARLY_THE_SAME, alike, bands
from consensus.kit.text.words import tidy

CAMPAIGN = (
    "The definition must require that all training data is released under an open licence, because without the data "
    "nobody can study how the system was built, find out what it has learned, or remove what should never have been "
    "in it; information about data is not data."
)
OTHERS = [
    "I think the checklist should name the licences that are accepted for model weights, and say who decides about "
    "new ones. Today a reader has to guess, and two reviewers of the same system come to different answers.",
    "Medical records can never be published. A hospital that trains a model on them could not call it open under "
    "this rule, although everything else is there; please keep the exception for data that cannot be shared.",
    "Please replace the word substantially by something that can be measured. Our lawyers read it in three ways, and "
    "the courts of our country have not decided what it means for software or for anything else.",
    "Who pays for hosting petabytes of training data? Small groups cannot, and a rule that only the largest companies "
    "can follow will close the field instead of opening it, which is the opposite of what we want.",
]
WORDS = CAMPAIGN.split()
texts = st.lists(st.sampled_from([*WORDS, *OTHERS[0].split(), "開放原始碼"]), max_size=40).map(" ".join)


def share_a_band(one, other):
    """Whether two texts are candidates."""
    return not set(bands(one)).isdisjoint(bands(other))


@pytest.mark.parametrize("at", range(0, len(WORDS), 3))
def test_one_word_changed_is_nearly_the_same_and_a_candidate(at):
    other = " ".join([*WORDS[:at], "something", *WORDS[at + 1 :]])

    assert share_a_band(CAMPAIGN, other)
    assert 1 > alike(CAMPAIGN, other) >= NEARLY_THE_SAME


@pytest.mark.parametrize(
    "other",
    [
        CAMPAIGN.upper(),
        CAMPAIGN.replace(" ", "\n\n"),
        "> " + CAMPAIGN.replace(",", " -").replace(";", "..."),
        CAMPAIGN.replace("data", "**data**"),
    ],
)
def test_case_punctuation_and_white_space_do_not_count(other):
    assert bands(other) == bands(CAMPAIGN)
    assert alike(other, CAMPAIGN) == 1.0


def test_a_greeting_and_a_signature_do_not_count():
    one = f"Dear editors of the definition,\n\n{CAMPAIGN}\n\nKind regards\nAna Lopez, Lisbon"
    other = f"Hello all!\n\n{CAMPAIGN}\n\nThanks for your work, Bo from Oslo"

    assert share_a_band(one, other)
    assert share_a_band(one, CAMPAIGN)
    assert (alike(one, other), alike(one, CAMPAIGN)) == (0.99, 0.99)


@pytest.mark.parametrize("one", range(len(OTHERS)))
def test_what_other_people_say_is_no_candidate(one):
    others = [CAMPAIGN, *OTHERS[:one], *OTHERS[one + 1 :]]

    assert [share_a_band(OTHERS[one], other) for other in others] == [False] * len(others)
    assert max(alike(OTHERS[one], other) for other in others) < 0.5


def test_short_texts_are_the_same_or_are_not():
    assert share_a_band("I agree.", "i AGREE")
    assert not share_a_band("I agree.", "I disagree")
    assert (alike("I agree.", "i agree!"), alike("I agree with this", "I agree with that")) == (1.0, 0.0)
    assert (bands(""), bands("?!"), alike("", ""), alike("?", "!")) == ([], [], 1.0, 0.0)


def test_scripts_without_spaces_are_compared_sign_by_sign():
    one, other = (
        "训练数据必须以开放许可证发布否则没有人能研究这个系统",
        "训练数据必须以开放许可证公布否则没有人能研究这个系统",
    )

    assert share_a_band(one, other)
    assert 1 > alike(one, other) >= NEARLY_THE_SAME


def test_bands_never_change_since_they_are_stored():
    assert bands("one two three four five")[:2] == ["0615182a6633a", "12e670ba60673"]


@given(texts)
def test_a_text_is_like_itself_and_has_a_few_short_bands(text):
    found = bands(text)

    assert alike(text, text) == 1.0
    assert len(found) in (0, 1, BANDS)
    assert len(set(found)) == len(found)
    assert [band for band in found if len(band) > 17] == []


@given(texts, texts)
def test_likeness_is_symmetric_and_between_nothing_and_all(one, other):
    found = alike(one, other)

    assert 0 <= found <= 1
    assert abs(found - alike(other, one)) < 1e-9


@given(st.text(max_size=200))
def test_any_text_is_like_itself(text):
    assert alike(text, text) == 1.0
    assert bands(tidy(text)) == bands(text)
