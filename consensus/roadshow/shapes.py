"""Stops as plain data: what the API answers and commands print."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ..drafts.queries import drafts_published
from ..kit.clock import rfc3339
from ..kit.web.addresses import base_url
from .models import Sitting, Stop, StopChange
from .queries import changes_of, heads_of_all, sittings_of, what_is_missing
from .queries.calendar import last_changes
from .queries.people import Heads

Shape = dict[str, Any]
UNTOLD = Heads(None, False, 0)


def stop_shapes(stops: Sequence[Stop]) -> list[Shape]:
    """Stops in their order, each with why it is in its state and when that was announced. A fixed number of statements."""
    changes, versions = last_changes(stops), _versions()
    return [_stop(each, changes.get(each.id, (None, 0))[0], versions) for each in stops]


def stop_shape(stop: Stop) -> Shape:
    """One stop with its sittings, everything that became of it, and what has to be done before it can close."""
    [shape] = stop_shapes([stop])
    sittings, versions, left = sittings_of([stop])[stop.id], _versions(), what_is_missing(stop)
    heads = heads_of_all(sittings)
    return {
        **shape,
        "sittings": [_sitting(each, heads.get(each.id, UNTOLD), versions) for each in sittings],
        "history": [_change(each) for each in changes_of(stop)],
        "left": {"notes": left.notes, "waiting": left.waiting, "differing": left.differing},
    }


def _stop(stop: Stop, change: StopChange | None, versions: dict[int, str]) -> Shape:
    told = change if change is not None and change.state == stop.state else None
    return {
        "slug": stop.slug,
        "event": stop.event,
        "city": stop.city,
        "country": stop.country,
        "continent": stop.continent,
        "venue": stop.venue,
        "online": stop.online,
        "timezone": stop.timezone,
        "language": stop.language,
        "starts": stop.starts.isoformat(),
        "ends": stop.ends.isoformat(),
        "state": str(stop.state),
        "reason": told.reason if told else "",
        "announced_at": _moment(told.announced_at) if told else None,
        "draft": versions.get(stop.draft_id) if stop.draft_id else None,
        "channel": stop.channel,
        "latitude": stop.latitude,
        "longitude": stop.longitude,
        "capacity": stop.capacity,
        "link": stop.url,
        "source": stop.source,
        "note": stop.note,
        "url": f"{base_url()}/roadshow/{stop.slug}/",
    }


def _sitting(sitting: Sitting, heads: Heads, versions: dict[int, str]) -> Shape:
    return {
        "number": sitting.number,
        "title": sitting.title,
        "state": sitting.state,
        "starts_at": _moment(sitting.starts_at),
        "ends_at": _moment(sitting.ends_at),
        "opened_at": _moment(sitting.opened_at),
        "closed_at": _moment(sitting.closed_at),
        "draft": versions.get(sitting.draft_id) if sitting.draft_id else None,
        "agenda": list(sitting.agenda),
        "heads": heads.declared,
        "witnessed": heads.witnessed,
        "joined": heads.joined,
        "aside": heads.aside,
    }


def _change(change: StopChange) -> Shape:
    facts = change.facts or {}
    return {
        "state": str(change.state),
        "reason": change.reason,
        "announced_at": _moment(change.announced_at),
        "at": _moment(change.at),
        "from": facts.get("from", {}),
        "to": facts.get("to", {}),
    }


def _versions() -> dict[int, str]:
    return {draft.id: draft.version for draft in drafts_published()}


def _moment(at: datetime | None) -> str | None:
    return rfc3339(at) if at else None
