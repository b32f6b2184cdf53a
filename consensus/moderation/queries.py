"""Questions about what is reported, folded, appealed and paused."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, has_request_context
from sqlalchemy import Select, Subquery, bindparam, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from ..accounts.models import Account, ActorLink
from ..kit.clock import now, rfc3339
from ..kit.db import db, in_write
from ..kit.refs import ref
from ..kit.web.paging import Page, page_of
from .models import IS_HELD, Act, Appeal, Decision, Flag, Hiding, Outcome, Pause

_HIDINGS = select(Hiding).where(Hiding.ref.in_(bindparam("things", expanding=True)))
_HIDING = select(Hiding).where(Hiding.ref == bindparam("thing"))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things wait for a moderator, and why; one thing may wait for several reasons."""

    things: int
    reported: int
    held: int
    appealed: int


def hiding_of(thing: Any) -> Hiding | None:
    """Why a thing is folded; None when it is not. Takes a thing, its ref, or its ref as text."""
    return db.session.scalar(_HIDING, {"thing": str(ref(thing))})


def hidings_of(things: Iterable[Any]) -> dict[str, Hiding]:
    """Those of some things that are folded, by ref as text, in one query."""
    wanted = {str(ref(thing)) for thing in things}
    return {each.ref: each for each in db.session.scalars(_HIDINGS, {"things": sorted(wanted)})}


def hidings(*, cursor: str | None = None, limit: int = 50) -> Page[Hiding]:
    """A page of everything that is folded now, the newest first."""
    return page_of(select(Hiding), [Hiding.id], cursor=cursor, limit=limit, newest_first=True)


def pause_of(account: Account) -> Pause | None:
    """The pause that an account is under now; None when there is none. Asked once in a request that only reads."""
    if not has_request_context() or in_write():
        return _pause_of(account.id)
    known: dict[int, Pause | None] = g.setdefault("pauses_known", {})
    if account.id not in known:
        known[account.id] = _pause_of(account.id)
    return known[account.id]


def _pause_of(account_id: int) -> Pause | None:
    return db.session.scalar(select(Pause).where(Pause.account_id == account_id, Pause.until > now()))


def pauses(*, cursor: str | None = None, limit: int = 50) -> Page[Pause]:
    """A page of the accounts that are paused now, the latest pause first."""
    query = select(Pause).where(Pause.until > now()).options(joinedload(Pause.account))
    return page_of(query, [Pause.at, Pause.account_id], cursor=cursor, limit=limit, newest_first=True)


def decisions(*, cursor: str | None = None, limit: int = 50) -> Page[Decision]:
    """A page of everything that was ever decided, the newest first."""
    return page_of(select(Decision), [Decision.id], cursor=cursor, limit=limit, newest_first=True)


def decisions_about(things: Collection[Any], *, most: int = 50) -> Sequence[Decision]:
    """What was decided about some things, the newest first."""
    wanted = {str(ref(thing)) for thing in things}
    query = select(Decision).where(Decision.ref.in_(wanted)).order_by(Decision.id.desc()).limit(most)
    return db.session.scalars(query).all()


def how_many_now() -> tuple[int, int]:
    """How many things are folded now, and how many accounts paused."""
    folded = select(func.count()).select_from(Hiding).scalar_subquery()
    paused = select(func.count()).select_from(Pause).where(Pause.until > now()).scalar_subquery()
    return tuple(db.session.execute(select(folded, paused)).one())  # type: ignore[return-value]


def flag_of(account: Account, *, thing: Any) -> Flag | None:
    """What a person reported of a thing, settled or not."""
    mine = (Flag.ref == str(ref(thing)), Flag.account_id == account.id)
    return db.session.scalar(select(Flag).where(*mine))


def flags_of(account: Account, *, cursor: str | None = None, limit: int = 50) -> Page[Flag]:
    """A page of what a person reported, the newest first."""
    query = select(Flag).where(Flag.account_id == account.id)
    return page_of(query, [Flag.id], cursor=cursor, limit=limit, newest_first=True)


def open_flags(thing: Any, *, most: int | None = None) -> Sequence[Flag]:
    """The reports on a thing that nobody has settled yet, the oldest first, with who made them."""
    query = select(Flag).where(Flag.ref == str(ref(thing)), Flag.settled_at.is_(None))
    return db.session.scalars(
        query.options(joinedload(Flag.account)).order_by(Flag.at, Flag.id).limit(most)
    ).all()


def rules_reported(things: Iterable[Any]) -> dict[str, Mapping[str, int]]:
    """Ref as text → rule → under how many open reports it is named, the most frequent first; one query."""
    wanted = {str(ref(thing)) for thing in things}
    counted = func.count().label("reports")
    query = (
        select(Flag.ref, Flag.rule, counted)
        .where(Flag.ref.in_(wanted), Flag.settled_at.is_(None))
        .group_by(Flag.ref, Flag.rule)
        .order_by(counted.desc(), Flag.rule)
    )
    found: dict[str, dict[str, int]] = {}
    for named, rule, reports in db.session.execute(query):
        found.setdefault(named, {})[rule] = reports
    return dict(found)


def who_reported(thing: Any) -> list[str]:
    """The ids of those whose reports were settled by folding a thing."""
    folded = (Flag.ref == str(ref(thing)), Flag.outcome == Outcome.HIDDEN, Flag.settled_at.is_not(None))
    query = select(ActorLink.actor_id).join(Flag, Flag.account_id == ActorLink.account_id).where(*folded)
    return list(db.session.scalars(query.order_by(Flag.id)))


def who_folded_last(thing: Any) -> list[str]:
    """The id of whoever folded a thing last, alone in a list; nobody where it was only held."""
    folded = (Decision.ref == str(ref(thing)), Decision.act == Act.HIDDEN)
    return list(db.session.scalars(select(Decision.by).where(*folded).order_by(Decision.id.desc()).limit(1)))


def appeal_of(account: Account, *, thing: Any) -> Appeal | None:
    """A person's appeal about a thing, ruled on or not."""
    mine = (Appeal.ref == str(ref(thing)), Appeal.account_id == account.id)
    return db.session.scalar(select(Appeal).where(*mine))


def was_ruled_on(hiding: Hiding, *, appeal: Appeal) -> bool:
    """Whether an appeal was ruled on after this folding, so that the ruling stands."""
    return appeal.ruled_at is not None and appeal.ruled_at >= hiding.at


def appeals_of(account: Account, *, most: int = 50) -> Sequence[Appeal]:
    """The latest appeals of a person."""
    query = select(Appeal).where(Appeal.account_id == account.id).order_by(Appeal.id.desc())
    return db.session.scalars(query.limit(most)).all()


def appeals_waiting(things: Iterable[Any]) -> dict[str, Appeal]:
    """The appeals about some things that nobody has ruled on yet, by ref as text; one query."""
    wanted = {str(ref(thing)) for thing in things}
    query = select(Appeal).where(Appeal.ref.in_(wanted), Appeal.ruled_at.is_(None)).order_by(Appeal.id.desc())
    return {each.ref: each for each in db.session.scalars(query)}


def waiting(*, cursor: str | None = None, limit: int = 20) -> Page[Any]:
    """A page of what waits for a moderator, what waits longest first.

    A row for each thing: ``ref``, ``since``, and how many open ``reports``, ``held`` and ``appeals`` it has.
    """
    things = _waiting()
    keys = [things.c.since, things.c.ref]
    return page_of(select(things), keys, cursor=cursor, limit=limit, whole_rows=True)


def is_waiting(thing: Any) -> bool:
    """Whether a thing is folded or held, or a report on it is open."""
    return hiding_of(thing) is not None or bool(open_flags(thing, most=1))


def how_many_wait() -> Counts:
    """How many things wait for a moderator, in all and for each reason."""
    things = _waiting()
    reasons = (
        func.count(func.nullif(column, 0)) for column in (things.c.reports, things.c.held, things.c.appeals)
    )
    return Counts(*map(int, db.session.execute(select(func.count(things.c.ref), *reasons)).one()))


def _waiting() -> Subquery:
    each = union_all(
        _rows(Flag, 1, 0, 0).where(Flag.settled_at.is_(None)),
        _rows(Hiding, 0, 1, 0).where(IS_HELD),
        _rows(Appeal, 0, 0, 1).where(Appeal.ruled_at.is_(None)),
    ).subquery("each")
    totals = [func.sum(each.c[name]).label(name) for name in ("reports", "held", "appeals")]
    oldest = func.min(each.c.at).label("since")
    return select(each.c.ref, oldest, *totals).group_by(each.c.ref).subquery("waiting")


def _rows(model: Any, reports: int, held: int, appeals: int) -> Select[Any]:
    numbers = {"reports": reports, "held": held, "appeals": appeals}
    return select(model.ref, model.at, *(literal(n).label(name) for name, n in numbers.items()))


def rows_of(account: Account) -> dict[str, Any]:
    """What this package keeps of a person, as JSON values: their reports and appeals, and their pause."""
    flags = db.session.scalars(select(Flag).where(Flag.account_id == account.id).order_by(Flag.id))
    appeals = db.session.scalars(select(Appeal).where(Appeal.account_id == account.id).order_by(Appeal.id))
    pause = db.session.get(Pause, account.id)
    return {
        "reports": [
            {
                "ref": each.ref,
                "rule": each.rule,
                "reason": each.reason,
                "at": rfc3339(each.at),
                "answer": each.answer,
            }
            for each in flags
        ],
        "appeals": [
            {"ref": each.ref, "reason": each.reason, "at": rfc3339(each.at), "ruling": each.ruling}
            for each in appeals
        ],
        "pause": pause and {"until": rfc3339(pause.until), "rule": pause.rule, "reason": pause.reason},
    }
