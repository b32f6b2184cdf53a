"""What is published leaves nobody alone, and keeps as much as the rule allows."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.coarsening import HIDDEN, Row, coarsened

rows = st.lists(
    st.builds(
        Row,
        st.sampled_from("abcdefghijkl"),
        st.tuples(st.sampled_from("xyz"), st.sampled_from("pqr"), st.sampled_from(["1", "2"])),
    ),
    max_size=40,
)


def people_by_combination(several, published):
    found = defaultdict(set)
    for row, features in zip(several, published, strict=True):
        found[features].add(row.person)
    return found


@given(rows, st.integers(1, 4))
def test_nobody_is_alone_in_what_is_published(several, below):
    published = coarsened(several, below=below)
    held = people_by_combination(several, published)

    assert all(len(who) >= below for who in held.values()) or set(held) == {(HIDDEN,) * 3}


@given(rows, st.integers(1, 4))
def test_features_are_published_as_they_are_or_not_at_all(several, below):
    for row, features in zip(several, coarsened(several, below=below), strict=True):
        assert all(now in (was, HIDDEN) for was, now in zip(row.features, features, strict=True))


@given(rows, st.randoms(use_true_random=False))
def test_what_becomes_of_a_row_does_not_depend_on_the_order(several, random):
    before = dict(zip((row.features for row in several), coarsened(several), strict=True))
    shuffled = list(several)
    random.shuffle(shuffled)

    assert dict(zip((row.features for row in shuffled), coarsened(shuffled), strict=True)) == before


@given(rows)
def test_what_enough_people_share_is_not_made_coarser_unless_others_have_to_hide_in_it(several):
    published = coarsened(several, below=3)
    before = people_by_combination(several, [row.features for row in several])
    hidden = any(features == (HIDDEN,) * 3 for features in published)
    for row, features in zip(several, published, strict=True):
        if len(before[row.features]) >= 3 and features != row.features:
            assert hidden


def test_what_tells_most_goes_first():
    several = [
        Row("a", ("org:1", "africa", "subject")),
        Row("b", ("org:2", "africa", "subject")),
        Row("c", ("", "africa", "subject")),
        *(Row(name, ("", "europe", "subject")) for name in "def"),
    ]

    assert coarsened(several) == [("*", "africa", "subject")] * 3 + [("", "europe", "subject")] * 3


def test_somebody_left_alone_hides_among_the_smallest_others():
    several = [
        Row("a", ("africa", "regulator")),
        *(Row(name, ("europe", "subject")) for name in "bcd"),
        *(Row(name, ("asia", "licensee")) for name in "efgh"),
    ]

    assert coarsened(several) == [("*", "*")] * 4 + [("asia", "licensee")] * 4


def test_one_person_with_many_rows_is_one_person():
    several = [Row("a", ("africa", "subject"))] * 9

    assert coarsened(several) == [("*", "*")] * 9
    assert coarsened([]) == []
