"""What becomes of a person's rows here when they are joined with another's, or erased."""

from sqlalchemy import delete, select, update

from ...accounts.models import Account
from ...kit.db import db
from ..models import InboxItem, MailSetting, Watch


def merge_rows(guest: Account, into: Account) -> None:
    """Move what a guest followed and was told to the account that takes over; what both have stays once.

    How often the account is written to stays as it was; guests are not written to.
    """
    for model, column in ((Watch, Watch.ref), (InboxItem, InboxItem.n)):
        there = select(column).where(model.account_id == into.id).scalar_subquery()
        db.session.execute(delete(model).where(model.account_id == guest.id, column.in_(there)))
        db.session.execute(update(model).where(model.account_id == guest.id).values(account_id=into.id))
    db.session.execute(delete(MailSetting).where(MailSetting.account_id == guest.id))


def erase_rows(account: Account) -> None:
    """Forget what a person followed and was told, and how often they wanted mail; their links lead nowhere."""
    for model in (Watch, InboxItem, MailSetting):
        db.session.execute(delete(model).where(model.account_id == account.id))
