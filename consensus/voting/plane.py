"""Pure: the opinion map as a drawing: people as marks in a plane, each opinion group with marks of its own and an outline.

Marks of one opinion group are one path, so that five thousand people weigh little; people at one place share a mark.
Both axes have the same scale, so that near is near in every direction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from .components import Point
from .opinions import OpinionMap

WIDTH, LARGEST, MARGIN = 600, 420, 24
MARKS = (
    "M{x} {y}h0",
    "M{x} {y}m-2.5-2.5l5 5m0-5l-5 5",
    "M{x} {y}m-3 0h6m-3-3v6",
    "M{x} {y}m-3 0l3-3 3 3-3 3z",
    "M{x} {y}m-3 0h6",
)
"""Dots, crosses, pluses, diamonds, dashes: no opinion group is known by its colour alone."""
NAMES = "ABCDE"


@dataclass(frozen=True, slots=True)
class Cloud:
    """An opinion group: its letter, how many people, its marks and its outline as paths, and where its letter stands."""

    name: str
    size: int
    marks: str
    outline: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plane:
    """The drawing."""

    width: int
    height: int
    clouds: tuple[Cloud, ...]


def plane_of(found: OpinionMap) -> Plane:
    """An opinion map with groups → its drawing. Raises ValueError for one that says there is too little to group."""
    if found.too_little is not None:
        raise ValueError("there is nothing to draw")
    placed, height = _scaled(found)
    clouds = tuple(
        _cloud(group, found.sizes[group], [placed[who] for who, its in found.groups.items() if its == group])
        for group in range(found.k)
    )
    return Plane(WIDTH, height, clouds)


def name_of(group: int) -> str:
    """The letter of an opinion group."""
    return NAMES[group]


def _scaled(found: OpinionMap) -> tuple[dict[str, Point], int]:
    """Everybody's place in the drawing, and how high it is."""
    xs, ys = [x for x, _ in found.places.values()], [y for _, y in found.places.values()]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min((WIDTH - 2 * MARGIN) / (wide or 1), (LARGEST - 2 * MARGIN) / (high or 1))
    aside = (WIDTH - scale * wide) / 2
    height = round(scale * high) + 2 * MARGIN
    placed = {
        who: (round(aside + scale * (x - min(xs)), 1), round(MARGIN + scale * (max(ys) - y), 1))
        for who, (x, y) in found.places.items()
    }
    return placed, height


def _cloud(group: int, size: int, points: Sequence[Point]) -> Cloud:
    different = sorted(set(points))
    marks = "".join(MARKS[group].format(x=f"{x:g}", y=f"{y:g}") for x, y in different)
    outline = "".join(f"{'L' if at else 'M'}{x:g} {y:g}" for at, (x, y) in enumerate(hull(different)))
    x, y = (round(fsum(values) / len(points), 1) for values in zip(*points, strict=True))
    return Cloud(name_of(group), size, marks, f"{outline}z", x, y)


def hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull of different points in order, by A. M. Andrew's monotone chain (1979); few points are their own."""
    ordered = sorted(points)
    if len(ordered) < 3:
        return ordered
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(points: Sequence[Point]) -> list[Point]:
    found: list[Point] = []
    for point in points:
        while len(found) > 1 and _turn(found[-2], found[-1], point) <= 0:
            found.pop()
        found.append(point)
    return found


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
