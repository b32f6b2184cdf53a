"""Which dates there are: stops with their sittings, ends of periods, last calls."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from consensus.drafts.actions import extend_period
from consensus.drafts.models import Draft
from consensus.drafts.queries import clause_in
from consensus.kit.clock import now
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.given import SittingGiven
from consensus.roadshow.ical import Happening, Kind
from consensus.roadshow.queries.calendar import happenings, of_stops
from consensus.voting.actions import announce_last_call
from tests.roadshow.acting import a_draft, a_stop, act

EVENING = datetime(2024, 9, 2, 18, tzinfo=UTC)


@pytest.fixture
def draft(app: Flask) -> Draft:
    return a_draft()


def of(kind: Kind) -> list[Happening]:
    return [each for each in happenings() if each.kind is kind]


def test_a_stop_has_its_days_and_its_sittings_their_times(draft: Draft) -> None:
    stop = a_stop()
    act(actions.add_sitting, stop, SittingGiven("Evening", EVENING, EVENING + timedelta(hours=2)), by=SETUP)
    act(actions.add_sitting, stop, SittingGiven("Some time"), by=SETUP)
    day, evening = of_stops([stop])

    assert (day.kind, day.starts, day.ends, day.zone) == (
        Kind.STOP, date(2024, 9, 1), date(2024, 9, 3), "Africa/Dakar",
    )  # fmt: skip
    assert (day.title, day.place, day.where) == (
        "Deep Learning Indaba, Dakar", "Dakar, Senegal", (14.69, -17.45),
    )  # fmt: skip
    assert (evening.kind, evening.starts, evening.title) == (
        Kind.SITTING, EVENING, "Deep Learning Indaba, Dakar: Evening",
    )  # fmt: skip


def test_moving_and_cancelling_raise_the_revision_and_tell_the_reason(draft: Draft) -> None:
    stop = a_stop()
    before = of(Kind.STOP)[0].revision
    act(actions.move_stop, stop, starts=date(2024, 10, 1), ends=date(2024, 10, 1), reason="Rain.", by=SETUP)
    [moved] = of(Kind.STOP)
    act(actions.cancel_stop, stop, reason="More rain.", by=SETUP)
    [off] = of(Kind.STOP)

    assert (moved.starts, moved.note, moved.is_off) == (date(2024, 10, 1), "Moved: Rain.", False)
    assert (off.note, off.is_off) == ("Cancelled: More rain.", True)
    assert before < moved.revision < off.revision


def test_online_is_no_point_on_the_globe(draft: Draft) -> None:
    a_stop(online=True)

    assert [(each.place, each.where) for each in of(Kind.STOP)] == [("Online", None)]


def test_the_end_of_a_period_is_a_date_once_it_is_set(draft: Draft) -> None:
    assert of(Kind.CLOSING) == []
    ends = now() + timedelta(days=30)
    act(extend_period, draft, closes_at=ends, reason="Enough.", by=SETUP)

    [closing] = of(Kind.CLOSING)
    assert (closing.starts, closing.path, closing.title) == (ends, "/drafts/0.1/", "Draft 0.1 closes")


def test_a_draft_that_was_succeeded_before_its_end_closed_then(draft: Draft) -> None:
    act(extend_period, draft, closes_at=now() + timedelta(days=30), reason="Enough.", by=SETUP)
    later = a_draft("0.2")

    assert [each.starts for each in of(Kind.CLOSING)] == [later.published_at]


def test_last_calls_end_on_a_clause_or_on_a_whole_draft(draft: Draft) -> None:
    ends = now() + timedelta(days=20)
    row = clause_in(draft, "use")
    act(announce_last_call, draft, row, ends_at=ends, reason="Is anything left?", by=SETUP)

    [call] = of(Kind.LAST_CALL)
    assert (call.starts, call.note) == (ends, "Is anything left?")
    assert call.title == f"Last call on {row.number} (use) of draft 0.1 ends"
    assert call.path.startswith("/last-calls/")
