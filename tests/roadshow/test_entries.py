"""Two people key the same sheet: slips are no difference, other words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.roadshow.entries import (
    Entry,
    cells_of,
    differences,
    entry_of,
    position_called,
    same_entry,
    same_hand,
    same_words,
)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("support", "support"), (" OBJECT ", "object"), ("Can live with it", "accept"), ("can_live_with_it.", "accept"),
        ("1", "support"), ("2", "accept"), ("3", "abstain"), ("4", "object"), ("", ""), ("yes", None), ("5", None),
        ("=support", None), ("ｓｕｐｐｏｒｔ", "support"),
    ],
)  # fmt: skip
def test_positions_are_known_by_name_and_by_what_the_sheet_prints(text, position):
    assert position_called(text) == position


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Too vague.", "too  vague"), ("recreate a system", "recraete a system"), ("can not", "cannot"),
        ("don’t", "don't"), ("", ""), ("licence terms", "license terms"),
    ],
)  # fmt: skip
def test_slips_in_typing_are_the_same_words(one, other):
    assert same_words(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("must", "must not"), ("able", "unable"), ("restricted", "unrestricted"), ("10 years", "11 years"),
        ("include it", "exclude it"), ("can", "can't"), ("version 2024", "version 2023"), ("words", ""), ("a b", "b a"),
    ],
)  # fmt: skip
def test_other_words_are_a_difference(one, other):
    assert not same_words(one, other)


def test_differences_are_named_by_cell():
    first = Entry("object", "Too vague", group="licensee", entered_by="Maria")
    second = Entry("abstain", "too vague", "besides", group="subject", entered_by="Jo")

    assert differences(first, second) == ("position", "group", "comment")
    assert cells_of(first, second) == 4


def test_a_stakeholder_group_that_one_left_out_is_no_difference():
    assert differences(Entry("support", group="licensee"), Entry("support")) == ()


def test_the_same_again_is_known_whatever_account_sent_it_and_when():
    first = Entry("support", entered_by="Maria Ro", by="p:1", at="2024-09-01T10:00:00Z")

    assert same_entry(first, Entry("support", entered_by=" maria  ro", by="p:2"))
    assert not same_entry(first, Entry("support", entered_by="Jo"))
    assert not same_hand("Maria", "Marie")


@given(st.text(max_size=30), st.text(max_size=30))
def test_whether_words_are_the_same_is_symmetric_and_true_of_themselves(one, other):
    assert same_words(one, one)
    assert same_words(one, other) == same_words(other, one)


@given(st.builds(Entry, *(st.text(max_size=5) for _ in Entry.__slots__)))
def test_what_is_stored_is_read_back(entry):
    assert entry_of(entry.as_data()) == entry
