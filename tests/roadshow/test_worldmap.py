"""The map of stops: points agree with the drawing of the land, in its units."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.config import ROOT
from consensus.roadshow.worldmap import APART, HEIGHT, WIDTH, Spot, projected, set_apart

LAND = ROOT / "consensus/static/world.svg"


@pytest.mark.parametrize(
    "latitude, longitude, spot",
    [(0, 0, Spot(1000.0, 482.8)), (0, -180, Spot(0.0, 482.8)), (0, 180, Spot(2000.0, 482.8)), (84, 0, Spot(1000.0, 0.0))],
)  # fmt: skip
def test_known_places_have_their_points(latitude: float, longitude: float, spot: Spot) -> None:
    assert projected(latitude, longitude) == spot


@given(st.floats(-56, 84), st.floats(-180, 180))
def test_every_inhabited_place_is_on_the_map(latitude: float, longitude: float) -> None:
    spot = projected(latitude, longitude)

    assert 0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT


@given(st.floats(-56, 84), st.floats(-180, 180))
def test_east_and_west_mirror_each_other(latitude: float, longitude: float) -> None:
    here, there = projected(latitude, longitude), projected(latitude, -longitude)

    assert here.y == there.y and abs(here.x + there.x - WIDTH) <= 0.2


@given(st.lists(st.builds(Spot, st.floats(0, WIDTH), st.floats(0, HEIGHT)), max_size=12))
def test_no_two_points_stand_on_each_other(spots: list[Spot]) -> None:
    placed = list(set_apart(spots))

    assert [spot.x for spot in placed] == [spot.x for spot in spots]
    assert all(
        (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (APART - 1e-6) ** 2
        for n, one in enumerate(placed)
        for other in placed[:n]
    )


def test_the_land_is_drawn_in_the_same_units_and_weighs_little() -> None:
    drawing = LAND.read_text("utf-8")

    assert f'viewBox="0 0 {WIDTH} {HEIGHT}"' in drawing
    assert "Natural Earth" in drawing
    assert len(drawing) < 40_000


def test_cities_stand_on_the_land_that_is_drawn() -> None:
    """Rings are closed by a simple rule: a ray from a city on land crosses outlines an odd number of times."""
    rings = list(_rings(LAND.read_text("utf-8")))
    cities = {
        "Madrid": (40.4, -3.7),
        "Nairobi": (-1.3, 36.8),
        "Bengaluru": (13.0, 77.6),
        "Chicago": (41.9, -88.3),
    }

    assert {name for name, place in cities.items() if _is_on(projected(*place), rings)} == set(cities)
    assert not _is_on(projected(0, -140), rings)


def _rings(drawing: str) -> list[list[tuple[int, int]]]:
    rings = []
    for ring in re.findall(r"M([^z]+)z", drawing.split(' d="')[1]):
        numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
        x, y = numbers[:2]
        points = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        rings.append(points)
    return rings


def _is_on(spot: Spot, rings: list[list[tuple[int, int]]]) -> bool:
    crossed = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > spot.y) != (y2 > spot.y) and spot.x < (x2 - x1) * (spot.y - y1) / (y2 - y1) + x1:
                crossed += 1
    return crossed % 2 == 1
