"""Components are directions of most variance; places follow from votes alone."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.components import components, covariances, places

from .making import table

tables = (
    st.integers(2, 6)
    .flatmap(lambda width: st.lists(st.text("adp-", min_size=width, max_size=width), min_size=2, max_size=14))
    .map(lambda rows: table(*rows))
)
NUMBER = {"a": 1, "d": -1, "p": 0}


def deviations(found):
    """Votes less the mean of their clause, 0 where there is none, the plain way."""
    columns = []
    for at in range(len(found.clauses)):
        given_votes = [NUMBER[row[at]] for row in found.codes if row[at] != "-"]
        mean = sum(given_votes) / len(given_votes) if given_votes else 0
        columns.append([NUMBER[row[at]] - mean if row[at] != "-" else 0 for row in found.codes])
    return columns


def dot(one, two):
    return sum(a * b for a, b in zip(one, two, strict=True))


@given(tables)
def test_bits_give_the_covariances_of_votes(found):
    columns = deviations(found)

    for row, one in zip(covariances(found.columns()), columns, strict=True):
        assert row == pytest.approx([dot(one, two) for two in columns], abs=1e-9)


@given(tables)
def test_components_have_length_one_and_stand_upright_on_each_other(found):
    one, two = components(found.columns()).loadings

    for vector in (one, two):
        assert dot(vector, vector) == pytest.approx(1, abs=1e-5) or not any(vector)
    assert dot(one, two) == pytest.approx(0, abs=1e-4)


@given(tables)
def test_the_first_component_explains_more_and_nothing_explains_more_than_all(found):
    first, second = components(found.columns()).explained

    assert 1 + 1e-5 >= first + second >= first >= second >= 0


@given(tables)
def test_no_single_clause_has_more_variance_than_the_first_component(found):
    columns, matrix = found.columns(), covariances(found.columns())
    total = sum(row[at] for at, row in enumerate(matrix))

    if total > 1e-9:
        largest = max(row[at] for at, row in enumerate(matrix))
        assert components(columns).explained[0] >= largest / total - 1e-3


def test_two_opposite_camps_lie_on_a_line():
    found = table("aad", "aad", "dda", "dda")
    columns = found.columns()
    line = components(columns)

    assert line.explained == (1.0, 0.0)
    assert line.loadings[0] == pytest.approx([sqrt(1 / 3), sqrt(1 / 3), -sqrt(1 / 3)], abs=1e-6)
    assert places(found, columns, line) == [(1.73205, 0.0)] * 2 + [(-1.73205, 0.0)] * 2


def test_few_votes_do_not_draw_to_the_middle():
    """The one vote of the last person is scaled by √(3/1): 1/√3 · √3 = 1, in a table whose means it moves a
    little.
    """
    found = table("aad", "aad", "dda", "dda", "a--")
    columns = found.columns()
    points = places(found, columns, components(columns))

    assert points[-1][0] > 0.7
    assert points[0][0] > points[-1][0]


@given(tables, st.randoms(use_true_random=False))
def test_places_are_the_same_in_whatever_order_people_come(found, random):
    order = list(range(len(found.people)))
    random.shuffle(order)
    shuffled = table(*(found.codes[at] for at in order))
    columns, others = found.columns(), shuffled.columns()
    before, after = places(found, columns, components(columns)), places(shuffled, others, components(others))

    assert after == [before[at] for at in order]


def test_where_nobody_differs_there_is_no_direction():
    assert components(table("aap", "aap", "aa-").columns()).is_nothing
    assert components(table("---", "---").columns()).is_nothing
    assert not components(table("aap", "aad").columns()).is_nothing
