from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from consensus.release.timeline import FLOOR, TOP, Counting, draw, height

BEGINS = datetime(2026, 3, 1, tzinfo=UTC)
STATES = st.tuples(
    st.sampled_from(("pass", "fail", "unknown")),
    st.none() | st.integers(0, 60),
    st.none() | st.integers(0, 50),
)


@st.composite
def histories(draw_: Any) -> list[Counting]:
    """Countings in the order of the record, some at one moment, over a few drafts."""
    found, at, version = [], BEGINS, 0
    for n in range(draw_(st.integers(1, 25))):
        at += timedelta(seconds=draw_(st.integers(0, 10**6)))
        version += draw_(st.integers(0, 1))
        states = draw_(st.dictionaries(st.sampled_from("abc"), STATES))
        found.append(Counting(n, at, f"0.{version}", states))
    return found


def counting(days: int, version: str = "0.1", **states: Any) -> Counting:
    """What was counted some days after the beginning."""
    return Counting(days, BEGINS + timedelta(days=days), version, states)


def test_nothing_counted_is_nothing_drawn() -> None:
    assert draw([], ["a"]) is None


@given(histories())
def test_lanes_go_forward_stay_inside_and_hold_what_was_counted_last(told: list[Counting]) -> None:
    picture = draw(told, ["a", "b", "c"])

    assert picture is not None
    for lane in picture.lanes:
        ends = [0.0, *(one.ends for one in lane.stretches)]
        assert all(one.begins < one.ends <= 100 for one in lane.stretches)
        assert all(one.begins >= before for before, one in zip(ends, lane.stretches, strict=False))
        assert all(TOP <= one.y <= FLOOR for one in lane.stretches)
        assert lane.last == [each.states[lane.id] for each in told if lane.id in each.states][-1]


@given(histories())
def test_every_draft_that_was_counted_has_its_mark(told: list[Counting]) -> None:
    picture = draw(told, ["a"])

    assert picture is not None
    assert [mark.version for mark in picture.drafts] == list(dict.fromkeys(each.version for each in told))
    assert picture.drafts[0].named


def test_what_stays_the_same_is_one_stretch() -> None:
    picture = draw(
        [counting(0, a=("fail", 1, 4)), counting(3, a=("fail", 1, 4)), counting(9, a=("pass", 4, 4))], ["a"]
    )

    assert picture is not None
    [lane] = picture.lanes
    assert [(one.state, one.before) for one in lane.stretches] == [
        ("fail", None),
        ("pass", lane.stretches[0].y),
    ]


def test_countings_of_one_moment_stand_side_by_side() -> None:
    picture = draw([counting(1, a=("fail", n, 9)) for n in range(4)], ["a"])

    assert picture is not None
    assert len({one.begins for one in picture.lanes[0].stretches}) == 4


def test_a_line_rises_to_what_is_asked_and_stands_there_only_when_it_is_met() -> None:
    heights = [height(("fail", n, 10), 10) for n in range(10)]

    assert heights == sorted(heights, reverse=True)
    assert height(("pass", 10, 10), 10) == TOP < height(("fail", 12, 10), 12) < heights[-1]
    assert height(("unknown", None, None), 10) == heights[0] == FLOOR


def test_where_nothing_may_be_left_the_line_falls_as_more_is_left() -> None:
    assert height(("pass", 0, 0), 8) < height(("fail", 2, 0), 8) < height(("fail", 8, 0), 8) == FLOOR
