"""When somebody is written to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.following.paces import Pace, due, is_direct

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@pytest.mark.parametrize(
    "at, daily, weekly",
    [
        ("2026-11-18T05:59", "2026-11-18T06:00", "2026-11-23T06:00"),
        ("2026-11-18T06:00", "2026-11-19T06:00", "2026-11-23T06:00"),
        ("2026-11-23T05:59", "2026-11-23T06:00", "2026-11-23T06:00"),
        ("2026-11-23T06:00", "2026-11-24T06:00", "2026-11-30T06:00"),
        ("2026-12-31T12:00", "2027-01-01T06:00", "2027-01-04T06:00"),
    ],
)
def test_digests_leave_in_the_morning_and_on_mondays(at: str, daily: str, weekly: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    found = [due(pace, direct=False, at=moment) for pace in (Pace.DAILY, Pace.WEEKLY)]

    assert found == [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (daily, weekly)]


@given(MOMENTS)
def test_what_concerns_somebody_comes_at_once_unless_they_want_mail_weekly_or_never(at: datetime) -> None:
    at_once = {pace: due(pace, direct=True, at=at) == at for pace in Pace}

    assert at_once == {Pace.AT_ONCE: True, Pace.DAILY: True, Pace.WEEKLY: False, Pace.NEVER: False}


@given(MOMENTS, st.sampled_from(Pace), st.booleans())
def test_nothing_waits_longer_than_the_pace_says(at: datetime, pace: Pace, direct: bool) -> None:
    longest = {Pace.AT_ONCE: timedelta(0), Pace.DAILY: timedelta(days=1), Pace.WEEKLY: timedelta(days=7)}
    moment = due(pace, direct=direct, at=at)

    assert (moment is None) == (pace is Pace.NEVER)
    assert moment is None or timedelta(0) <= moment - at <= longest[pace]


@given(MOMENTS, MOMENTS, st.sampled_from([Pace.AT_ONCE, Pace.DAILY, Pace.WEEKLY]))
def test_what_came_earlier_is_never_due_later(one: datetime, other: datetime, pace: Pace) -> None:
    first, second = (due(pace, direct=False, at=at) for at in sorted((one, other)))

    assert first is not None and second is not None and first <= second


@pytest.mark.parametrize(
    "why, direct", [("reply", True), ("yours", True), ("clause:a", False), ("account:p:x", False)]
)
def test_a_reason_is_told_from_a_thing_by_its_name(why: str, direct: bool) -> None:
    assert is_direct(why) is direct
