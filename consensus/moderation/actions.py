"""What becomes of a person's reports and appeals when they are joined with another's, or erased."""

from sqlalchemy import delete, select, update

from ..accounts.models import Account
from ..kit.db import db
from .models import Appeal, Flag


def merge_rows(guest: Account, into: Account) -> None:
    """Move a guest's reports and appeals to the account that takes over; of two on one thing the account's stays."""
    for model in (Flag, Appeal):
        there = select(model.ref).where(model.account_id == into.id).scalar_subquery()
        db.session.execute(delete(model).where(model.account_id == guest.id, model.ref.in_(there)))
        db.session.execute(update(model).where(model.account_id == guest.id).values(account_id=into.id))


def erase_rows(account: Account) -> None:
    """Forget who reported and appealed, and in which words."""
    for model in (Flag, Appeal):
        db.session.execute(delete(model).where(model.account_id == account.id))
