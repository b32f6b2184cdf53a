"""Changes that a reader can take in."""

from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.words.differences import agreements
from consensus.drafts.words.tidying import Change, changes

sequences = st.lists(st.sampled_from(["the", "data", ".", ",", "open"]), max_size=25)


def tidied(old, new):
    old, new = old.split(), new.split()
    return [
        (" ".join(old[one.i1 : one.i2]), " ".join(new[one.j1 : one.j2]))
        for one in changes(agreements(old, new), old=old, new=new)
    ]


def test_a_small_word_between_changes_is_given_up():
    assert tidied("red the green end", "blue the yellow end") == [("red the green", "blue the yellow")]


def test_a_telling_word_between_small_changes_is_kept():
    assert tidied("a information b end", "c information d end") == [("a", "c"), ("b", "d")]


def test_the_end_of_a_sentence_is_kept_between_replaced_words():
    assert tidied("red . green end", "blue . yellow end") == [("red", "blue"), ("green", "yellow")]


def test_an_insertion_slides_to_the_end_of_a_phrase():
    assert tidied("it is . it was .", "it is . it will . it was .") == [("", "it will .")]


@given(sequences, sequences)
def test_what_lies_between_changes_is_equal(old, new):
    i = j = 0
    for change in [
        *changes(agreements(old, new), old=old, new=new),
        Change(len(old), len(old), len(new), len(new)),
    ]:
        assert old[i : change.i1] == new[j : change.j1]
        i, j = change.i2, change.j2
