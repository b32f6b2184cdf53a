"""Planning stops: described, changed, moved, cancelled; their sittings; and those of a file."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import SameStop, SittingIsOver, StopIsOpen, StopIsOver
from consensus.roadshow.given import Loaded, SittingGiven
from consensus.roadshow.models import StopState
from consensus.roadshow.queries import changes_of, stop_named
from tests.factories import make_account
from tests.roadshow.acting import a_draft, a_stop, act, described, last_number, opened, recorded_since


def test_a_stop_is_planned_on_record_with_the_continent_of_its_country(app: Flask) -> None:
    by = make_account("Mara", role="maintainer")
    before = last_number()
    stop = a_stop(by=by)

    [entry] = recorded_since(before)
    assert (stop.state, stop.continent, stop.title) == (
        StopState.PLANNED,
        "africa",
        "Deep Learning Indaba, Dakar",
    )
    assert (entry.verb, entry.subject, entry.by) == ("stop.planned", "stop:dakar", by.actor_id)
    assert entry.details == {
        "event": "Deep Learning Indaba", "city": "Dakar", "country": "SN", "online": False, "starts": "2024-09-01",
        "ends": "2024-09-03", "timezone": "Africa/Dakar",
    }  # fmt: skip


def test_two_stops_have_two_names(app: Flask) -> None:
    a_stop()

    with pytest.raises(SameStop):
        a_stop()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "Dakar!"), ("slug", "participation"), ("event", " "), ("country", "XX"), ("continent", "atlantis"),
        ("city", ""), ("timezone", "Dakar"), ("language", "klingonish"), ("latitude", 91.0), ("longitude", None),
        ("capacity", 0), ("url", "javascript:alert(1)"), ("ends", date(2024, 8, 1)), ("note", "x" * 5_000),
    ],
)  # fmt: skip
def test_what_cannot_be_a_stop_is_refused_with_the_field_that_is_wrong(
    app: Flask, field: str, value: object
) -> None:
    with pytest.raises(Invalid) as refused:
        act(actions.plan_stop, described(**{field: value}), by=SETUP)

    assert set(refused.value.errors) == {"latitude" if field == "longitude" else field}


def test_a_change_is_on_record_with_what_it_changed_and_the_same_again_is_no_act(app: Flask) -> None:
    stop = a_stop()
    before = last_number()
    act(actions.change_stop, stop, described(venue="Hall 3", note="Bring a cup."), by=SETUP)
    act(actions.change_stop, stop, described(slug="other", venue="Hall 3", note="Bring a cup."), by=SETUP)

    [entry] = recorded_since(before)
    assert (entry.verb, entry.details) == ("stop.changed", {"fields": ["note", "venue"]})
    assert (stop.slug, stop.venue) == ("dakar", "Hall 3")
    assert changes_of(stop)[-1].facts == {
        "from": {"note": "", "venue": ""}, "to": {"note": "Bring a cup.", "venue": "Hall 3"},
    }  # fmt: skip


def test_days_and_places_are_moved_with_a_reason_and_not_just_changed(app: Flask) -> None:
    stop = a_stop()
    with pytest.raises(Invalid) as refused:
        act(actions.change_stop, stop, described(starts=date(2024, 8, 31), city="Thiès"), by=SETUP)

    assert set(refused.value.errors) == {"starts", "city"}


def test_a_stop_that_moves_says_where_from_and_why(app: Flask) -> None:
    stop = a_stop()
    told = datetime(2024, 8, 1, tzinfo=UTC)
    before = last_number()
    act(
        actions.move_stop, stop, starts=date(2024, 9, 5), ends=date(2024, 9, 6), city="Nairobi", country="KE",
        timezone="Africa/Nairobi", reason="The hall was given away.", announced_at=told, by=SETUP,
    )  # fmt: skip

    change = changes_of(stop)[-1]
    assert (stop.state, stop.city, stop.latitude, stop.continent) == (
        StopState.MOVED,
        "Nairobi",
        None,
        "africa",
    )
    assert (change.state, change.reason, change.announced_at) == (
        StopState.MOVED,
        "The hall was given away.",
        told,
    )
    assert (change.facts["from"]["city"], change.facts["to"]["city"]) == ("Dakar", "Nairobi")
    assert [entry.details["starts"] for entry in recorded_since(before)] == ["2024-09-05"]


def test_a_stop_that_moved_can_be_described_otherwise_and_stays_moved(app: Flask) -> None:
    stop = a_stop()
    act(actions.move_stop, stop, starts=date(2024, 9, 2), ends=stop.ends, reason="A strike.", by=SETUP)
    given = replace(actions.described(stop), note="Bring a cup.")
    act(actions.change_stop, stop, given, by=SETUP)

    assert (stop.state, stop.note, changes_of(stop)[-1].reason) == (StopState.MOVED, "Bring a cup.", "")


def test_a_move_needs_a_reason_and_something_that_differs(app: Flask) -> None:
    stop = a_stop()
    for given in ({"reason": " ", "ends": date(2024, 9, 9)}, {"reason": "Why not.", "ends": stop.ends}):
        with pytest.raises(Invalid):
            act(actions.move_stop, stop, starts=stop.starts, by=SETUP, **given)

    assert stop_named("dakar").state is StopState.PLANNED


def test_a_stop_is_cancelled_with_a_reason_and_nothing_more_happens_there(app: Flask) -> None:
    stop = a_stop()
    act(actions.cancel_stop, stop, reason="No visa for anybody.", by=SETUP)

    assert (stop.state, changes_of(stop)[-1].reason) == (StopState.CANCELLED, "No visa for anybody.")
    with pytest.raises(StopIsOver):
        act(actions.cancel_stop, stop, reason="Again.", by=SETUP)
    with pytest.raises(StopIsOver):
        act(actions.change_stop, stop, described(note="x"), by=SETUP)
    with pytest.raises(StopIsOver):
        act(actions.add_sitting, stop, SittingGiven(), by=SETUP)


def test_a_stop_that_was_opened_is_neither_moved_nor_cancelled(app: Flask) -> None:
    a_draft()
    stop = opened().stop
    with pytest.raises(StopIsOpen):
        act(actions.cancel_stop, stop, reason="Too late.", by=SETUP)

    with pytest.raises(StopIsOpen):
        act(actions.move_stop, stop, starts=stop.starts, ends=date(2024, 9, 9), reason="Too late.", by=SETUP)


def test_times_of_a_sitting_are_those_of_the_stop_unless_they_say_otherwise(app: Flask) -> None:
    a_draft()
    stop = a_stop(timezone="Asia/Kolkata", city="Bengaluru", country="IN", latitude=None, longitude=None)
    plan = SittingGiven(
        " Evening ", datetime(2024, 9, 7, 18), datetime(2024, 9, 7, 20), ("use", "use", "study")
    )
    sitting = act(actions.add_sitting, stop, plan, by=SETUP)

    assert (sitting.title, sitting.agenda) == ("Evening", ["use", "study"])
    assert sitting.starts_at == datetime(2024, 9, 7, 12, 30, tzinfo=UTC)


def test_a_sitting_names_clauses_that_there_are_and_ends_after_it_begins(app: Flask) -> None:
    a_draft()
    noon = datetime(2024, 9, 1, 12)
    with pytest.raises(Invalid) as refused:
        act(actions.add_sitting, a_stop(), SittingGiven("", noon, noon, ("use", "nowhere")), by=SETUP)

    assert set(refused.value.errors) == {"ends_at", "agenda"}
    assert "nowhere" in str(refused.value) and "use," not in str(refused.value)


def test_a_sitting_can_be_planned_otherwise_until_it_closes(app: Flask) -> None:
    a_draft()
    sitting = opened()
    before = last_number()
    act(actions.change_sitting, sitting, SittingGiven("Late", agenda=("use",)), by=SETUP)
    act(actions.change_sitting, sitting, SittingGiven("Late", agenda=("use",)), by=SETUP)
    assert [entry.verb for entry in recorded_since(before)] == ["sitting.changed"]
    act(actions.close_sitting, sitting, by=SETUP)

    with pytest.raises(SittingIsOver):
        act(actions.change_sitting, sitting, SittingGiven("Later"), by=SETUP)


def test_loading_plans_what_is_new_and_changes_what_nobody_touched(app: Flask) -> None:
    rows = [described(), described(slug="lagos", city="Lagos", country="NG", timezone="Africa/Lagos")]
    first = act(actions.load_stops, rows, by=SETUP)
    before = last_number()
    again = act(actions.load_stops, rows, by=SETUP)
    assert recorded_since(before) == []
    later = [replace(rows[0], starts=date(2024, 9, 2)), rows[1]]
    changed = act(actions.load_stops, later, by=SETUP)

    assert first == Loaded(new=("dakar", "lagos"))
    assert again == Loaded(same=("dakar", "lagos"))
    assert changed == Loaded(changed=("dakar",), same=("lagos",))
    assert [entry.details for entry in recorded_since(before)] == [{"fields": ["starts"]}]
    assert stop_named("dakar").starts == date(2024, 9, 2)


def test_loading_leaves_alone_what_people_changed_moved_or_opened(app: Flask) -> None:
    rows = [described(slug=slug) for slug in ("changed", "cancelled", "opened")]
    act(actions.load_stops, rows, by=SETUP)
    a_draft()
    act(actions.change_stop, stop_named("changed"), described(note="By hand."), by=SETUP)
    act(actions.cancel_stop, stop_named("cancelled"), reason="No.", by=SETUP)
    opened(stop_named("opened"))
    loaded = act(actions.load_stops, [replace(each, note="From the file.") for each in rows], by=SETUP)

    assert loaded == Loaded(kept=("changed", "cancelled", "opened"))
    assert stop_named("changed").note == "By hand."
