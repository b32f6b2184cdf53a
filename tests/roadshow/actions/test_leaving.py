"""What becomes of a person's part in the roadshow when they are joined with another account, or erased."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consensus.accounts.actions import erase, merge_accounts
from consensus.accounts.models import Account
from consensus.accounts.person_rows import export_of
from consensus.kit.db import db
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.models import Attendance, Note, PaperPerson, PaperRow, Task
from consensus.roadshow.queries import attendance_of, duties_of, heads_of
from tests.factories import make_account
from tests.roadshow import papers
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
from tests.roadshow.views import scribes


def test_a_guest_who_turns_out_to_be_somebody_takes_part_as_them(app: Flask) -> None:
    a_draft()
    sitting = opened()
    guest, ana = joined(sitting).account, make_account("Ana")
    note = noted(sitting, guest, nonce="n")
    act(merge_accounts, guest, into=ana, by=ana)

    assert (attendance_of(guest, sitting), note.account_id, note.nonce) == (None, ana.id, None)
    assert attendance_of(ana, sitting) is not None


def test_two_parts_in_one_sitting_become_one_from_when_the_first_came_and_stay_aside(app: Flask) -> None:
    a_draft()
    sitting = opened()
    first = joined(sitting, "Awa")
    guest, came = first.account, first.joined_at
    ana = make_account("Ana")
    joined(sitting, by=ana)
    act(actions.set_aside, sitting, [first], reason="Twice in the room.", by=SETUP)
    act(merge_accounts, guest, into=ana, by=ana)

    part = attendance_of(ana, sitting)
    assert part is not None
    assert (heads_of(sitting).joined, part.joined_at, part.aside_reason) == (1, came, "Twice in the room.")


def test_erasing_forgets_what_somebody_said_of_themselves_and_ends_their_duties(app: Flask) -> None:
    a_draft()
    stop = a_stop()
    fatou = on_duty(stop)
    sitting = opened(stop)
    joined(sitting, by=fatou, stakeholder_group="licensee", country="SN", language="fr")
    noted(sitting, fatou, nonce="n")
    before = last_number()
    act(erase, fatou, by=fatou)

    part = db.session.scalars(select(Attendance)).one()
    assert (part.stakeholder_group, part.country, part.language, part.nonce) == (None, None, None, None)
    assert (db.session.scalars(select(Note)).one().nonce, duties_of(stop)) == (None, [])
    assert [entry.verb for entry in recorded_since(before)] == ["stop.duty-ended", "account.erased"]


def test_everybody_may_take_along_what_is_kept_of_them(app: Flask) -> None:
    a_draft()
    stop = a_stop()
    omar = on_duty(stop, Task.SCRIBE, name="Omar")
    sitting = opened(stop)
    joined(sitting, by=omar, country="ML")
    noted(sitting, omar, "Une parole.", clause_key="use")
    kept = export_of(omar)["roadshow"]

    assert [(each["sitting"], each["country"], each["was_guest"]) for each in kept["sittings"]] == [
        ("sitting:dakar/1", "ML", False)
    ]
    assert [(each["body"], each["clause"], each["written_for_others"]) for each in kept["notes"]] == [
        ("Une parole.", "use", True)
    ]
    assert ([each["task"] for each in kept["duties"]], kept["paper"]) == (["scribe"], [])


def test_who_is_erased_loses_the_name_that_stood_on_the_sheets_they_claimed(app: Flask) -> None:
    stop, ana = papers.a_stop(), make_account("Ana")
    papers.send(
        stop,
        [papers.a_row(1, "use"), papers.a_row(1, "study"), papers.a_row(2, "use"), papers.a_row(3, "use")],
    )
    people = db.session.scalars(select(PaperPerson).order_by(PaperPerson.id)).all()
    for person in people[:2]:
        act(merge_accounts, person.account, into=ana, by=ana)
    act(erase, ana, by=ana)

    labels = [f"#{people[0].id}", f"#{people[0].id}", f"#{people[1].id}", "Ana"]
    rows = db.session.scalars(select(PaperRow).order_by(PaperRow.id)).all()
    assert [row.participant for row in rows] == labels
    assert [person.participant for person in people] == labels[1:]


@pytest.mark.both_databases
def test_a_scribe_who_is_erased_stands_by_a_number_in_what_they_keyed_and_in_files_that_name_them(
    app: Flask, client: Any
) -> None:
    desk = scribes.a_desk(client)
    sheet = papers.a_drawn_sheet("use", participant="Bo")
    scribes.key(desk.maria, sheet, "Bo", use="1")
    scribes.key(desk.jo, sheet, "Bo", use="1")
    scribes.key(desk.maria, "", "7", study="1")
    papers.send(
        desk.stop,
        [papers.a_row(300, "share", entered_by="maria"), papers.a_row(301, "share", entered_by="Jo")],
    )
    maria = db.session.get_one(Account, desk.account.id)
    act(erase, maria, by=maria)

    rows = db.session.scalars(select(PaperRow).order_by(PaperRow.id)).all()
    number = f"#{maria.id}"
    assert [(row.sheet, row.first["entered_by"], (row.second or {}).get("entered_by")) for row in rows] == [
        (sheet, number, "Jo"), (f"@{number}", number, None), ("300", number, None), ("301", "Jo", None),
    ]  # fmt: skip
    spoken = db.session.scalars(select(PaperPerson).where(PaperPerson.participant == "7")).one()
    assert (spoken.sheet, spoken.account.name) == (f"@{number}", "Participant 7")
