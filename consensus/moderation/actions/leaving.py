"""What becomes of a person's reports, appeals and pause when they are joined with another's, or erased."""

from sqlalchemy import delete, select, update

from ...accounts.models import Account
from ...kit.db import db
from ..models import Appeal, Flag, Pause


def merge_rows(guest: Account, into: Account) -> None:
    """Move a guest's reports and appeals to the account that takes over; of two on one thing the account's stays.

    Of two pauses the one that lasts longer stays.
    """
    for model in (Flag, Appeal):
        there = select(model.ref).where(model.account_id == into.id).scalar_subquery()
        db.session.execute(delete(model).where(model.account_id == guest.id, model.ref.in_(there)))
        db.session.execute(update(model).where(model.account_id == guest.id).values(account_id=into.id))
    _merge_pauses(guest, into)


def _merge_pauses(guest: Account, into: Account) -> None:
    one, other = db.session.get(Pause, guest.id), db.session.get(Pause, into.id)
    if one is None:
        return
    if other is not None:
        shorter = min(one, other, key=lambda pause: pause.until)
        db.session.delete(shorter)
        db.session.flush()
    if other is None or shorter is other:
        one.account_id = into.id
    db.session.flush()


def erase_rows(account: Account) -> None:
    """Forget who reported and appealed, and in which words, and that the account was paused."""
    for model in (Flag, Appeal, Pause):
        db.session.execute(delete(model).where(model.account_id == account.id))
