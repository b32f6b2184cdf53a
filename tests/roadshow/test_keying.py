"""Objections and a random tenth are keyed twice; everything is where more than two cells in a hundred differ."""

from hypothesis import given
from hypothesis import strategies as st

from consensus.roadshow.entries import Entry
from consensus.roadshow.keying import LEAST, Errors, drawn, errors_of, keyed_twice


def test_a_tenth_of_rows_is_drawn_and_always_the_same():
    rows = [("dakar", str(sheet), "Ana", f"clause-{n}") for sheet in range(100) for n in range(20)]
    first = [drawn(*row) for row in rows]

    assert 150 < sum(first) < 250
    assert [drawn(*row) for row in rows] == first


def test_objections_are_keyed_twice_and_others_where_they_are_drawn_or_all_are():
    supports, objects = Entry("support"), Entry("object", "no")

    assert keyed_twice(objects, draw=False, all_of_them=False)
    assert not keyed_twice(supports, draw=False, all_of_them=False)
    assert keyed_twice(supports, draw=True, all_of_them=False)
    assert keyed_twice(supports, draw=False, all_of_them=True)


def test_errors_are_cells_that_differ_among_those_keyed_twice():
    pairs = [
        (Entry("support"), Entry("support")),
        (Entry("object", "Too vague"), Entry("abstain", "Too vague")),
        (Entry(comment="words"), Entry(comment="other words")),
    ]

    assert errors_of(pairs) == Errors(cells=4, differing=2)


def test_two_in_a_hundred_are_not_too_many_and_few_cells_say_nothing():
    assert not Errors(100, 2).too_many
    assert Errors(100, 3).too_many
    assert not Errors(LEAST - 1, LEAST - 1).too_many


@given(
    st.lists(st.sampled_from([Entry("support"), Entry("object", "no"), Entry(comment="words")]), max_size=20)
)
def test_who_keys_the_same_makes_no_errors(entries):
    assert errors_of((entry, entry) for entry in entries).differing == 0
