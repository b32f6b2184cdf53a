"""Marked words are marked when they change, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.risks import risky_words

texts = st.lists(
    st.sampled_from(
        [
            "it",
            "must",
            "may",
            "not",
            "be",
            "open",
            "all",
            "any",
            "2",
            "3.5",
            "licence",
            "terms",
            "OSI-approved",
            "fee",
        ]
    ),
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("It must be free.", "It should be free.", ("modal:must", "modal:should")),
        ("It is shared.", "It is not shared.", ("negation:not",)),
        ("They do it.", "They don't do it.", ("negation:not",)),
        ("all of these", "at least one of these", ("number:one", "quantifier:all", "quantifier:at least")),
        ("for 2 years", "for 3.5 years", ("number:2", "number:3.5")),
        (
            "OSI-approved terms",
            "OSD-compliant licence",
            ("licence:OSD-compliant", "licence:OSI-approved", "licence:licence", "licence:terms"),
        ),
        ("the Open Source definition says", "it says", ("licence:Open Source Definition",)),
        ("a detailed description", "a complete description", ("quantifier:complete",)),
        ("A tool is used.", "A hammer is used.", ()),
        ("Licensed under a license.", "Licenced under a licence.", ()),
        ("All of it must go", "all of it Must go", ()),
        ("It may be shared", "It MAY be shared", ("modal:may",)),
        ("three parties", "third parties", ("number:three",)),
    ],
)
def test_changed_words_that_are_seldom_editorial_are_marked(old, new, codes):
    assert risky_words(old, new) == codes


def test_defined_terms_are_marked_as_they_were_given():
    assert risky_words("Two models run.", "Two systems run.", terms=["AI system", "Model"]) == ("term:Model",)


def test_a_negation_that_changed_places_is_marked():
    assert risky_words("must not do this and do that", "must do this and not do that") == ("negation:not",)


@given(texts)
def test_nothing_changed_marks_nothing(text):
    assert risky_words(text, text, terms=["open"]) == ()


@given(texts, texts)
def test_marks_are_the_same_in_both_directions_when_all_words_are_new(old, new):
    assert set(risky_words(old, "")) <= set(risky_words(f"{old} {new}", ""))
