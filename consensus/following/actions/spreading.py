"""Putting entries of the record before people: once each, and the bookmark moves in the same transaction.

Whoever spreads news holds the bookmark's row, so that two followers never do the same. The number of statements does
not depend on how many people are told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    column,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    union_all,
    update,
    values,
)

from ...accounts.keys import new_secret
from ...accounts.models import Account, ActorLink
from ...kit.clock import now
from ...kit.db import db
from ...kit.db.dialects import upsert
from ...kit.refs import ref
from ...ledger.models import Entry
from ...ledger.queries import head
from ..models import Bookmark, InboxItem, MailSetting, Watch
from ..paces import USUAL, Pace, due
from ..queries import accounts_behind, direct, may_be_told

FOLLOWER = "following"


@dataclass(frozen=True, slots=True)
class Spread:
    """What follows from the entries after one number up to another: whom they concern and why, what they touch; and who
    (``p:…``) made those that were made under a second id.
    """

    after: int
    upto: int
    concerned: Sequence[tuple[int, str, str]]
    touched: Sequence[tuple[int, str]]
    makers: Mapping[int, str] = field(default_factory=dict)


def put_before(spread: Spread) -> int:
    """Put entries before those whom they concern and those who watch, and move the bookmark. → entries read.

    0 when somebody else has read them meanwhile.
    """
    mark = _held(FOLLOWER)
    if mark.n != spread.after:
        return 0
    _put(spread.concerned, spread.touched, makers=spread.makers)
    _set_due(InboxItem.n.between(spread.after + 1, spread.upto))
    mark.n = spread.upto
    db.session.flush()
    return spread.upto - spread.after


def remind_once(name: str, *, thing: Any, n: int, why: str) -> int:
    """Put an entry before everybody who watches a thing, again where they were told of it: once under a name.

    → 1, or 0 when it was done before.
    """
    _held(FOLLOWER)
    mark = _held(name)
    if mark.n:
        return 0
    watchers = select(Watch.account_id).where(Watch.ref == str(ref(thing)))
    db.session.execute(delete(InboxItem).where(InboxItem.n == n, InboxItem.account_id.in_(watchers)))
    _put([], [(n, str(ref(thing)))], why=why, late=True)
    _set_due(InboxItem.n == n)
    mark.n = n
    db.session.flush()
    return 1


def remind_some(name: str, *, whom: Sequence[str], n: int, why: str, after: int, upto: int) -> int:
    """Put an entry before some people (``p:…``), again where they were told of it: a stretch of a long list under a name.

    The name's bookmark moves from ``after`` to ``upto``. → 1, or 0 when somebody else did it meanwhile.
    """
    _held(FOLLOWER)
    mark = _held(name)
    if mark.n != after:
        return 0
    if accounts := accounts_behind(whom):
        db.session.execute(
            delete(InboxItem).where(InboxItem.n == n, InboxItem.account_id.in_(accounts.values()))
        )
        _put([(n, id, why) for id in accounts], [])
        _set_due(and_(InboxItem.n == n, InboxItem.account_id.in_(accounts.values())))
    mark.n = upto
    db.session.flush()
    return 1


def skip_to_head() -> None:
    """Move the bookmark to the end of the record without telling anybody: for a history that is no news."""
    _held(FOLLOWER).n = head()[0]
    db.session.flush()


def _held(name: str) -> Bookmark:
    """A bookmark, made where there is none, with its row in hand until the end of the transaction."""
    upsert(db.session, Bookmark.__table__, [{"name": name, "n": 0}], key=["name"], update=[])  # type: ignore[arg-type]
    return db.session.get_one(Bookmark, name, with_for_update=True, populate_existing=True)


def _put(
    concerned: Sequence[tuple[int, str, str]],
    touched: Sequence[tuple[int, str]],
    *,
    why: str = "",
    late: bool = False,
    makers: Mapping[int, str] = {},
) -> None:
    """Both in one statement, in the order of the entries, however many people they are; a reason comes before a watch.

    ``why`` stands in place of what is watched; ``late``: also those who began to watch after the entry, or made it.
    """
    accounts = accounts_behind(id for _n, id, _why in concerned) if concerned else {}
    rows = {(accounts[id], n): reason for n, id, reason in concerned if id in accounts}
    queries = [_concerned(rows)] if rows else []
    if touched:
        by = [(n, ref, makers.get(n, "")) for n, ref in touched]
        queries.append(_watchers(by, why, late, apart_from=queries[0] if rows else None))
    if queries:
        found = union_all(*queries).subquery("found")
        new = (
            select(found).where(~_told(found.c.account_id, found.c.n)).order_by(found.c.n, found.c.account_id)
        )
        db.session.execute(insert(InboxItem).from_select(["account_id", "n", "why"], new))


def _concerned(rows: Mapping[tuple[int, int], str]) -> Select[Any]:
    columns = column("account_id", Integer), column("n", Integer), column("why", String)
    listed = values(*columns, name="concerned").data([(*key, why) for key, why in rows.items()])
    return select(listed.cte("concerned"))


def _watchers(
    touched: Sequence[tuple[int, str, str]], why: str, late: bool, *, apart_from: Select[Any] | None
) -> Select[Any]:
    columns = column("n", Integer), column("ref", String), column("maker", String)
    things = values(*columns, name="things").data(list(touched)).cte("things")
    id = ActorLink.actor_id
    in_time = and_(Watch.at <= Entry.at, or_(id.is_(None), and_(id != Entry.by, id != things.c.maker)))
    query = (
        select(Watch.account_id, things.c.n, literal(why) if why else func.min(Watch.ref).label("why"))
        .join(things, things.c.ref == Watch.ref)
        .join(Entry, Entry.n == things.c.n)
        .join(Account, Account.id == Watch.account_id)
        .outerjoin(ActorLink, ActorLink.account_id == Account.id)
        .where(may_be_told(), true() if late else in_time)
        .group_by(Watch.account_id, things.c.n)
    )
    if apart_from is None:
        return query
    listed = apart_from.subquery("listed")
    return query.where(~exists().where(listed.c.account_id == Watch.account_id, listed.c.n == things.c.n))


def _told(account_id: ColumnElement[int], n: ColumnElement[int]) -> ColumnElement[bool]:
    return exists().where(InboxItem.account_id == account_id, InboxItem.n == n)


def _set_due(new: ColumnElement[bool]) -> None:
    """Say when those who got news are written to; whoever is written to for the first time gets a row for that."""
    at, told = now(), select(InboxItem.account_id).where(new, InboxItem.mailed_at.is_(None))
    _add_settings(told)
    for pace, directly in (
        (Pace.AT_ONCE, True),
        (Pace.DAILY, True),
        (Pace.DAILY, False),
        (Pace.WEEKLY, False),
    ):
        when = due(pace, direct=directly, at=at)
        whose = told.where(direct()) if pace is Pace.DAILY and directly else told
        later = or_(MailSetting.due_at.is_(None), MailSetting.due_at > when)
        waiting = update(MailSetting).where(
            MailSetting.pace == pace, MailSetting.account_id.in_(whose), later
        )
        db.session.execute(waiting.values(due_at=when), execution_options={"synchronize_session": False})


def _add_settings(told: Any) -> None:
    without = (
        select(Account.id)
        .where(Account.id.in_(told), Account.email.is_not(None))
        .where(~exists().where(MailSetting.account_id == Account.id))
    )
    rows = [
        {"account_id": id, "pace": USUAL, "key": new_secret(), "due_at": None}
        for id in db.session.scalars(without)
    ]
    upsert(db.session, MailSetting.__table__, rows, key=["account_id"], update=[])  # type: ignore[arg-type]
