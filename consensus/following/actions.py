"""What becomes of a person's rows here when they are joined with another's, or erased. Nothing of it is public."""

from sqlalchemy import delete, select, update

from ..accounts.models import Account
from ..kit.db import db
from .models import InboxItem, Watch


def merge_rows(guest: Account, into: Account) -> None:
    """Move what a guest followed and was told to the account that takes over; what both have stays once."""
    for model, column in ((Watch, Watch.ref), (InboxItem, InboxItem.n)):
        there = select(column).where(model.account_id == into.id).scalar_subquery()
        db.session.execute(delete(model).where(model.account_id == guest.id, column.in_(there)))
        db.session.execute(update(model).where(model.account_id == guest.id).values(account_id=into.id))


def erase_rows(account: Account) -> None:
    """Forget what a person followed and was told."""
    for model in (Watch, InboxItem):
        db.session.execute(delete(model).where(model.account_id == account.id))
