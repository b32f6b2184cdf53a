"""The roadshow in the house's world: what its addresses of stops, sittings, codes, notes and rows lead to. In Greek."""

from datetime import date, timedelta
from typing import Any

from consensus.accounts.models import Account
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.roadshow.actions import (
    add_sitting,
    approve_note,
    give_duty,
    join,
    open_stop,
    plan_stop,
    show_clause,
    write_note,
)
from consensus.roadshow.given import CONSENT, Joining, NoteGiven, SittingGiven, StopGiven
from consensus.roadshow.models import Duty, PaperPerson, PaperRow, RowState, Sitting, Stop, Task
from consensus.roadshow.queries import live_code
from tests.factories import make_guest

OPEN, PLANNED = "athina", "patra"
OF_NOTES = {"roadshow.approve", "roadshow.set_note_aside", "roadshow.restore_note"}
OF_THE_CODE = {"roadshow.join", "roadshow.enter"}
ENTRY = {
    "position": "object", "reason": "Όχι έτσι.", "comment": "", "language": "el", "group": None,
    "entered_by": "Μαρία", "by": "system:setup", "at": "2024-09-01T10:00:00.000000Z",
}  # fmt: skip


def value_of_roadshow(endpoint: str, name: str, values: dict[str, Any]) -> Any:
    """What an address of the roadshow speaks of; None where it is none. The desk's speak of a stop that is only planned."""
    if not endpoint.startswith(("roadshow.", "api-stops.", "calendar.", "feeds.stop")):
        return None
    if name == "slug":
        return PLANNED if endpoint in values["desk_of_stops"] else OPEN
    if name == "number":
        return 1
    if name == "code" and endpoint in OF_THE_CODE:
        return values["join_code"]
    if name == "id":
        return values[
            "duty" if endpoint == "roadshow.end_duty" else "note" if endpoint in OF_NOTES else "row"
        ]
    return None


def a_roadshow(rosa: Account, paul: Account) -> dict[str, Any]:
    """One stop is open, with a guest, notes, and rows from paper that wait; one is planned. → what addresses name."""
    with transaction():
        planned = plan_stop(_stop(PLANNED, "Συνάντηση", "Πάτρα"), by=rosa)
        add_sitting(planned, SittingGiven("Πρωί", agenda=("use",)), by=rosa)
        give_duty(planned, paul, Task.SCRIBE, by=rosa)
        stop = plan_stop(_stop(OPEN, "Συνέδριο", "Αθήνα"), by=rosa)
        sitting = open_stop(stop, heads=12, by=SETUP)
        show_clause(sitting, "study", by=rosa)
        note = _said_there(sitting, rosa)
    rows = [_row(stop, state, f"{n}") for n, state in enumerate((RowState.WAITING, RowState.DIFFERS), 1)]
    code = live_code(sitting)
    assert code is not None
    desk = {
        "roadshow." + name
        for name in (
            "desk_stop", "cancel_form", "cancel_stop", "change_form", "change_stop", "move_form", "move_stop", "give_duty",
            "end_duty", "sitting_form", "change_sitting", "new_sitting", "add_sitting",
        )
    }  # fmt: skip
    duty = db.session.query(Duty.id).filter_by(stop_id=planned.id).scalar()
    return {"join_code": code.code, "note": note, "row": rows[0], "duty": duty, "desk_of_stops": desk}


def _stop(slug: str, event: str, city: str) -> StopGiven:
    first = (now() + timedelta(days=20)).date()
    return StopGiven(
        slug, event, first, date(first.year + 1, 1, 1), "Europe/Athens", city, "GR", language="el"
    )


def _said_there(sitting: Sitting, rosa: Account) -> int:
    """A guest joins and says something, which waits; a scribe writes what others say, and the room is shown it."""
    code = live_code(sitting)
    assert code is not None
    part = join(code.code, Joining("Νεφέλη", CONSENT, "licensee", "GR", "el"), by=None)
    note = write_note(sitting, NoteGiven("Πού είναι τα δεδομένα;", "study", "el"), by=part.account)
    shown = write_note(sitting, NoteGiven("Συμφωνούμε.", "study", "el", label="τραπέζι 4", count=3), by=rosa)
    approve_note(shown, by=rosa)
    return note.id


def _row(stop: Stop, state: RowState, participant: str) -> int:
    """A row from paper as it waits there. → its number."""
    guest = make_guest(f"Φύλλο {participant}")
    with transaction():
        person = PaperPerson(stop_id=stop.id, sheet="1", participant=participant, account_id=guest.id)
        db.session.add(person)
        db.session.flush()
        row = PaperRow(
            stop_id=stop.id, person_id=person.id, sheet="1", participant=participant, clause_key="use", double=True,
            first=ENTRY, second=ENTRY | {"position": "accept"} if state is RowState.DIFFERS else None, state=state, at=now(),
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        return row.id
