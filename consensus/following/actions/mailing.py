"""How often people are written to, and letters handed in to the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from ...accounts.keys import new_secret
from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...kit.mail import post
from ..models import InboxItem, MailSetting
from ..paces import Pace, due
from ..queries import direct, setting_of_key, waiting, waiting_since


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to be posted."""

    recipient: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Post:
    """What is written to one person at one time: letters, and which of their inbox items these tell.

    ``due_at`` is when they were to be written to as the letters were composed.
    """

    account_id: int
    due_at: datetime
    upto: int
    only_direct: bool
    letters: Sequence[Letter]


def hand_in(mail: Post) -> int:
    """Put letters into the outbox, and say when their reader is written to next. → 1, or 0 when it was done meanwhile."""
    setting = db.session.get(MailSetting, mail.account_id, with_for_update=True, populate_existing=True)
    if setting is None or setting.due_at != mail.due_at:
        return 0
    for letter in mail.letters:
        post(
            letter.recipient,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            headers=letter.headers,
        )
    told = update(InboxItem).where(
        InboxItem.account_id == mail.account_id, InboxItem.id <= mail.upto, waiting()
    )
    db.session.execute((told.where(direct()) if mail.only_direct else told).values(mailed_at=now()))
    setting.due_at = _next(setting)
    db.session.flush()
    return 1


def set_pace(account: Account, *, pace: Pace) -> None:
    """Say how often a person is written to. What came while they wanted no mail stays in the inbox alone."""
    setting = db.session.get(MailSetting, account.id, with_for_update=True, populate_existing=True)
    if setting is None:
        setting = MailSetting(account_id=account.id, key=new_secret())
        db.session.add(setting)
    if setting.pace is Pace.NEVER:
        told = update(InboxItem).where(InboxItem.account_id == account.id, waiting())
        db.session.execute(told.values(mailed_at=now()))
    setting.pace = pace
    setting.due_at = _next(setting)
    db.session.flush()


def unsubscribe(key: str) -> None:
    """Write no more to whom a mail's link belongs. Doing it again changes nothing. Raises NoSuchKey."""
    set_pace(db.session.get_one(Account, setting_of_key(key).account_id), pace=Pace.NEVER)


def _next(setting: MailSetting) -> datetime | None:
    moments = [
        due(setting.pace, direct=directly, at=since)
        for directly, (_count, since) in waiting_since(setting.account_id).items()
    ]
    return min((moment for moment in moments if moment), default=None)
