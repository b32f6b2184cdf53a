from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.kit.web.zones import UTC_ZONE, BadTime, moment_in, reading_in, zones

NAMES = [name for name, _words in zones()]


def test_utc_is_offered_first_and_once():
    assert (NAMES[0], NAMES.count(UTC_ZONE)) == (UTC_ZONE, 1)
    assert ("America/New_York", "America/New York") in zones()


@pytest.mark.parametrize(
    ("reading", "zone", "moment"),
    [
        ("2024-05-06T23:59", "UTC", datetime(2024, 5, 6, 23, 59, tzinfo=UTC)),
        ("2024-05-06 23:59", "UTC", datetime(2024, 5, 6, 23, 59, tzinfo=UTC)),
        ("2024-05-06T23:59:30", "UTC", datetime(2024, 5, 6, 23, 59, tzinfo=UTC)),
        ("2024-07-15T09:00", "Africa/Lagos", datetime(2024, 7, 15, 8, tzinfo=UTC)),
        ("2024-07-15T09:00", "America/New_York", datetime(2024, 7, 15, 13, tzinfo=UTC)),
        ("2024-01-15T09:00", "America/New_York", datetime(2024, 1, 15, 14, tzinfo=UTC)),
        ("2024-09-07T05:30", "Asia/Kolkata", datetime(2024, 9, 7, tzinfo=UTC)),
    ],
)
def test_a_reading_in_a_zone_is_a_moment(app, reading, zone, moment):
    assert moment_in(reading, zone) == moment


@pytest.mark.parametrize(
    ("reading", "zone", "sentence"),
    [
        ("2024-03-31T02:30", "Europe/Paris", "The clocks skip this time in Europe/Paris."),
        ("2024-10-27T02:30", "Europe/Paris", "The clocks show this time twice in Europe/Paris."),
        ("soon", "UTC", "“soon” is no time;"),
        ("2024-02-30T10:00", "UTC", "“2024-02-30T10:00” is no time;"),
        ("2024-05-06", "UTC", "“2024-05-06” is no time;"),
        ("2024-05-06T10:00", "Mars/Olympus", "“Mars/Olympus” is no time zone we know."),
        ("0001-01-01T00:00", "Asia/Tokyo", "“0001-01-01T00:00” is no time;"),
    ],
)
def test_a_reading_that_is_no_moment_is_refused_never_guessed(app, reading, zone, sentence):
    with pytest.raises(BadTime) as refused:
        moment_in(reading, zone)

    assert str(refused.value).startswith(sentence)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
        lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
    ),
    st.sampled_from(NAMES),
)
def test_a_moment_shown_in_a_zone_is_read_as_itself_unless_it_is_ambiguous(at, zone):
    from flask import Flask
    from flask_babel import Babel

    app = Flask("zones")
    Babel(app)
    with app.app_context():
        try:
            again = moment_in(reading_in(at, zone), zone)
        except BadTime as refused:
            assert "twice" in str(refused)
        else:
            assert again == at


def test_nothing_is_shown_for_no_moment():
    assert reading_in(None) == ""
