"""What channels are called: by the titles of stops, which a feature above knows."""

from collections.abc import Iterator

import pytest
from flask import Flask

from consensus.accounts.channels import STOPS, channel_title, stop_title, stops_are_called
from tests.accounts.counting import queries_of
from tests.roadshow.acting import a_stop


@pytest.fixture
def nobody_knows(app: Flask) -> Iterator[None]:
    """No feature declared what stops are called."""
    known = dict(STOPS)
    STOPS.clear()
    yield
    STOPS.clear()
    STOPS.update(known)


def test_a_channel_is_online_all_rooms_or_a_stop_by_its_title(app):
    a_stop("dakar")
    with app.test_request_context():
        titles = [channel_title(channel) for channel in ("online", "rooms", "stop:dakar", "stop:nowhere")]

    assert titles == ["online", "all rooms", "stop Deep Learning Indaba, Dakar", "stop nowhere"]


def test_where_nobody_knows_stops_they_are_called_by_their_slugs(app, nobody_knows):
    with app.test_request_context():
        assert (channel_title("stop:dakar"), stop_title("dakar")) == ("stop dakar", "dakar")


def test_declared_again_the_later_holds(app, nobody_knows):
    stops_are_called(lambda: {"dakar": "One"})
    stops_are_called(lambda: {"dakar": "Other"})

    assert stop_title("dakar") == "Other"


def test_one_request_asks_once_however_many_are_named(app):
    for slug in ("dakar", "paris"):
        a_stop(slug)
    with app.test_request_context():
        assert queries_of(lambda: [stop_title(slug) for slug in ("dakar", "paris", "nowhere") * 3]) == 1
