"""Opening stops and sittings, counting heads, closing sittings."""

import pytest
from flask import Flask

from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import (
    NoOpenDraft,
    NothingToConfirm,
    SittingIsNotOpen,
    SittingIsOpen,
    SittingIsOver,
    StopIsOver,
)
from consensus.roadshow.given import SittingGiven
from consensus.roadshow.models import CodeEnding, StopState
from consensus.roadshow.queries import codes_of, live_code, open_sitting_of, room_of
from tests.factories import make_account
from tests.roadshow.acting import a_draft, a_stop, act, joined, last_number, on_duty, opened, recorded_since


def test_a_stop_opens_with_a_sitting_of_its_own_on_the_open_draft_whatever_the_date(app: Flask) -> None:
    draft, stop = a_draft(), a_stop()
    before = last_number()
    sitting = act(actions.open_stop, stop, heads=12, by=SETUP)

    room, code = room_of(sitting), live_code(sitting)
    assert (stop.state, sitting.number, sitting.draft.id, sitting.heads) == (StopState.OPEN, 1, draft.id, 12)
    assert (sitting.state, sitting.is_open, sitting.witnessed_at) == ("open", True, None)
    assert room is not None and (room.clause_key, room.revealed, room.version) == (None, False, 1)
    assert code is not None and code.is_live
    assert [entry.verb for entry in recorded_since(before)] == [
        "stop.opened", "sitting.opened", "sitting.heads-declared",
    ]  # fmt: skip
    assert recorded_since(before)[1].details == {"draft": "0.1", "agenda": []}


def test_a_stop_opens_with_the_first_sitting_that_was_planned(app: Flask) -> None:
    a_draft()
    stop = a_stop()
    act(actions.add_sitting, stop, SittingGiven("Morning", agenda=("use", "study")), by=SETUP)
    act(actions.add_sitting, stop, SittingGiven("Evening"), by=SETUP)

    morning = opened(stop)
    act(actions.close_sitting, morning, by=SETUP)
    evening = opened(stop)

    assert [(each.number, each.title, each.state) for each in stop.sittings] == [
        (1, "Morning", "closed"), (2, "Evening", "open"),
    ]  # fmt: skip
    assert open_sitting_of(stop) is evening
    assert (morning.agenda, evening.agenda) == (["use", "study"], [])


def test_a_stop_has_one_open_sitting_at_a_time_and_each_is_opened_once(app: Flask) -> None:
    a_draft()
    stop = a_stop()
    second = act(actions.add_sitting, stop, SittingGiven(), by=SETUP)
    first = opened(stop)
    with pytest.raises(SittingIsOpen):
        act(actions.open_stop, stop, by=SETUP)
    act(actions.close_sitting, first, by=SETUP)

    assert second.id == first.id
    with pytest.raises(SittingIsOver):
        act(actions.open_sitting, first, by=SETUP)


def test_nothing_opens_without_an_open_draft_or_at_a_stop_that_was_cancelled(app: Flask) -> None:
    stop = a_stop()
    with pytest.raises(NoOpenDraft):
        act(actions.open_stop, stop, by=SETUP)
    a_draft()
    act(actions.cancel_stop, stop, reason="The hall burnt down.", by=SETUP)

    with pytest.raises(StopIsOver):
        act(actions.open_stop, stop, by=SETUP)


def test_heads_are_counted_by_one_and_confirmed_by_another(app: Flask) -> None:
    a_draft()
    stop = a_stop()
    fatou, omar = on_duty(stop), make_account("Omar")
    sitting = opened(stop, by=fatou)
    with pytest.raises(NothingToConfirm):
        act(actions.witness_heads, sitting, by=omar)
    act(actions.declare_heads, sitting, 20, by=fatou)
    with pytest.raises(Invalid):
        act(actions.witness_heads, sitting, by=fatou)
    act(actions.witness_heads, sitting, by=omar)
    before = last_number()
    act(actions.witness_heads, sitting, by=omar)
    act(actions.declare_heads, sitting, 20, by=fatou)

    assert (sitting.heads, sitting.heads_by, sitting.witnessed_by) == (20, fatou.actor_id, omar.actor_id)
    assert recorded_since(before) == []


def test_another_number_of_heads_needs_another_confirmation(app: Flask) -> None:
    a_draft()
    sitting = opened(heads=20)
    act(actions.witness_heads, sitting, by=make_account("Omar"))
    act(actions.declare_heads, sitting, 21, by=SETUP)

    assert (sitting.heads, sitting.witnessed_by, sitting.witnessed_at) == (21, None, None)
    with pytest.raises(Invalid):
        act(actions.declare_heads, sitting, -1, by=SETUP)


def test_closing_a_sitting_ends_its_code_and_tells_how_many_joined(app: Flask) -> None:
    a_draft()
    sitting = opened(heads=3)
    joined(sitting, "Awa")
    joined(sitting, "Binta")
    before = last_number()
    act(actions.close_sitting, sitting, by=SETUP)
    act(actions.close_sitting, sitting, by=SETUP)

    [entry] = recorded_since(before)
    assert entry.details == {"joined": 2, "aside": 0, "heads": 3, "witnessed": False}
    assert [code.ending for code in codes_of(sitting)] == [CodeEnding.CLOSED]
    with pytest.raises(SittingIsNotOpen):
        act(actions.declare_heads, sitting, 4, by=SETUP)


def test_a_sitting_that_was_never_opened_cannot_be_closed(app: Flask) -> None:
    sitting = act(actions.add_sitting, a_stop(), SittingGiven(), by=SETUP)

    with pytest.raises(SittingIsNotOpen):
        act(actions.close_sitting, sitting, by=SETUP)
