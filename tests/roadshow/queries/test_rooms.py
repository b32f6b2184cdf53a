"""Codes and notes, asked for."""

import pytest
from flask import Flask

from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import NoSuchNote
from consensus.roadshow.models import NoteState, Task
from consensus.roadshow.queries import note_called, notes_called, notes_left, notes_of
from consensus.roadshow.queries.totals import Said, said_at
from tests.roadshow.acting import a_draft, a_stop, act, joined, noted, on_duty, opened
from tests.voting.acting import take


def test_notes_are_chosen_by_state_by_clause_and_by_what_is_left_to_do(app: Flask) -> None:
    a_draft()
    sitting = opened()
    omar = on_duty(sitting.stop, Task.SCRIBE)
    one, two, three = (noted(sitting, omar, clause_key=key) for key in ("use", "use", None))
    act(actions.approve_note, one, by=SETUP)
    act(actions.set_note_aside, two, reason="Twice.", by=SETUP)

    assert notes_of(sitting).items == [three, two, one]
    assert notes_of(sitting, states=[NoteState.APPROVED]).items == [one]
    assert notes_of(sitting, key="use", newest_first=False).items == [one, two]
    assert notes_of(sitting, left=True).items == notes_left(sitting.stop).items[::-1] == [three, one]


def test_notes_are_found_by_number(app: Flask) -> None:
    a_draft()
    sitting = opened()
    note = noted(sitting, on_duty(sitting.stop, Task.SCRIBE))

    assert (note_called(note.id), notes_called([note.id])) == (note, [note])
    with pytest.raises(NoSuchNote):
        note_called(999)
    with pytest.raises(NoSuchNote):
        notes_called([note.id, 999])


def test_what_was_said_is_told_by_stop_for_several_at_once(app: Flask) -> None:
    draft = a_draft()
    sitting, lagos = opened(), a_stop("lagos")
    guest = joined(sitting).account
    take(draft, "use", "object", guest)
    take(draft, "study", "support", guest)

    assert said_at([sitting.stop, lagos]) == {"dakar": Said(2, 1, 1), "lagos": Said(0, 0, 0)}
