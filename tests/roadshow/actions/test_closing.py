"""Closing a stop."""

import pytest
from flask import Flask

from consensus.discussion.texts import prepare_text
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import NotYetTurned, StopIsNotOpen, StopIsOver
from consensus.roadshow.models import PaperPerson, PaperRow, RowState, Stop, StopState, Task
from consensus.roadshow.queries import what_is_missing
from tests.factories import make_guest
from tests.roadshow.acting import (
    a_draft,
    a_stop,
    act,
    joined,
    last_number,
    noted,
    on_duty,
    opened,
    recorded_since,
)


def a_row(stop: Stop, state: RowState, participant: str) -> PaperRow:
    """A row from paper, as it may wait there."""
    guest = make_guest(participant)
    with transaction():
        person = PaperPerson(stop_id=stop.id, sheet="1", participant=participant, account_id=guest.id)
        db.session.add(person)
        db.session.flush()
        row = PaperRow(
            stop_id=stop.id, person_id=person.id, sheet="1", participant=participant, clause_key="use", first={},
            state=state, at=now(), counted_at=now() if state is RowState.COUNTED else None,
        )  # fmt: skip
        db.session.add(row)
    return row


def test_a_stop_closes_when_every_note_and_every_row_has_found_its_place(app: Flask) -> None:
    a_draft()
    sitting = opened(heads=5)
    stop, omar = sitting.stop, on_duty(sitting.stop, Task.SCRIBE)
    joined(sitting)
    notes = [noted(sitting, omar), noted(sitting, omar)]
    rows = [
        a_row(stop, state, str(state)) for state in (RowState.WAITING, RowState.DIFFERS, RowState.COUNTED)
    ]
    with pytest.raises(NotYetTurned) as refused:
        act(actions.close_stop, stop, by=SETUP)
    assert refused.value.details == {"notes": 2, "waiting": 1, "differing": 1}

    act(actions.turn_notes, notes[:1], key="use", text=prepare_text("Said once."), by=omar)
    act(actions.set_note_aside, notes[1], reason="Not about the text.", by=SETUP)
    with transaction():
        rows[0].state = RowState.WITHDRAWN
        rows[1].state, rows[1].counted_at = RowState.COUNTED, now()
    assert what_is_missing(stop).is_nothing
    before = last_number()
    act(actions.close_stop, stop, by=SETUP)

    first, second = recorded_since(before)
    assert (stop.state, sitting.state, first.verb, second.verb) == (
        StopState.CLOSED, "closed", "sitting.closed", "stop.closed",
    )  # fmt: skip
    assert second.details == {
        "sittings": 1, "heads": 5, "joined": 1, "aside": 0, "paper": 3, "notes": 2, "turned": 1, "notes_aside": 1, "rows": 2,
    }  # fmt: skip


def test_only_an_open_stop_closes_and_once(app: Flask) -> None:
    a_draft()
    stop = a_stop()
    with pytest.raises(StopIsNotOpen):
        act(actions.close_stop, stop, by=SETUP)
    opened(stop)
    act(actions.close_stop, stop, by=SETUP)

    with pytest.raises(StopIsOver):
        act(actions.close_stop, stop, by=SETUP)
