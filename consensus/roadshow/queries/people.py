"""Who takes part in a sitting, who is on duty at a stop, and how many heads there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import contains_eager, joinedload

from ...accounts.models import Account
from ...kit.db import db
from ...kit.web.paging import Page, page_of
from ..errors import NoSuchAttendance, NoSuchDuty
from ..models import Attendance, Duty, Sitting, Stop, Task

# Asked by nearly every act, so it is made once.
_NOW = (
    select(Attendance)
    .join(Attendance.sitting)
    .join(Sitting.stop)
    .where(Attendance.account_id == bindparam("account"))
    .where(Sitting.opened_at.is_not(None), Sitting.closed_at.is_(None))
    .options(contains_eager(Attendance.sitting).contains_eager(Sitting.stop))
    .order_by(Attendance.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Heads:
    """How many people a sitting has: heads as counted, whether somebody else confirmed that, and those who joined by code.

    ``aside`` of those who joined count nothing for now; ``paper``: on sheets.
    """

    declared: int | None
    witnessed: bool
    joined: int
    aside: int = 0

    @property
    def counting(self) -> int:
        """Those who joined and were not set aside."""
        return self.joined - self.aside

    @property
    def people(self) -> int:
        """How many are there at least: as many as were counted, or as joined."""
        return max(self.counting, self.declared or 0)

    @property
    def more(self) -> bool:
        """Whether more people joined than heads were counted: then something is wrong, and the page says so."""
        return self.declared is not None and self.counting > self.declared


def current_attendance(account: Account) -> Attendance | None:
    """In which open sitting somebody takes part now, with the sitting and its stop; the one joined last, if there are several."""
    return db.session.scalars(_NOW, {"account": account.id}).first()


def attended_before(account: Account) -> bool:
    """Whether somebody ever joined a sitting."""
    query = select(Attendance.id).where(Attendance.account_id == account.id).limit(1)
    return db.session.scalar(query) is not None


def is_set_aside(account: Account) -> bool:
    """Whether somebody is set aside from any sitting now."""
    query = select(Attendance.id).where(Attendance.account_id == account.id, Attendance.aside_at.is_not(None))
    return db.session.scalar(query.limit(1)) is not None


def last_attendance(account: Account) -> Attendance | None:
    """The sitting that somebody joined last, whether it is over or not."""
    query = (
        select(Attendance)
        .where(Attendance.account_id == account.id)
        .options(joinedload(Attendance.sitting).joinedload(Sitting.stop))
        .order_by(Attendance.id.desc())
    )
    return db.session.scalars(query.limit(1)).one_or_none()


def attendance_of(account: Account | None, sitting: Sitting) -> Attendance | None:
    """Somebody's part in a sitting; None for nobody, and for who did not join it."""
    if account is None:
        return None
    query = select(Attendance).where(Attendance.sitting_id == sitting.id, Attendance.account_id == account.id)
    return db.session.scalars(query).one_or_none()


def attendances_called(sitting: Sitting, ids: Collection[int]) -> list[Attendance]:
    """Those of a sitting by their numbers, in order. Raises NoSuchAttendance for one that is not of this sitting."""
    query = (
        select(Attendance)
        .where(Attendance.sitting_id == sitting.id, Attendance.id.in_(list(ids)))
        .options(joinedload(Attendance.account))
        .order_by(Attendance.id)
    )
    found = list(db.session.scalars(query).unique())
    if len(found) != len(set(ids)):
        raise NoSuchAttendance
    return found


def attendances_of(sitting: Sitting, *, cursor: str | None = None, limit: int = 50) -> Page[Attendance]:
    """A page of those who joined a sitting, the last first, each with account and code."""
    query = (
        select(Attendance)
        .where(Attendance.sitting_id == sitting.id)
        .options(joinedload(Attendance.account), joinedload(Attendance.code))
    )
    return page_of(query, [Attendance.id], cursor=cursor, limit=limit, newest_first=True)


def attendances_at(stop: Stop, *, cursor: str | None = None, limit: int = 50) -> Page[Attendance]:
    """A page of those who joined any sitting of a stop, the last first, each with account, code and sitting."""
    query = (
        select(Attendance)
        .join(Attendance.sitting)
        .where(Sitting.stop_id == stop.id)
        .options(
            joinedload(Attendance.account), joinedload(Attendance.code), contains_eager(Attendance.sitting)
        )
    )
    return page_of(query, [Attendance.id], cursor=cursor, limit=limit, newest_first=True)


def attendances_among(stop: Stop, ids: Collection[int]) -> list[Attendance]:
    """Those of any sitting of a stop by their numbers, in order. Raises NoSuchAttendance for one that is of none of them."""
    query = (
        select(Attendance)
        .join(Attendance.sitting)
        .where(Sitting.stop_id == stop.id, Attendance.id.in_(list(ids)))
        .options(contains_eager(Attendance.sitting))
        .order_by(Attendance.id)
    )
    found = list(db.session.scalars(query))
    if len(found) != len(set(ids)):
        raise NoSuchAttendance
    return found


def heads_of(sitting: Sitting) -> Heads:
    """How many heads a sitting has, and how many people joined it."""
    counted = select(func.count(Attendance.id), func.count(Attendance.aside_at))
    joined, aside = db.session.execute(counted.where(Attendance.sitting_id == sitting.id)).one()
    return Heads(sitting.heads, sitting.witnessed_at is not None, joined, aside)


def heads_of_all(sittings: Collection[Sitting]) -> dict[int, Heads]:
    """The same for some sittings, by their ids, in one query."""
    counted = select(Attendance.sitting_id, func.count(Attendance.id), func.count(Attendance.aside_at))
    counted = counted.where(Attendance.sitting_id.in_([each.id for each in sittings]))
    rows = {
        id: (joined, aside)
        for id, joined, aside in db.session.execute(counted.group_by(Attendance.sitting_id))
    }
    return {
        each.id: Heads(each.heads, each.witnessed_at is not None, *rows.get(each.id, (0, 0)))
        for each in sittings
    }


def aside_at(stop: Stop, accounts: Collection[int]) -> set[int]:
    """Those of some accounts that are set aside from some sitting of a stop."""
    query = (
        select(Attendance.account_id)
        .join(Attendance.sitting)
        .where(Sitting.stop_id == stop.id, Attendance.account_id.in_(list(accounts)))
        .where(Attendance.aside_at.is_not(None))
    )
    return set(db.session.scalars(query))


def joined_by_code(sitting: Sitting, code_id: int) -> Sequence[Attendance]:
    """Those whom a code let in, the first first: to set aside who came by a stolen one."""
    query = select(Attendance).where(Attendance.sitting_id == sitting.id, Attendance.code_id == code_id)
    return (
        db.session.scalars(query.options(joinedload(Attendance.account)).order_by(Attendance.id))
        .unique()
        .all()
    )


def duties_of(stop: Stop, *, all: bool = False) -> Sequence[Duty]:
    """Who is on duty at a stop, with their accounts; with ``all`` also those whose duty is over."""
    query = select(Duty).where(Duty.stop_id == stop.id).options(joinedload(Duty.account)).order_by(Duty.id)
    return db.session.scalars(query if all else query.where(Duty.ended_at.is_(None))).unique().all()


def duty_called(id: int) -> Duty:
    """A duty by its number. Raises NoSuchDuty."""
    duty = db.session.get(Duty, id)
    if duty is None:
        raise NoSuchDuty
    return duty


def standing_duty(stop: Stop, account: Account, task: Task) -> Duty | None:
    """Somebody's duty at a stop that has not ended."""
    query = select(Duty).where(
        Duty.stop_id == stop.id, Duty.account_id == account.id, Duty.task == task, Duty.ended_at.is_(None)
    )
    return db.session.scalars(query).one_or_none()


def on_duty(account: Account | None, stop: Stop, *tasks: Task) -> bool:
    """Whether somebody has one of some tasks at a stop now."""
    if account is None:
        return False
    query = select(Duty.id).where(
        Duty.stop_id == stop.id, Duty.account_id == account.id, Duty.task.in_(tasks), Duty.ended_at.is_(None)
    )
    return db.session.scalar(query.limit(1)) is not None


def settles_alone(account: Account, stop: Stop) -> bool:
    """Whether somebody leads a stop where no more than one account writes: then nobody else is there to settle what they keyed."""
    scribes = select(func.count(Duty.account_id.distinct())).where(
        Duty.stop_id == stop.id, Duty.task == Task.SCRIBE, Duty.ended_at.is_(None)
    )
    return on_duty(account, stop, Task.FACILITATOR) and (db.session.scalar(scribes) or 0) <= 1


def stops_served_by(account: Account) -> Sequence[Stop]:
    """The stops where somebody is on duty, in order of time."""
    served = select(Duty.stop_id).where(Duty.account_id == account.id, Duty.ended_at.is_(None))
    return db.session.scalars(select(Stop).where(Stop.id.in_(served)).order_by(Stop.starts, Stop.id)).all()
