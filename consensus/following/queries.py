"""Questions about what people follow, and what waits for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from ..accounts.models import Account, ActorLink
from ..kit.clock import rfc3339
from ..kit.db import db
from ..kit.refs import Ref, ref
from ..kit.web.paging import Page, page_of
from ..ledger.models import Entry
from .errors import NoSuchKey, NotToBeWatched
from .models import Bookmark, InboxItem, MailSetting, Watch
from .paces import USUAL, Pace
from .registry import WATCHABLE, titles_of

MOST_COUNTED = 100
AT_A_TIME = 5_000  # names in one question


@dataclass(frozen=True, slots=True)
class Watched:
    """A thing that can be watched: its lasting ref, and what people call it."""

    ref: Ref
    title: str


def thing_at(thing: Ref) -> Watched:
    """The thing of a ref. Raises NotToBeWatched, or what its feature raises where there is none."""
    if thing.kind not in WATCHABLE:
        raise NotToBeWatched
    lasting = ref(WATCHABLE[thing.kind].load(thing.name))
    return Watched(lasting, titles_of([lasting]).get(str(lasting), str(lasting)))


def watches_of(account: Account) -> Sequence[Watch]:
    """What a person follows, the oldest first."""
    return db.session.scalars(select(Watch).where(Watch.account_id == account.id).order_by(Watch.id)).all()


def watches_page(account: Account, *, cursor: str | None = None, limit: int = 50) -> Page[Watch]:
    """A page of what a person follows, the newest first."""
    query = select(Watch).where(Watch.account_id == account.id)
    return page_of(query, [Watch.id], cursor=cursor, limit=limit, newest_first=True)


def watched_among(account: Account | None, things: Iterable[Any]) -> set[str]:
    """Those of some things that a person watches, by ref as text, in one query; for nobody: none."""
    wanted = {str(ref(thing)) for thing in things}
    if account is None or not wanted:
        return set()
    query = select(Watch.ref).where(Watch.account_id == account.id, Watch.ref.in_(wanted))
    return set(db.session.scalars(query))


def watches(account: Account | None, thing: Any) -> bool:
    """Whether a person watches a thing."""
    return bool(watched_among(account, [thing]))


def watchers_counted(refs: Iterable[str]) -> dict[str, int]:
    """Ref → how many watch it; those that nobody watches are left out."""
    left, found = iter(sorted(refs)), dict[str, int]()
    while some := list(islice(left, AT_A_TIME)):
        query = select(Watch.ref, func.count()).where(Watch.ref.in_(some)).group_by(Watch.ref)
        found |= dict(db.session.execute(query).all())
    return found


def inbox_of(account: Account) -> Sequence[InboxItem]:
    """What was put before a person, the oldest first."""
    query = select(InboxItem).where(InboxItem.account_id == account.id).order_by(InboxItem.n)
    return db.session.scalars(query).all()


def inbox_page(account: Account, *, cursor: str | None = None, limit: int = 50) -> Page[InboxItem]:
    """A page of what was put before a person, the newest first, with the entries."""
    return page_of(_items(account.id), [InboxItem.id], cursor=cursor, limit=limit, newest_first=True)


def unseen_of(account: Account) -> int:
    """How much a person has not seen yet; at most ``MOST_COUNTED``."""
    some = select(InboxItem.id).where(InboxItem.account_id == account.id, InboxItem.seen_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(some.limit(MOST_COUNTED).subquery())) or 0


def bookmark_at(name: str) -> int:
    """Up to which entry of the record a follower has read; 0 for one that has not begun."""
    return db.session.scalar(select(Bookmark.n).where(Bookmark.name == name)) or 0


def may_be_told() -> ColumnElement[bool]:
    """Of accounts: neither erased nor merged, and confirmed where there is an address."""
    return and_(
        Account.erased_at.is_(None),
        Account.merged_into_id.is_(None),
        or_(Account.email.is_(None), Account.confirmed_at.is_not(None)),
    )


def accounts_behind(actor_ids: Iterable[str]) -> dict[str, int]:
    """Ids of the record → accounts of those who may be told, in one query; for a merged guest, who took over."""
    guest = aliased(Account)
    query = (
        select(ActorLink.actor_id, Account.id)
        .join(guest, guest.id == ActorLink.account_id)
        .join(Account, Account.id == func.coalesce(guest.merged_into_id, guest.id))
        .where(ActorLink.actor_id.in_(set(actor_ids)), may_be_told())
    )
    return dict(db.session.execute(query).all())


def pace_of(account: Account) -> Pace:
    """How often a person is written to; the usual pace as long as they said nothing."""
    setting = db.session.get(MailSetting, account.id)
    return setting.pace if setting else USUAL


def setting_of_key(key: str) -> MailSetting:
    """Whose unsubscribe links hold this key. Raises NoSuchKey."""
    found = db.session.scalar(select(MailSetting).where(MailSetting.key == key))
    if found is None:
        raise NoSuchKey
    return found


def settings_due(at: datetime, *, most: int) -> Sequence[int]:
    """The accounts that are to be written to, those who waited longest first."""
    query = select(MailSetting.account_id).where(MailSetting.due_at <= at)
    return db.session.scalars(query.order_by(MailSetting.due_at, MailSetting.account_id).limit(most)).all()


def waiting() -> ColumnElement[bool]:
    """Of inbox items: neither mailed nor seen on the site."""
    return and_(InboxItem.mailed_at.is_(None), InboxItem.seen_at.is_(None))


def direct() -> ColumnElement[bool]:
    """Of inbox items: they concern the person, see :func:`paces.is_direct`."""
    return InboxItem.why.not_like("%:%")


def waiting_for(account_id: int, *, most: int, only_direct: bool) -> list[InboxItem]:
    """The newest of what is to be mailed to somebody, the oldest first, with the entries."""
    query = _items(account_id).where(waiting())
    if only_direct:
        query = query.where(direct())
    newest = query.order_by(InboxItem.id.desc()).limit(most)
    return list(reversed(db.session.scalars(newest).all()))


def waiting_since(account_id: int) -> dict[bool, tuple[int, datetime]]:
    """Whether it is direct → how much waits to be mailed to somebody, and since when."""
    told = direct().label("direct")
    query = (
        select(told, func.count(), func.min(Entry.at))
        .join(Entry, Entry.n == InboxItem.n)
        .where(InboxItem.account_id == account_id, waiting())
        .group_by(told)
    )
    return {bool(told): (count, at) for told, count, at in db.session.execute(query)}


def _items(account_id: int) -> Any:
    query = select(InboxItem).join(InboxItem.entry).where(InboxItem.account_id == account_id)
    return query.options(contains_eager(InboxItem.entry))


def rows_of(account: Account) -> dict[str, Any]:
    """What this package keeps of a person, as JSON values; the secret of their links is not among them."""
    return {
        "mail": str(pace_of(account)) if account.email else None,
        "watches": [{"ref": each.ref, "since": rfc3339(each.at)} for each in watches_of(account)],
        "inbox": [
            {
                "n": each.n,
                "why": each.why,
                "seen_at": rfc3339(each.seen_at) if each.seen_at else None,
                "mailed_at": rfc3339(each.mailed_at) if each.mailed_at else None,
            }
            for each in inbox_of(account)
        ],
    }
