"""Pure: points in a plane → groups of points that lie together: k-means for several k, the best k by
silhouette.

k-means by Lloyd's steps (S. P. Lloyd, *Least squares quantization in PCM*, IEEE Transactions on Information
Theory 28 (1982), 129-137), from fixed beginnings instead of random ones; the silhouette is P. J. Rousseeuw's
(*Silhouettes*, Journal of Computational and Applied Mathematics 20 (1987), 53-65), with 0 for one alone.
Polis does both on a hundred clusters of people that it makes first; here they are done on a sample taken
evenly through all places, and every person then joins the nearest centre until nobody moves. A few who lie
far from everybody make no group: groups are made without them, then they join the nearest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from .components import PLACES, Point

FEWEST, MOST = 2, 5
SAMPLE, STEPS, ROUNDS = 400, 40, 8


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups numbered from 0, the largest first. ``labels[i]`` is the group of point i."""

    labels: tuple[int, ...]
    centres: tuple[Point, ...]
    silhouettes: tuple[tuple[int, float], ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many points each group has."""
        return tuple(self.labels.count(at) for at in range(len(self.centres)))


def grouped(points: Sequence[Point], *, smallest: int) -> Grouping | None:
    """The grouping with the highest silhouette of those without a group below `smallest`; fewer groups win a
    tie.

    At most 5 groups, and 2 more than there are dozens of points, as in Polis. None: there is no such
    grouping.
    """
    sample = _sample(points)
    distances = [[_distance(one, two) for two in sample] for one in sample]
    best: tuple[float, list[Point]] | None = None
    silhouettes = []
    for k in range(FEWEST, min(MOST, 2 + len(points) // 12) + 1):
        centres = _centres(points, k, smallest)
        if centres is None:
            continue
        value = round(_silhouette(distances, _nearest(sample, centres), k), PLACES)
        silhouettes.append((k, value))
        if best is None or value > best[0]:
            best = value, centres
    return _numbered(_nearest(points, best[1]), best[1], tuple(silhouettes)) if best else None


def _centres(points: Sequence[Point], k: int, smallest: int) -> list[Point] | None:
    """Centres of k groups, each of enough points. Groups of fewer are strays: the others are grouped without
    them.
    """
    inside = list(points)
    for _ in range(ROUNDS):
        centres = _settled(inside, _best_start(_sample(inside), k))
        labels = _nearest(inside, centres)
        strays = {at for at in range(k) if labels.count(at) < smallest}
        if not strays:
            return centres
        left = [point for point, label in zip(inside, labels, strict=True) if label not in strays]
        if len(left) == len(inside) or len(left) < k * smallest:
            return None
        inside = left
    return None


def _sample(points: Sequence[Point]) -> list[Point]:
    """Some points, taken evenly through all places; all of them where they are few."""
    ordered = sorted(points)
    if len(ordered) <= SAMPLE:
        return ordered
    return [ordered[at * len(ordered) // SAMPLE] for at in range(SAMPLE)]


def _best_start(sample: Sequence[Point], k: int) -> list[Point]:
    """The centres that lie closest to the points of a sample, of several fixed beginnings."""
    found = [_settled(sample, start) for start in _starts(sample, k)]
    return min(found, key=lambda centres: (_inertia(sample, centres), sorted(centres)))


def _starts(sample: Sequence[Point], k: int) -> list[list[Point]]:
    """Beginnings: evenly from side to side, evenly from bottom to top, and each as far from the others as can
    be.
    """
    upwards = sorted(sample, key=lambda point: (point[1], point[0]))
    middles = [(2 * at + 1) * len(sample) // (2 * k) for at in range(k)]
    middle = (fsum(x for x, _ in sample) / len(sample), fsum(y for _, y in sample) / len(sample))
    far = [max(sample, key=lambda point: (_distance(point, middle), point))]
    while len(far) < k:
        far.append(max(sample, key=lambda point: (min(_distance(point, each) for each in far), point)))
    return [[sample[at] for at in middles], [upwards[at] for at in middles], far]


def _settled(points: Sequence[Point], centres: Sequence[Point]) -> list[Point]:
    """Move centres to the middle of the points nearest to them until they stay, or for so many steps."""
    now = list(centres)
    for _ in range(STEPS):
        labels = _nearest(points, now)
        moved = [_middle(points, labels, at, now[at]) for at in range(len(now))]
        if moved == now:
            break
        now = moved
    return now


def _nearest(points: Sequence[Point], centres: Sequence[Point]) -> list[int]:
    """The nearest centre of each point, the first of several."""
    first_x, first_y = centres[0]
    others = [(at, x, y) for at, (x, y) in enumerate(centres)][1:]
    labels = []
    for x, y in points:
        label, least = 0, (x - first_x) * (x - first_x) + (y - first_y) * (y - first_y)
        for at, centre_x, centre_y in others:
            away = (x - centre_x) * (x - centre_x) + (y - centre_y) * (y - centre_y)
            if away < least:
                label, least = at, away
        labels.append(label)
    return labels


def _middle(points: Sequence[Point], labels: Sequence[int], group: int, alone: Point) -> Point:
    members = [point for point, label in zip(points, labels, strict=True) if label == group]
    if not members:
        return alone
    return fsum(x for x, _ in members) / len(members), fsum(y for _, y in members) / len(members)


def _inertia(points: Sequence[Point], centres: Sequence[Point]) -> float:
    labels = _nearest(points, centres)
    away = (_distance(point, centres[label]) for point, label in zip(points, labels, strict=True))
    return fsum(each * each for each in away)


def _silhouette(distances: Sequence[Sequence[float]], labels: Sequence[int], k: int) -> float:
    """The mean silhouette of points, of which the distances to each other are known."""
    members = [[at for at, label in enumerate(labels) if label == group] for group in range(k)]
    widths = []
    for at, row in enumerate(distances):
        means = [fsum(map(row.__getitem__, each)) / len(each) if each else None for each in members]
        own = members[labels[at]]
        near = min(
            (each for group, each in enumerate(means) if group != labels[at] and each is not None),
            default=None,
        )
        if len(own) == 1 or near is None:
            widths.append(0.0)
            continue
        inside = fsum(row[other] for other in own) / (len(own) - 1)
        widths.append((near - inside) / max(near, inside) if near or inside else 0.0)
    return fsum(widths) / len(widths)


def _numbered(
    labels: Sequence[int], centres: Sequence[Point], silhouettes: tuple[tuple[int, float], ...]
) -> Grouping:
    """Groups in the order of their sizes, then of their places."""
    order = sorted(range(len(centres)), key=lambda at: (-labels.count(at), centres[at]))
    number = {at: new for new, at in enumerate(order)}
    rounded = tuple((round(centres[at][0], PLACES), round(centres[at][1], PLACES)) for at in order)
    return Grouping(tuple(number[label] for label in labels), rounded, silhouettes)


def _distance(one: Point, two: Point) -> float:
    x, y = one[0] - two[0], one[1] - two[1]
    return sqrt(x * x + y * y)
