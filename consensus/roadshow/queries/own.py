"""What the roadshow keeps of a person, for them to take along."""

from typing import Any

from sqlalchemy import select

from ...accounts.models import Account
from ...kit.clock import rfc3339
from ...kit.db import db
from ..models import Attendance, Duty, Note, PaperPerson, PaperRow


def rows_of(account: Account) -> dict[str, Any]:
    """As JSON values: sittings joined, notes, what was written down for them from paper, and what they do at stops."""
    return {
        "sittings": [_attendance(each) for each in _of(Attendance, account)],
        "notes": [_note(each) for each in _of(Note, account)],
        "paper": _paper(account),
        "duties": [_duty(each) for each in _of(Duty, account)],
    }


def _of(model: Any, account: Account) -> list[Any]:
    return list(db.session.scalars(select(model).where(model.account_id == account.id).order_by(model.id)))


def _attendance(part: Attendance) -> dict[str, Any]:
    return {
        "sitting": str(part.sitting.ref), "joined_at": rfc3339(part.joined_at), "consent": part.consent,
        "consent_at": rfc3339(part.consent_at), "stakeholder_group": part.stakeholder_group,
        "country": part.country, "language": part.language, "was_guest": part.was_guest,
        "set_aside_at": rfc3339(part.aside_at) if part.aside_at else None,
    }  # fmt: skip


def _note(note: Note) -> dict[str, Any]:
    return {
        "id": note.id, "sitting": str(note.sitting.ref), "clause": note.clause_key, "body": note.body,
        "language": note.language, "written_for_others": note.scribed, "count": note.count, "state": str(note.state),
        "at": rfc3339(note.at), "comment": note.comment_id,
    }  # fmt: skip


def _paper(account: Account) -> list[dict[str, Any]]:
    mine = select(PaperPerson.id).where(PaperPerson.account_id == account.id)
    query = select(PaperRow).where(PaperRow.person_id.in_(mine)).order_by(PaperRow.id)
    return [
        {
            "stop": each.stop.slug, "sheet": each.sheet, "participant": each.participant, "clause": each.clause_key,
            "first": each.first, "second": each.second, "settled": each.settled, "state": str(each.state),
        }
        for each in db.session.scalars(query)
    ]  # fmt: skip


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "stop": duty.stop.slug, "task": str(duty.task), "from": rfc3339(duty.from_at),
        "until": rfc3339(duty.ended_at) if duty.ended_at else None,
    }  # fmt: skip
