"""Every date that people may want to keep: stops and their sittings, the ends of drafts' periods, last calls."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ...accounts.names import country_name
from ...drafts.models import Clause, Draft, Period, Placement
from ...drafts.queries import drafts_published, periods_now
from ...kit.db import db
from ...voting.models import LastCall
from ...voting.queries.closings import closings_of
from ..ical import Happening, Kind
from ..models import Sitting, Stop, StopChange, StopState
from .stops import all_stops, sittings_of


def happenings() -> list[Happening]:
    """All dates in order of time, in a fixed number of statements."""
    found = [*of_stops(all_stops()), *_closings(drafts_published()), *_last_calls()]
    return sorted(found, key=in_order)


def of_stops(stops: Sequence[Stop]) -> list[Happening]:
    """The days of some stops, and the times of those of their sittings that have any, in order of time."""
    told = last_changes(stops)
    days = [_stop(stop, *told.get(stop.id, (None, 0))) for stop in stops]
    by_id = {stop.id: (stop, day) for stop, day in zip(stops, days, strict=True)}
    times = [
        _sitting(each, by_id[stop_id])
        for stop_id, some in sittings_of(stops).items()
        for each in some
        if each.starts_at is not None
    ]
    return sorted([*days, *times], key=in_order)


def in_order(each: Happening) -> tuple[str, str]:
    """By day, then by time; what lasts whole days first."""
    time = each.starts.isoformat() if isinstance(each.starts, datetime) else ""
    return each.day.isoformat(), f"{time} {each.name}"


def last_changes(stops: Sequence[Stop]) -> dict[int, tuple[StopChange | None, int]]:
    """Stop → its last change, and how many there are."""
    ids = [stop.id for stop in stops]
    counted = select(func.max(StopChange.id), func.count(StopChange.id)).where(StopChange.stop_id.in_(ids))
    newest = dict(db.session.execute(counted.group_by(StopChange.stop_id)).all())
    rows = db.session.scalars(select(StopChange).where(StopChange.id.in_(newest)))
    return {row.stop_id: (row, newest[row.id]) for row in rows}


def _stop(stop: Stop, change: StopChange | None, changes: int) -> Happening:
    told = change if change is not None and change.state == stop.state else None
    located = stop.latitude is not None and stop.longitude is not None
    return Happening(
        Kind.STOP, f"stop.{stop.slug}", stop.title, f"/roadshow/{stop.slug}/", stop.starts, stop.ends,
        change.at if change else stop.created_at, revision=max(0, changes - 1), zone=stop.timezone,
        place=place_of(stop), note=" ".join(filter(None, (_became(stop, told), stop.note))), state=str(stop.state),
        category=_("Stop of the roadshow"), is_off=stop.state is StopState.CANCELLED,
        where=(float(stop.latitude or 0), float(stop.longitude or 0)) if located and not stop.online else None,
    )  # fmt: skip


def place_of(stop: Stop) -> str:
    """``La Nave, Madrid, Spain``, or that it is online."""
    if stop.online:
        return _("Online")
    return ", ".join(filter(None, (stop.venue, stop.city, country_name(stop.country))))


def _became(stop: Stop, change: StopChange | None) -> str:
    if change is None or stop.state not in (StopState.MOVED, StopState.CANCELLED):
        return ""
    if stop.state is StopState.CANCELLED:
        return _("Cancelled: %(reason)s", reason=change.reason)
    return _("Moved: %(reason)s", reason=change.reason)


def _sitting(sitting: Sitting, at: tuple[Stop, Happening]) -> Happening:
    stop, day = at
    assert sitting.starts_at is not None
    title = sitting.title or _("Sitting %(number)s", number=sitting.number)
    return Happening(
        Kind.SITTING, f"sitting.{stop.slug}.{sitting.number}", f"{stop.title}: {title}", day.path,
        sitting.starts_at, sitting.ends_at, day.changed_at, revision=day.revision, zone=stop.timezone,
        place=day.place, note=day.note, state=sitting.state, category=_("Sitting"), where=day.where,
        is_off=day.is_off,
    )  # fmt: skip


def _closings(drafts: Sequence[Draft]) -> list[Happening]:
    """The announced ends of drafts' periods; of a draft that ended before, when it did."""
    ended, periods = closings_of(drafts), periods_now(drafts)
    pairs = [(draft, periods[draft.id]) for draft in drafts if draft.id in periods]
    return [
        _closing(draft, period, period.closes_at, ended.get(draft.id))
        for draft, period in pairs
        if period.closes_at is not None
    ]


def _closing(draft: Draft, period: Period, ends: datetime, ended: datetime | None) -> Happening:
    return Happening(
        Kind.CLOSING, f"draft.{draft.version}.closes", _("Draft %(version)s closes", version=draft.version),
        f"/drafts/{draft.version}/", min(ends, ended or ends), None, period.at, revision=period.id,
        note=_("Until then comments and positions are taken."), state="closed" if ended else "",
        category=_("End of a draft’s period"),
    )  # fmt: skip


def _last_calls() -> list[Happening]:
    query = (
        select(LastCall, Placement.number)
        .outerjoin(
            Placement,
            (Placement.draft_id == LastCall.draft_id) & (Placement.clause_id == LastCall.clause_id),
        )
        .options(joinedload(LastCall.draft), joinedload(LastCall.clause))
        .order_by(LastCall.id)
    )
    return [_last_call(each, each.clause, number) for each, number in db.session.execute(query)]


def _last_call(each: LastCall, clause: Clause | None, number: str | None) -> Happening:
    version = each.draft.version
    if clause is None:
        title = _("Last call on draft %(version)s ends", version=version)
    else:
        title = _(
            "Last call on %(number)s (%(key)s) of draft %(version)s ends",
            number=number or clause.key, key=clause.key, version=version,
        )  # fmt: skip
    return Happening(
        Kind.LAST_CALL, f"last-call.{each.id}", title, f"/last-calls/{each.id}", each.ends_at, None, each.at,
        note=each.reason, state="closed" if each.ended_at else "", category=_("Last call"), is_off=each.cut_short,
    )  # fmt: skip
