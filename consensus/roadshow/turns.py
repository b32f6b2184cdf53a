"""What is due by itself: a day before a stop begins, whoever watches it is told once."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..following.actions import remind_once
from ..following.queries import bookmark_at
from ..kit.clock import now
from ..kit.db import again_on_a_race, fresh_look
from ..ledger.queries import entries_by_subjects
from .models import Stop
from .queries.stops import stops_beginning
from .verbs import Verb

BEFORE = timedelta(days=1)
BEGINS = "stop-begins"
SETS_THE_DAYS = (Verb.PLANNED, Verb.CHANGED, Verb.MOVED)


def remind_of_stops() -> int:
    """The follower's turn: tell those who watch a stop that it begins within a day, once for each such day. → how many."""
    fresh_look()
    today = now().date()
    coming = [stop for stop in stops_beginning(today - BEFORE, today + 2 * BEFORE) if _is_near(stop)]
    return sum(_remind(stop) for stop in coming)


def begins_at(stop: Stop) -> datetime:
    """When the first day of a stop begins where it is."""
    return datetime.combine(stop.starts, time(), ZoneInfo(stop.timezone))


def _is_near(stop: Stop) -> bool:
    return now() < begins_at(stop) <= now() + BEFORE


def _remind(stop: Stop) -> int:
    name, thing = f"{BEGINS}:{stop.slug}:{stop.starts.isoformat()}", stop.ref
    if bookmark_at(name):
        return 0
    about = entries_by_subjects([str(thing)])
    n = next((entry.n for entry in about if entry.verb in SETS_THE_DAYS), None)
    return again_on_a_race(lambda: remind_once(name, thing=thing, n=n, why=BEGINS)) if n else 0
