"""Who plans stops, leads rooms, writes down what is said, and decides about it; and why. Things: a stop, or what has one."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from ..accounts.rules import has_address, role
from ..kit.permissions import all_of, any_of, not_, signed_in
from ..moderation.rules import not_paused
from .models import Attendance, Sitting, Stop, Task
from .queries.people import attendance_of, current_attendance, on_duty
from .queries.stops import open_sitting_of


class Can(StrEnum):
    """Permissions on stops, sittings, rooms, notes and paper."""

    PLAN = "roadshow:stop:plan"
    GIVE_DUTY = "roadshow:duty:give"
    OPEN = "roadshow:sitting:open"
    RUN = "roadshow:room:run"
    SHOW_CODE = "roadshow:code:show"
    REPLACE_CODE = "roadshow:code:replace"
    WITNESS = "roadshow:sitting:witness"
    SET_ASIDE = "roadshow:guest:set-aside"
    NOTE = "roadshow:note:write"
    APPROVE = "roadshow:note:approve"
    TURN = "roadshow:note:turn"
    SCRIBE = "roadshow:paper:enter"
    SETTLE = "roadshow:paper:settle"
    BATCH = "roadshow:batch:take"
    CLOSE = "roadshow:stop:close"


def stop_of(thing: Any) -> Stop | None:
    """The stop that something belongs to; None of nothing in particular."""
    found = getattr(thing, "stop", None)
    return found if isinstance(found, Stop) else None


def facilitates(viewer: Any, thing: Any) -> bool:
    """True for facilitators of the stop."""
    stop = stop_of(thing)
    return stop is not None and on_duty(viewer, stop, Task.FACILITATOR)


def serves(viewer: Any, thing: Any) -> bool:
    """True for facilitators and scribes of the stop."""
    stop = stop_of(thing)
    return stop is not None and on_duty(viewer, stop, *Task)


def takes_part(viewer: Any, thing: Any) -> bool:
    """True for whoever joined the sitting, or the one that is open at the stop, and was not set aside."""
    if viewer is None:
        return False
    sitting = _sitting(thing)
    part = (
        attendance_of(viewer, sitting) if sitting else current_attendance(viewer) if thing is None else None
    )
    return part is not None and not part.is_aside


def declared_the_heads(viewer: Any, thing: Any) -> bool:
    """True for whoever counted the heads that are to be confirmed."""
    sitting = _sitting(thing)
    return viewer is not None and sitting is not None and sitting.heads_by == viewer.actor_id


def _sitting(thing: Any) -> Sitting | None:
    if isinstance(thing, Sitting):
        return thing
    if isinstance(thing, Attendance):
        return thing.sitting
    return open_sitting_of(thing) if isinstance(thing, Stop) else None


maintainer, scribe, moderator = role("maintainer"), role("scribe"), role("moderator")
_plans = all_of(any_of(maintainer, role("admin")), not_paused)
_leads = all_of(any_of(facilitates, maintainer), not_paused)
_writes = all_of(any_of(serves, scribe, maintainer), not_paused)

_LEADS = _l("facilitators of the stop, and maintainers, lead its sittings")
_WRITES = _l(
    "scribes and facilitators of the stop write down what is said there; so do scribes and maintainers"
)

RULES = {
    Can.PLAN: (_plans, _l("maintainers and admins plan stops, move and cancel them, on record")),
    Can.GIVE_DUTY: (
        _plans,
        _l("maintainers and admins name who leads a stop and who writes there, on record"),
    ),
    Can.OPEN: (_leads, _LEADS),
    Can.RUN: (_leads, _LEADS),
    Can.SHOW_CODE: (_leads, _l("only those who lead a sitting see its code, to show it to the room")),
    Can.REPLACE_CODE: (_leads, _l("facilitators of the stop, and maintainers, replace a code, on record")),
    Can.WITNESS: (
        all_of(
            any_of(serves, maintainer, all_of(takes_part, has_address)), not_paused, not_(declared_the_heads)
        ),
        _l(
            "somebody else in the room, or on duty there, confirms how many people are in it; never who counted them"
        ),
    ),
    Can.SET_ASIDE: (
        all_of(any_of(facilitates, maintainer, moderator), not_paused),
        _l("facilitators of the stop, maintainers and moderators set people of a sitting aside, on record"),
    ),
    Can.NOTE: (
        any_of(all_of(signed_in, takes_part, not_paused), _writes),
        _l("whoever takes part in a sitting writes notes, and whoever is on duty there"),
    ),
    Can.APPROVE: (_leads, _l("facilitators of the stop, and maintainers, decide which notes the room sees")),
    Can.TURN: (_writes, _l("scribes and facilitators of the stop turn notes into comments, which keep them")),
    Can.SCRIBE: (_writes, _WRITES),
    Can.SETTLE: (_writes, _l("scribes and facilitators of the stop settle what two keyings say differently")),
    Can.BATCH: (_writes, _WRITES),
    Can.CLOSE: (
        _leads,
        _l("facilitators of the stop, and maintainers, close it when everything has found its place"),
    ),
}
