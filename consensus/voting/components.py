"""Pure: people placed in a plane by their votes: principal components with missing values, as Polis has them.

A missing vote counts as the mean of its clause, so that it says nothing. The covariance of two clauses is
then made of whole numbers (how many agreed to both, and so on), which bits of people give without going
through the people. The two first components are found by power iteration on both at once (orthogonal
iteration: Golub and Van Loan, *Matrix Computations*, 4th ed., 8.2.4; Polis iterates one after the other). A
person who gave v of m votes is placed by these votes alone, then moved outwards by √(m/v), so that few votes
do not draw to the middle (``sparsity-aware-project-ptpt`` in Polis' ``math/src/polismath/math/pca.clj``).

Sums are taken with ``fsum``, which rounds once whatever the order, and nothing else than + - × ÷ √ is used:
places are equal on every machine, and whatever the order of people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from operator import getitem, mul

from .votes import Column, VoteTable

TURNS, CLOSE = 100, 1e-10
GOLDEN, SILVER = 0.6180339887498949, 0.41421356237309515
"""Two irrational steps, for starting vectors that no table is orthogonal to by chance."""
PLACES = 6

Vector = list[float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Components:
    """The loadings of each clause on both components, and what part of all variance each explains."""

    loadings: tuple[Vector, Vector]
    explained: Point

    @property
    def is_nothing(self) -> bool:
        """Whether nobody differs from anybody."""
        return not any(self.loadings[0])


def places(table: VoteTable, columns: Sequence[Column], found: Components) -> list[Point]:
    """Each person's place, rounded."""
    across, up = (_weights(columns, loadings) for loadings in found.loadings)
    width = len(table.clauses)
    points = []
    for codes in table.codes:
        outwards = sqrt(width / max(1, width - codes.count("-")))
        x, y = fsum(map(getitem, across, codes)), fsum(map(getitem, up, codes))
        points.append((_rounded(outwards * x), _rounded(outwards * y)))
    return points


def components(columns: Sequence[Column]) -> Components:
    """The two first principal components of a table's columns; zeros where there is no such direction."""
    matrix = covariances(columns)
    variance = fsum(row[at] for at, row in enumerate(matrix))
    one = _unit([GOLDEN * (at + 1) % 1 + 0.5 for at in range(len(matrix))])
    two = _apart([SILVER * (at + 1) % 1 - 0.5 for at in range(len(matrix))], one)
    for _ in range(TURNS):
        next_one = _unit(_times(matrix, one))
        next_two = _apart(_times(matrix, two), next_one)
        still = max(_outside(next_one, one, two), _outside(next_two, one, two))
        one, two = next_one, next_two
        if still < CLOSE:
            break
    one, two, values = _main_axes(matrix, one, two)
    explained = tuple(round(max(0.0, value) / variance, PLACES) if variance else 0.0 for value in values)
    return Components((_signed(one), _signed(two)), (explained[0], explained[1]))


def covariances(columns: Sequence[Column]) -> list[Vector]:
    """Sums of products of deviations from the means, clause by clause, over the people who voted on both."""
    means = [column.mean for column in columns]
    matrix = [[0.0] * len(columns) for _ in columns]
    for i, one in enumerate(columns):
        for j in range(i, len(columns)):
            matrix[i][j] = matrix[j][i] = _covariance(one, columns[j], means[i], means[j])
    return matrix


def _covariance(one: Column, two: Column, mean: float, other: float) -> float:
    alike = (one.agree & two.agree).bit_count() + (one.disagree & two.disagree).bit_count()
    unlike = (one.agree & two.disagree).bit_count() + (one.disagree & two.agree).bit_count()
    of_one = (one.agree & two.seen).bit_count() - (one.disagree & two.seen).bit_count()
    of_two = (two.agree & one.seen).bit_count() - (two.disagree & one.seen).bit_count()
    both = (one.seen & two.seen).bit_count()
    return alike - unlike - mean * of_two - other * of_one + mean * other * both


def _main_axes(matrix: list[Vector], one: Vector, two: Vector) -> tuple[Vector, Vector, Point]:
    """Within the plane found, the axes of most and of least variance, and how much each has (Rayleigh and
    Ritz).
    """
    a, c = _dot(one, _times(matrix, one)), _dot(two, _times(matrix, two))
    b = _dot(one, _times(matrix, two))
    middle, reach = (a + c) / 2, sqrt((a - c) * (a - c) / 4 + b * b)
    high, low = middle + reach, middle - reach
    if abs(b) <= CLOSE * max(abs(a), abs(c)):
        return (one, two, (a, c)) if a >= c else (two, one, (c, a))
    length = sqrt(b * b + (high - a) * (high - a))
    x, y = b / length, (high - a) / length
    first = [x * p + y * q for p, q in zip(one, two, strict=True)]
    second = [x * q - y * p for p, q in zip(one, two, strict=True)]
    return first, second, (high, low)


def _weights(columns: Sequence[Column], loadings: Vector) -> list[dict[str, float]]:
    """What each vote on each clause adds to a place."""
    return [
        {
            "a": (1 - column.mean) * loading,
            "p": -column.mean * loading,
            "d": (-1 - column.mean) * loading,
            "-": 0.0,
        }
        for column, loading in zip(columns, loadings, strict=True)
    ]


def _times(matrix: list[Vector], vector: Vector) -> Vector:
    return [fsum(map(mul, row, vector)) for row in matrix]


def _dot(one: Vector, two: Vector) -> float:
    return fsum(map(mul, one, two))


def _unit(vector: Vector) -> Vector:
    """The same direction with length 1; zeros stay zeros."""
    length = sqrt(_dot(vector, vector))
    return [each / length for each in vector] if length > CLOSE else [0.0] * len(vector)


def _apart(vector: Vector, other: Vector) -> Vector:
    """What a vector has apart from a unit vector, with length 1; zeros where that is nothing."""
    along, length = _dot(vector, other), sqrt(_dot(vector, vector))
    rest = [each - along * part for each, part in zip(vector, other, strict=True)]
    return _unit(rest) if sqrt(_dot(rest, rest)) > CLOSE * length else [0.0] * len(vector)


def _outside(vector: Vector, one: Vector, two: Vector) -> float:
    """How far a unit vector reaches out of a plane."""
    p, q = _dot(vector, one), _dot(vector, two)
    rest = (each - p * a - q * b for each, a, b in zip(vector, one, two, strict=True))
    return sqrt(fsum(each * each for each in rest))


def _signed(vector: Vector) -> Vector:
    """Of a direction and its opposite the one in which the clause that matters most, the first of several, is
    positive.
    """
    rounded = [_rounded(each) for each in vector]
    most = max(rounded, key=abs, default=0.0)
    largest = next((each for each in rounded if abs(each) >= abs(most) - 10**-PLACES), 0.0)
    return [-each for each in rounded] if largest < 0 else rounded


def _rounded(number: float) -> float:
    """Rounded, and never minus zero."""
    return round(number, PLACES) + 0.0
