"""Stops and their sittings."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ...kit.clock import now
from ...kit.db import db
from ...kit.web.paging import Page, page_of
from ..errors import NoSuchSitting, NoSuchStop
from ..models import Sitting, Stop, StopChange, StopState

COMING = (StopState.PLANNED, StopState.OPEN, StopState.MOVED)


def stop_named(slug: str) -> Stop:
    """The stop of a name. Raises NoSuchStop."""
    stop = db.session.scalars(select(Stop).where(Stop.slug == slug)).one_or_none()
    if stop is None:
        raise NoSuchStop
    return stop


def stops_named(slugs: Collection[str]) -> dict[str, Stop]:
    """Slug → stop, of those that there are."""
    query = select(Stop).where(Stop.slug.in_(list(slugs)))
    return {stop.slug: stop for stop in db.session.scalars(query)}


def all_stops() -> Sequence[Stop]:
    """Every stop, in order of time: for maps and calendars."""
    return db.session.scalars(select(Stop).order_by(Stop.starts, Stop.id)).all()


def stops_page(
    *,
    cursor: str | None = None,
    limit: int = 50,
    newest_first: bool = False,
    states: Collection[StopState] = (),
) -> Page[Stop]:
    """A page of stops in order of time; only those in some states, when any are given."""
    query = select(Stop).where(Stop.state.in_(list(states))) if states else select(Stop)
    return page_of(query, [Stop.starts, Stop.id], cursor=cursor, limit=limit, newest_first=newest_first)


def coming_stops(*, most: int = 3) -> Sequence[Stop]:
    """The stops that are open or still to come, the next first."""
    query = (
        select(Stop)
        .where(Stop.state.in_(COMING), (Stop.ends >= _yesterday()) | (Stop.state == StopState.OPEN))
        .order_by(Stop.starts, Stop.id)
    )
    return db.session.scalars(query.limit(most)).all()


def _yesterday() -> date:
    """A day on which it is still today somewhere."""
    return (now() - timedelta(days=1)).date()


def sitting_of(slug: str, number: int) -> Sitting:
    """A sitting by its stop and its number, with both. Raises NoSuchSitting."""
    query = (
        select(Sitting)
        .join(Sitting.stop)
        .where(Stop.slug == slug, Sitting.number == number)
        .options(joinedload(Sitting.stop))
    )
    sitting = db.session.scalars(query).one_or_none()
    if sitting is None:
        raise NoSuchSitting
    return sitting


def open_sitting_of(stop: Stop) -> Sitting | None:
    """The sitting that people take part in now; a stop has one at a time."""
    query = select(Sitting).where(
        Sitting.stop_id == stop.id, Sitting.opened_at.is_not(None), Sitting.closed_at.is_(None)
    )
    return db.session.scalars(query).one_or_none()


def next_sitting_of(stop: Stop) -> Sitting | None:
    """The first sitting that was not opened yet."""
    query = select(Sitting).where(Sitting.stop_id == stop.id, Sitting.opened_at.is_(None))
    return db.session.scalars(query.order_by(Sitting.number).limit(1)).one_or_none()


def last_sitting_of(stop: Stop) -> Sitting | None:
    """The sitting that was opened last, whether it is closed or not."""
    query = select(Sitting).where(Sitting.stop_id == stop.id, Sitting.opened_at.is_not(None))
    return db.session.scalars(
        query.order_by(Sitting.opened_at.desc(), Sitting.id.desc()).limit(1)
    ).one_or_none()


def sittings_of(stops: Collection[Stop]) -> dict[int, list[Sitting]]:
    """Stop → its sittings by number, in one query."""
    found: dict[int, list[Sitting]] = {stop.id: [] for stop in stops}
    query = select(Sitting).where(Sitting.stop_id.in_(found)).order_by(Sitting.stop_id, Sitting.number)
    for sitting in db.session.scalars(query):
        found[sitting.stop_id].append(sitting)
    return found


def next_number(stop: Stop) -> int:
    """The number of the next sitting that is planned."""
    return (db.session.scalar(select(func.max(Sitting.number)).where(Sitting.stop_id == stop.id)) or 0) + 1


def stops_beginning(first: date, last: date) -> Sequence[Stop]:
    """The stops still to come whose first day is among some days."""
    query = select(Stop).where(Stop.starts.between(first, last), Stop.state.in_(COMING)).order_by(Stop.id)
    return db.session.scalars(query.where(Stop.state != StopState.OPEN)).all()


def changes_of(stop: Stop) -> Sequence[StopChange]:
    """Every step in a stop's life, the first first."""
    query = select(StopChange).where(StopChange.stop_id == stop.id).order_by(StopChange.id)
    return db.session.scalars(query).all()


def last_reasons(slugs: Collection[str]) -> dict[tuple[str, str], str]:
    """Slug and state → why each of some stops came to it, the last time."""
    query = (
        select(Stop.slug, StopChange.state, StopChange.reason)
        .join(StopChange.stop)
        .where(Stop.slug.in_(list(slugs)))
        .order_by(StopChange.id)
    )
    return {(slug, str(state)): reason for slug, state, reason in db.session.execute(query)}
