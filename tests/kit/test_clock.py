"""The clock: aware, in UTC, written as RFC 3339."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from consensus.kit.clock import now, parse_rfc3339, rfc3339


def test_now_is_aware_and_in_utc() -> None:
    with time_machine.travel(datetime(2024, 4, 22, 9, 30, tzinfo=UTC), tick=False):
        assert now() == datetime(2024, 4, 22, 9, 30, tzinfo=UTC)
        assert now().tzinfo is UTC


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_is_written_reads_back_as_it_was(at: datetime) -> None:
    assert parse_rfc3339(rfc3339(at)) == at


def test_a_moment_of_another_zone_is_written_in_utc() -> None:
    assert (
        rfc3339(datetime(2024, 4, 22, 9, 30, tzinfo=timezone(timedelta(hours=2))))
        == "2024-04-22T07:30:00.000000Z"
    )


@pytest.mark.parametrize(
    "text, at",
    [
        ("2024-04-22", datetime(2024, 4, 22, tzinfo=UTC)),
        (" 2024-04-22T09:30:00Z ", datetime(2024, 4, 22, 9, 30, tzinfo=UTC)),
        ("2024-04-22T09:30:00+02:00", datetime(2024, 4, 22, 7, 30, tzinfo=UTC)),
        ("2024-04-22T09:30", datetime(2024, 4, 22, 9, 30, tzinfo=UTC)),
    ],
)
def test_days_and_offsets_are_understood(text: str, at: datetime) -> None:
    assert parse_rfc3339(text) == at


@pytest.mark.parametrize("text", ["", "tomorrow", "22.4.2024", "2024-02-30", "0001-01-01T00:00:00+23:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_rfc3339(text)
