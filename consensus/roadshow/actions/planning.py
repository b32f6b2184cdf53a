"""Planning stops and their sittings: described, changed, moved and cancelled, each on record; and loaded from a file."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.countries import continent_of
from ...kit.clock import now, rfc3339
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ..errors import SameStop, SittingIsOver, StopIsOpen, StopIsOver
from ..given import Loaded, SittingGiven, StopGiven
from ..models import Sitting, Stop, StopChange, StopState
from ..queries.stops import next_number, stops_named
from ..verbs import Verb
from .checking import checked_reason, checked_sitting, checked_stop

FIELDS = tuple(each.name for each in fields(StopGiven))
MOVING = (
    "starts",
    "ends",
    "city",
    "country",
    "continent",
    "venue",
    "online",
    "timezone",
    "latitude",
    "longitude",
)
# What a change needs a reason for, and is therefore a move.
ANNOUNCED = ("starts", "ends", "city", "country", "online", "timezone")


def plan_stop(given: StopGiven, *, by: Actor) -> Stop:
    """Plan a stop. Raises SameStop, Invalid."""
    given = checked_stop(given)
    if stops_named([given.slug]):
        raise SameStop
    return _add(given, by=by)


def change_stop(stop: Stop, given: StopGiven, *, by: Actor) -> Stop:
    """Describe a stop otherwise; its slug stays. Saying the same again is no act.

    Raises StopIsOver, and Invalid, also where days or place differ: that is a move, with a reason.
    """
    stop = locked(stop)
    if stop.is_over:
        raise StopIsOver
    given = checked_stop(replace(given, slug=stop.slug))
    wrong = [name for name in ANNOUNCED if getattr(given, name) != getattr(stop, name)]
    if wrong:
        sentence = _("Days and places are announced, so a stop is moved to others, with a reason.")
        raise Invalid(dict.fromkeys(wrong, sentence))
    _change(stop, given, by=by)
    return stop


def move_stop(
    stop: Stop,
    *,
    starts: date,
    ends: date,
    reason: str,
    announced_at: datetime | None = None,
    by: Actor,
    **place: Any,
) -> Stop:
    """Announce other days, or another place, of a stop that was not opened yet.

    ``place``: any of city, country, venue, online, timezone, latitude, longitude; what is not given stays, but for the
    coordinates and the continent, which follow the place. Raises StopIsOver, StopIsOpen, Invalid.
    """
    stop = locked(stop)
    _check_not_begun(stop)
    words = checked_reason(reason)
    given = checked_stop(replace(_there(described(stop), place), starts=starts, ends=ends))
    differing = _differing(stop, given)
    if not differing.keys() & set(ANNOUNCED):
        raise Invalid({"starts": _("This is when and where it is already.")})
    _apply(stop, given)
    stop.state, stop.loaded = StopState.MOVED, None
    facts = {"from": {name: old for name, (old, _new) in differing.items()}, "to": _new_of(differing)}
    note_change(stop, reason=words, facts=facts, announced_at=announced_at, by=by)
    record(
        Verb.MOVED, by, stop, city=stop.city, country=stop.country, online=stop.online,
        starts=stop.starts.isoformat(), ends=stop.ends.isoformat(), timezone=stop.timezone,
    )  # fmt: skip
    return stop


def cancel_stop(stop: Stop, *, reason: str, announced_at: datetime | None = None, by: Actor) -> Stop:
    """Say that a stop will not take place. Raises StopIsOver, StopIsOpen, Invalid without a reason."""
    stop = locked(stop)
    _check_not_begun(stop)
    words = checked_reason(reason)
    stop.state, stop.loaded = StopState.CANCELLED, None
    note_change(stop, reason=words, announced_at=announced_at, by=by)
    record(Verb.CANCELLED, by, stop)
    return stop


def add_sitting(stop: Stop, given: SittingGiven, *, by: Actor) -> Sitting:
    """Plan another sitting of a stop. Raises StopIsOver, Invalid."""
    stop = locked(stop)
    if stop.is_over:
        raise StopIsOver
    given = checked_sitting(stop, given)
    sitting = Sitting(stop=stop, number=next_number(stop))
    _plan(sitting, given)
    db.session.add(sitting)
    db.session.flush()
    record(Verb.SITTING_PLANNED, by, sitting, touches=[stop], **_planned(sitting))
    return sitting


def change_sitting(sitting: Sitting, given: SittingGiven, *, by: Actor) -> Sitting:
    """Plan a sitting otherwise; what is on its agenda can be changed until it closes. Raises SittingIsOver, Invalid."""
    stop = locked(sitting.stop)
    if stop.is_over or sitting.closed_at is not None:
        raise SittingIsOver
    given = checked_sitting(stop, given)
    before = _planned(sitting)
    _plan(sitting, given)
    if _planned(sitting) != before:
        record(Verb.SITTING_CHANGED, by, sitting, touches=[stop], **_planned(sitting))
    db.session.flush()
    return sitting


def load_stops(rows: Iterable[StopGiven], *, by: Actor) -> Loaded:
    """Take stops from a file: new ones are planned, those that the file describes otherwise are changed.

    What people changed, opened, moved or cancelled is left as it is. Raises Invalid for the first that cannot be taken.
    """
    wanted = [checked_stop(row) for row in rows]
    known = stops_named([each.slug for each in wanted])
    found: dict[str, list[str]] = {"new": [], "changed": [], "same": [], "kept": []}
    for given in wanted:
        found[_load(known.get(given.slug), given, by=by)].append(given.slug)
    return Loaded(**{outcome: tuple(slugs) for outcome, slugs in found.items()})


def described(stop: Stop) -> StopGiven:
    """A stop as it is described now."""
    return StopGiven(**{name: getattr(stop, name) for name in FIELDS})


def locked(stop: Stop) -> Stop:
    """The stop, kept from others until the end of the transaction, as it is stored now."""
    query = select(Stop).where(Stop.id == stop.id).with_for_update(of=Stop)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def note_change(
    stop: Stop, *, reason: str = "", facts: Mapping[str, Any] | None = None, announced_at: datetime | None = None,
    by: Actor,
) -> StopChange:  # fmt: skip
    """Keep that a stop came to the state it is in now."""
    at = now()
    change = StopChange(
        stop=stop, state=stop.state, reason=reason, facts=dict(facts or {}), announced_at=announced_at or at, at=at,
        by=by.actor_id,
    )  # fmt: skip
    db.session.add(change)
    db.session.flush()
    return change


def _add(given: StopGiven, *, by: Actor, loaded: str | None = None) -> Stop:
    stop = Stop(
        slug=given.slug, created_at=now(), created_by=by.actor_id, loaded=loaded, state=StopState.PLANNED
    )
    _apply(stop, given)
    db.session.add(stop)
    db.session.flush()
    note_change(stop, by=by)
    record(
        Verb.PLANNED, by, stop, event=stop.event, city=stop.city, country=stop.country, online=stop.online,
        starts=stop.starts.isoformat(), ends=stop.ends.isoformat(), timezone=stop.timezone,
    )  # fmt: skip
    return stop


def _change(stop: Stop, given: StopGiven, *, by: Actor, loaded: str | None = None) -> None:
    differing = _differing(stop, given)
    stop.loaded = loaded
    if differing:
        _apply(stop, given)
        facts = {"from": {name: old for name, (old, _new) in differing.items()}, "to": _new_of(differing)}
        note_change(stop, facts=facts, by=by)
        record(Verb.CHANGED, by, stop, fields=sorted(differing))
    db.session.flush()


def _load(stop: Stop | None, given: StopGiven, *, by: Actor) -> str:
    if stop is None:
        _add(given, by=by, loaded=given.digest)
        return "new"
    if stop.loaded == given.digest:
        return "same"
    if stop.loaded is None or stop.state is not StopState.PLANNED:
        return "kept"
    _change(locked(stop), given, by=by, loaded=given.digest)
    return "changed"


def _apply(stop: Stop, given: StopGiven) -> None:
    for name in FIELDS:
        setattr(stop, name, getattr(given, name))


def _there(given: StopGiven, place: Mapping[str, Any]) -> StopGiven:
    """A description somewhere else: continent and coordinates are those of the new place, or unknown."""
    named = {name: value for name, value in place.items() if name in MOVING and value is not None}
    elsewhere = any(
        name in named and named[name] != getattr(given, name) for name in ("city", "country", "online")
    )
    if elsewhere:
        country = named.get("country", given.country)
        named = {"latitude": None, "longitude": None, "venue": "", "continent": continent_of(country)} | named
    return replace(given, **named)


def _differing(stop: Stop, given: StopGiven) -> dict[str, tuple[Any, Any]]:
    """Field → what it says and what it will say, as JSON values, of those that differ."""
    pairs = {name: (_plain(getattr(stop, name)), _plain(getattr(given, name))) for name in FIELDS}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _new_of(differing: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {name: new for name, (_old, new) in differing.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _plan(sitting: Sitting, given: SittingGiven) -> None:
    sitting.title, sitting.agenda = given.title, list(given.agenda)
    sitting.starts_at, sitting.ends_at = given.starts_at, given.ends_at


def _planned(sitting: Sitting) -> dict[str, Any]:
    times = {
        name: rfc3339(moment) if moment else None
        for name, moment in (("starts", sitting.starts_at), ("ends", sitting.ends_at))
    }
    return {"title": sitting.title, "agenda": list(sitting.agenda), **times}


def _check_not_begun(stop: Stop) -> None:
    if stop.is_over:
        raise StopIsOver
    if stop.state is StopState.OPEN:
        raise StopIsOpen
