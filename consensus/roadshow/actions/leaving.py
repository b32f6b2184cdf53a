"""What becomes of a person's part in the roadshow when they are joined with another account, or erased."""

from sqlalchemy import delete, select, update

from ...accounts.models import Account
from ...kit.db import db
from ..models import Attendance, Batch, Duty, Note, PaperPerson, PaperRow
from .duties import end_duty
from .forgetting import forget_who_keyed


def merge_rows(guest: Account, into: Account) -> None:
    """Let the account take over where the guest took part, what they noted, and what they said on paper.

    In a sitting that both joined they are one person from then on; where either was set aside, that holds until it is
    undone.
    """
    _join_attendances(guest, into)
    for model in (Attendance, PaperPerson, Batch):
        db.session.execute(update(model).where(model.account_id == guest.id).values(account_id=into.id))
    noted = update(Note).where(Note.account_id == guest.id)
    db.session.execute(noted.values(account_id=into.id, nonce=None))
    _join_duties(guest, into)
    db.session.flush()


def erase_rows(account: Account) -> None:
    """End what somebody does at stops, on record, and forget what they said of themselves when they joined sittings.

    That somebody took part stays, by nobody; so do their notes, and what they said on paper, without the name that stood on
    the sheet, and without theirs where they keyed for others.
    """
    standing = select(Duty).where(Duty.account_id == account.id, Duty.ended_at.is_(None))
    for duty in db.session.scalars(standing).all():
        end_duty(duty, by=account)
    said = update(Attendance).where(Attendance.account_id == account.id)
    db.session.execute(said.values(stakeholder_group=None, country=None, language=None, nonce=None))
    db.session.execute(update(Note).where(Note.account_id == account.id).values(nonce=None))
    db.session.execute(update(Batch).where(Batch.account_id == account.id).values(account_id=None))
    forget_who_keyed(account)
    _unname_paper(account)


def _unname_paper(account: Account) -> None:
    """Put a number in place of the name somebody wrote on a sheet."""
    for person in db.session.scalars(select(PaperPerson).where(PaperPerson.account_id == account.id)).all():
        person.participant = f"#{person.id}"
        rows = update(PaperRow).where(PaperRow.person_id == person.id)
        db.session.execute(rows.values(participant=person.participant))
    db.session.flush()


def _join_attendances(guest: Account, into: Account) -> None:
    """Where both joined a sitting, keep the account's part, from when the first of them came."""
    query = select(Attendance).where(Attendance.account_id.in_([guest.id, into.id])).order_by(Attendance.id)
    kept: dict[int, Attendance] = {}
    rows = db.session.scalars(query).all()
    for each in rows:
        if each.account_id == into.id:
            kept[each.sitting_id] = each
    for each in rows:
        own = kept.get(each.sitting_id)
        if own is None or own is each:
            continue
        own.joined_at = min(own.joined_at, each.joined_at)
        if each.is_aside and not own.is_aside:
            own.aside_at, own.aside_by, own.aside_reason = each.aside_at, each.aside_by, each.aside_reason
        db.session.delete(each)
    db.session.flush()


def _join_duties(guest: Account, into: Account) -> None:
    own = select(Duty.stop_id).where(Duty.account_id == into.id, Duty.ended_at.is_(None))
    theirs = (Duty.account_id == guest.id, Duty.ended_at.is_(None))
    db.session.execute(delete(Duty).where(*theirs, Duty.stop_id.in_(own)))
    db.session.execute(update(Duty).where(Duty.account_id == guest.id).values(account_id=into.id))
