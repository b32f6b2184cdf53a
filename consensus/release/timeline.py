"""Pure: how far a draft came, as lines over time: what is drawn of the countings that the record holds.

Each criterion has a lane. The line's height says how near its number is to what is asked, its manner whether that is met;
the lane's upper edge is what is asked. Widths are shares of the lane, so that a lane is as wide as there is room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

TOP, NEAR, FLOOR = 5, 8, 27
"""Where in a lane of 32 units stands what is met, what is nearly so, and nothing of it."""
EVENLY = 0.5
"""Countings of one evening would fall on one spot: half of the width goes by time, half by their order."""

State = tuple[str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Counting:
    """What was counted at one entry of the record: of each criterion its state, number and threshold."""

    n: int
    at: datetime
    version: str
    states: Mapping[str, State]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A level stretch of a lane: from where to where, how high, in which state; how high the one before it was."""

    begins: float
    ends: float
    y: int
    state: str
    before: int | None


@dataclass(frozen=True, slots=True)
class Lane:
    """One criterion over time, and what it was in the end."""

    id: str
    stretches: tuple[Stretch, ...]
    last: State


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a draft begins; whether its name finds room beside the one before."""

    version: str
    x: float
    named: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """All lanes, and where each draft begins."""

    lanes: tuple[Lane, ...]
    drafts: tuple[Mark, ...]
    first: datetime
    last: datetime


def draw(countings: Sequence[Counting], ids: Sequence[str]) -> Picture | None:
    """The picture of some countings, the oldest first, with a lane for each of some criteria; None of none."""
    if not countings:
        return None
    places = _places([counting.at for counting in countings])
    lanes = tuple(_lane(id, countings, places) for id in ids if any(id in each.states for each in countings))
    return Picture(lanes, _drafts(countings, places), countings[0].at, countings[-1].at)


def _places(times: Sequence[datetime]) -> list[float]:
    """Where on the width each counting stands, between 0 and 100; the last one reaches to 100, with a stretch of its own."""
    n, whole = len(times), (times[-1] - times[0]).total_seconds()
    by_time = [(at - times[0]).total_seconds() / whole if whole > 0 else i / n for i, at in enumerate(times)]
    own = 1 - 1 / n
    return [round(100 * (EVENLY * i / n + (1 - EVENLY) * own * share), 2) for i, share in enumerate(by_time)]


def _drafts(countings: Sequence[Counting], places: Sequence[float]) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    last = None
    for counting, x in zip(countings, places, strict=True):
        if marks and marks[-1].version == counting.version:
            continue
        named = last is None or x - last >= 12
        last = x if named else last
        marks.append(Mark(counting.version, x, named))
    return tuple(marks)


def _lane(id: str, countings: Sequence[Counting], places: Sequence[float]) -> Lane:
    most = max((state[1] or 0 for each in countings if (state := each.states.get(id))), default=0)
    stretches: list[Stretch] = []
    for i, counting in enumerate(countings):
        ends = places[i + 1] if i + 1 < len(places) else 100.0
        state = counting.states.get(id)
        if state is None:
            continue
        y = height(state, most)
        before = stretches[-1] if stretches and stretches[-1].ends == places[i] else None
        if before and (before.y, before.state) == (y, state[0]):
            stretches[-1] = Stretch(before.begins, ends, y, before.state, before.before)
        else:
            stretches.append(Stretch(places[i], ends, y, state[0], before.y if before else None))
    last = next(each.states[id] for each in reversed(countings) if id in each.states)
    return Lane(id, tuple(stretches), last)


def height(state: State, most: int) -> int:
    """How high a line stands: at the top where what is asked is reached. ``most`` is the highest number it ever had.

    Where nothing may be left over, the line falls as more is left. Not known stands on the floor.
    """
    told, value, threshold = state
    if told == "pass":
        return TOP
    if value is None or threshold is None:
        return FLOOR
    share = value / threshold if threshold else 1 - value / max(most, 1)
    return round(FLOOR - (FLOOR - NEAR) * max(0.0, min(share, 1.0)))
