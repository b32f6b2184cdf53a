"""Pure: where a place of the earth stands on the map of stops, which is drawn in Equal Earth, an equal-area projection.

``static/world.svg`` holds the land in the same projection and the same units. Formulas: Šavrič, Patterson and Jenny,
*The Equal Earth map projection*, 2018.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import asin, cos, hypot, radians, sin, sqrt

WIDTH, HEIGHT = 2000, 870
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = sqrt(3) / 2
NORTH = 84
"""The latitude at the upper edge; the lower one lies south of Tierra del Fuego. Antarctica is not drawn."""
APART = 26


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the map."""

    x: float
    y: float


def projected(latitude: float, longitude: float) -> Spot:
    """A place of the earth, in degrees → its point on the map."""
    x, y = _equal_earth(latitude, longitude)
    return Spot(round((x + EAST) * SCALE, 1), round((TOP - y) * SCALE, 1))


def set_apart(spots: Iterable[Spot], *, apart: float = APART) -> Iterator[Spot]:
    """The same points, each moved down by as little as keeps it clear of those before it: two stops in one city are seen."""
    placed: list[Spot] = []
    for spot in spots:
        while any(hypot(spot.x - other.x, spot.y - other.y) < apart for other in placed):
            spot = Spot(spot.x, spot.y + apart / 2)
        placed.append(spot)
        yield spot


def _equal_earth(latitude: float, longitude: float) -> tuple[float, float]:
    t = asin(M * sin(radians(latitude)))
    square = t * t
    sixth = square**3
    x = radians(longitude) * cos(t) / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    return x, t * (A1 + A2 * square + sixth * (A3 + A4 * square))


EAST = _equal_earth(0, 180)[0]
SCALE = WIDTH / (2 * EAST)
TOP = _equal_earth(NORTH, 0)[1]
