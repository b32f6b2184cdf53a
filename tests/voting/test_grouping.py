"""Points that lie together are one group."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.grouping import grouped


def heap(x, y, many, *, step=0.01):
    return [(x + step * (at % 5), y + step * (at // 5)) for at in range(many)]


HEAPS = [heap(0, 0, 30), heap(10, 0, 20), heap(0, 10, 15), heap(10, 10, 10), heap(30, 30, 5)]


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_heaps_are_found_and_numbered_by_size(k):
    points = [point for each in HEAPS[:k] for point in each]
    found = grouped(points, smallest=3)

    assert found.sizes == tuple(map(len, HEAPS[:k]))
    assert list(found.labels) == [at for at, each in enumerate(HEAPS[:k]) for _ in each]


def test_no_group_is_smaller_than_stated():
    points = [*heap(0, 0, 30), *heap(5, 0, 30), (100.0, 100.0)]

    assert grouped(points, smallest=3).sizes == (31, 30)
    assert min(grouped(points, smallest=1).sizes) == 1
    assert grouped([(0.0, 0.0)] * 5 + [(1.0, 0.0)], smallest=3) is None


def test_the_silhouette_is_that_of_rousseeuw():
    """Two pairs at distance 1, a square apart: a = 1, b = (3 + √10) / 2 for each of the four."""
    found = grouped([(0.0, 0.0), (0.0, 1.0), (3.0, 0.0), (3.0, 1.0)], smallest=2)
    b = (3 + sqrt(10)) / 2

    assert found.silhouettes == ((2, round((b - 1) / b, 6)),)
    assert found.centres == ((0.0, 0.5), (3.0, 0.5))


points = st.lists(st.tuples(*[st.integers(-20, 20).map(lambda n: n / 4)] * 2), min_size=6, max_size=40)


@given(points, st.randoms(use_true_random=False))
def test_groups_are_the_same_in_whatever_order_points_come(several, random):
    found = grouped(several, smallest=2)
    order = list(range(len(several)))
    random.shuffle(order)
    again = grouped([several[at] for at in order], smallest=2)

    assert (found is None) == (again is None)
    if found:
        assert again.centres == found.centres
        assert list(again.labels) == [found.labels[at] for at in order]
        assert min(found.sizes) >= 2
        assert list(found.sizes) == sorted(found.sizes, reverse=True)


@given(points)
def test_everybody_is_in_the_group_of_the_nearest_centre(several):
    found = grouped(several, smallest=1)
    if found is None:
        return
    for (x, y), label in zip(several, found.labels, strict=True):
        away = [(x - a) ** 2 + (y - b) ** 2 for a, b in found.centres]
        assert away[label] <= min(away) + 1e-4
