"""The drawing of an opinion map: everybody is in it, outlines hold their own, and no group is known by colour alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.voting.opinions import OpinionMap, opinion_map
from consensus.voting.plane import LARGEST, MARKS, WIDTH, hull, plane_of
from consensus.voting.saying import said

from .making import table

TWO = OpinionMap(
    smallest=2,
    groups={"a": 0, "b": 0, "c": 0, "d": 1, "e": 1},
    places={"a": (-2.0, 1.0), "b": (-2.0, 1.0), "c": (-1.0, 0.0), "d": (2.0, 0.0), "e": (2.0, -1.0)},
    centres=((-1.5, 0.5), (2.0, -0.5)),
)


def test_each_opinion_group_has_a_letter_its_size_and_marks_of_its_own() -> None:
    plane = plane_of(TWO)

    assert [(cloud.name, cloud.size) for cloud in plane.clouds] == [("A", 3), ("B", 2)]
    assert [cloud.marks.count("M") for cloud in plane.clouds] == [2, 2]
    assert ["l5 5" in cloud.marks for cloud in plane.clouds] == [False, True]
    assert len(set(MARKS)) == 5


def test_everybody_lies_within_the_drawing() -> None:
    plane = plane_of(TWO)
    places = [
        tuple(map(float, pair))
        for cloud in plane.clouds
        for pair in re.findall(r"M([\d.]+) ([\d.]+)", cloud.marks)
    ]

    assert all(0 < x < plane.width == WIDTH and 0 < y < plane.height <= LARGEST for x, y in places)
    assert len(places) == 4


def test_near_is_near_in_every_direction() -> None:
    plane = plane_of(TWO)
    places = {
        tuple(map(float, pair))
        for cloud in plane.clouds
        for pair in re.findall(r"M([\d.]+) ([\d.]+)", cloud.marks)
    }
    (ax, ay), (cx, cy), (dx, dy), (_ex, ey) = sorted(places, key=lambda place: (place[0], place[1]))

    assert cx - ax == pytest.approx(cy - ay, abs=0.2) == pytest.approx(ey - dy, abs=0.2)
    assert dx - ax == pytest.approx(4 * (cx - ax), abs=0.5)


def test_a_real_map_can_be_drawn() -> None:
    found = opinion_map(table(*["aad"] * 8, *["dda"] * 8), least_votes=1)

    plane = plane_of(found)

    assert [cloud.size for cloud in plane.clouds] == [8, 8]
    assert [cloud.marks.count("M") for cloud in plane.clouds] == [1, 1]


def test_too_little_to_group_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        plane_of(OpinionMap(5, said("too-few-clauses")))


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=3, unique=True))
def test_a_hull_holds_all_its_points_and_turns_one_way(points: list[tuple[float, float]]) -> None:
    corners = hull(points)
    pairs = list(zip(corners, corners[1:] + corners[:1], strict=True))

    assert set(corners) <= set(points)
    assert all(
        (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0 for (ax, ay), (bx, by) in pairs for x, y in points
    )
