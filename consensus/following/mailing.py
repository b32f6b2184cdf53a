"""A turn of the follower: writes to those who are due. Letters are composed without the lock, then handed in at once.

What was seen on the site meanwhile is left out; when nothing is left, nobody is written to.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from ..accounts.models import Account
from ..kit.clock import now
from ..kit.db import again_on_a_race, db, fresh_look
from .actions import hand_in
from .actions.mailing import Letter, Post
from .composing import digest, letter_of_thread
from .models import MailSetting
from .news import News, news_of
from .paces import Pace, due
from .queries import settings_due, waiting_for, waiting_since

AT_A_TIME = 20
MOST_ITEMS = 100
MOST_LETTERS = 10


def mail_some(most: int = AT_A_TIME) -> int:
    """The follower's turn: write to some of those who are due. → how many people were looked at."""
    fresh_look()
    return sum(_mail_one(id) for id in settings_due(now(), most=most))


def _mail_one(account_id: int) -> int:
    fresh_look()
    mail = post_for(account_id, at=now())
    return again_on_a_race(lambda: hand_in(mail)) if mail else 0


def post_for(account_id: int, *, at: datetime) -> Post | None:
    """What is to be written to somebody at a moment; None when it is not their time, or no longer."""
    setting = db.session.get(MailSetting, account_id)
    account = db.session.get(Account, account_id)
    if setting is None or setting.due_at is None or setting.due_at > at or account is None:
        return None
    counts = waiting_since(account_id)
    only_direct = setting.pace is Pace.DAILY and not _is_due(setting.pace, counts, at)
    items = waiting_for(account_id, most=MOST_ITEMS, only_direct=only_direct)
    more = sum(n for directly, (n, _since) in counts.items() if directly or not only_direct) - len(items)
    return Post(
        account_id=account_id,
        due_at=setting.due_at,
        upto=items[-1].id if items else 0,
        only_direct=only_direct,
        letters=_letters(account, setting, news_of(items), more=more) if account.email else (),
    )


def _is_due(pace: Pace, counts: Mapping[bool, tuple[int, datetime]], at: datetime) -> bool:
    """Whether the digest of what somebody watches is to be sent."""
    when = due(pace, direct=False, at=counts[False][1]) if False in counts else None
    return when is not None and when <= at


def _letters(account: Account, setting: MailSetting, news: Sequence[News], *, more: int) -> list[Letter]:
    if not news:
        return []
    threads: dict[str, list[News]] = {}
    for each in news:
        threads.setdefault(each.thread, []).append(each)
    at_once = setting.pace is Pace.AT_ONCE or all(each.is_direct for each in news)
    if setting.pace is not Pace.WEEKLY and at_once and len(threads) <= MOST_LETTERS and not more:
        return [letter_of_thread(account, setting, some) for some in threads.values()]
    return [digest(account, setting, news, more=max(more, 0))]
