"""What may be typed about stops: times in the zone of a stop."""

from datetime import UTC, datetime

import pytest

from consensus.kit.errors import Invalid
from consensus.roadshow.forms import SittingForm, sitting_given


def test_times_are_read_as_the_clocks_of_the_stop_show_them() -> None:
    form = SittingForm.take({"starts_at": "2026-12-15T18:00", "agenda": ["use"]})
    given = sitting_given(form, zone="Asia/Kolkata")

    assert given.starts_at == datetime(2026, 12, 15, 12, 30, tzinfo=UTC)
    assert (given.ends_at, given.agenda) == (None, ("use",))


def test_a_time_that_the_clocks_skip_is_told_under_its_field(app: object) -> None:
    form = SittingForm.take({"starts_at": "2026-03-29T02:30", "ends_at": "nonsense"})
    with pytest.raises(Invalid) as refused:
        sitting_given(form, zone="Europe/Paris")

    assert set(refused.value.errors) == {"starts_at", "ends_at"}
