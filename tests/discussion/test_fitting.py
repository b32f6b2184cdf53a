"""A suggestion fits onto changed words when nobody else touched the same place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.discussion.fitting import Conflict, Fitted, fit
from consensus.kit.text.words import tidy

BASE = "The data must be open, and the code must be free to use."
words = st.sampled_from(
    "the data must be open, and **code** free to [use](https://a.b) it. 開放 data".split()
)
prose = st.lists(words, max_size=20).map(" ".join)
anything = st.one_of(prose, st.text(max_size=40), st.text(alphabet="ab *[]()\n.", max_size=30))


@pytest.mark.parametrize(
    ("suggested", "current", "fitted"),
    [
        (
            BASE.replace("must be open", "should be open"),
            BASE.replace("free to use", "free to study"),
            "The data should be open, and the code must be free to study.",
        ),
        (BASE + " Always.", BASE.replace("The data", "All data"), "All data must be open, and the code must be free to use. Always."),
        ("Today the data" + BASE[8:], BASE[:-1] + " and share.", "Today the data must be open, and the code must be free to use and share."),
        (BASE.replace("The data", "All data"), "Now: " + BASE, None),
        (BASE.replace(", and the code must be free to use", ""), BASE.replace("The", "Any"), "Any data must be open."),
    ],
)  # fmt: skip
def test_changes_in_different_places_are_both_kept(suggested, current, fitted):
    assert fit(BASE, suggested, current).text == fitted


def test_the_same_place_changed_in_two_ways_is_told_as_a_conflict():
    suggested, current = (
        BASE.replace("must be open", "must be available"),
        BASE.replace("be open", "be public"),
    )

    assert fit(BASE, suggested, current) == Fitted(
        None, clean=False, conflicts=(Conflict("open", "available", "public"),)
    )


def test_neighbouring_words_changed_by_both_are_a_conflict_too():
    suggested, current = (
        BASE.replace("must be open", "shall be open"),
        BASE.replace("must be open", "must remain open"),
    )

    assert fit(BASE, suggested, current).conflicts == (Conflict("must be", "shall be", "must remain"),)


def test_what_was_done_meanwhile_is_clean():
    suggested = BASE.replace("open", "public")

    assert fit(BASE, suggested, suggested) == Fitted(suggested, clean=True)
    assert fit(BASE, suggested, suggested.replace("free", "easy")).text == suggested.replace("free", "easy")


def test_a_clause_emptied_meanwhile_is_a_conflict():
    assert fit(BASE, BASE + " Always.", "").clean is False


@given(anything, anything)
def test_onto_unchanged_words_the_suggestion_fits_exactly(base, suggested):
    assert fit(base, suggested, base) == Fitted(suggested, clean=True)


@given(anything, anything)
def test_a_suggestion_that_changes_nothing_leaves_the_text(base, current):
    assert fit(base, base, current) == Fitted(current, clean=True)


@given(anything, anything)
def test_a_suggestion_that_was_followed_is_clean(base, suggested):
    assert fit(base, suggested, suggested) == Fitted(suggested, clean=True)


@given(anything, anything, anything)
def test_a_fitting_is_a_text_or_its_conflicts(base, suggested, current):
    fitted = fit(base, suggested, current)

    assert (fitted.text is not None, fitted.conflicts == ()) == (fitted.clean, fitted.clean)
    assert [one for one in fitted.conflicts if one.suggested == one.current == one.base] == []


@given(prose, prose, prose)
def test_it_does_not_matter_who_was_first(base, one, other):
    first, second = fit(base, one, other), fit(base, other, one)

    assert (first.text is None) == (second.text is None)
    assert tidy(first.text or "") == tidy(second.text or "")


@given(prose, prose, prose)
def test_a_fitted_text_invents_no_word(base, suggested, current):
    text = fit(base, suggested, current).text or ""

    assert set(text.split()) - set(base.split()) - set(suggested.split()) - set(current.split()) == set()
