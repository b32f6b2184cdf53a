"""Setting guests of a sitting aside, for instance those whom a stolen code let in; and letting them count again."""

from collections.abc import Collection

from flask_babel import gettext as _

from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ...voting.actions import put_aside, take_back_in
from ..models import Attendance, Sitting
from ..queries.people import aside_at, attendances_called
from ..verbs import Verb
from .checking import checked_reason
from .planning import locked


def set_aside(
    sitting: Sitting, people: Collection[Attendance], *, reason: str, by: Actor
) -> list[Attendance]:
    """Have what some people say at a stop count nothing until that is undone; on record, with how many they are.

    Their positions leave every tally, what they said is folded, and they can say nothing more there. Who is set aside
    already stays so. → whom it set aside now. Raises Invalid without a reason, or without anybody.
    """
    locked(sitting.stop)
    words = checked_reason(reason)
    some = [each for each in _here(sitting, people) if not each.is_aside]
    if not people:
        raise Invalid({"people": _("Choose whom to set aside.")})
    if not some:
        return []
    at = now()
    for each in some:
        each.aside_at, each.aside_by, each.aside_reason = at, by.actor_id, words
    db.session.flush()
    record(Verb.SET_ASIDE, by, sitting, touches=[sitting.stop], people=len(some))
    put_aside([each.account for each in some], channel=sitting.stop.channel, by=by)
    return some


def restore(sitting: Sitting, people: Collection[Attendance], *, by: Actor) -> list[Attendance]:
    """Let people count again who were set aside; what they said is as it was. → whom it let count again now.

    Who is set aside from another sitting of the stop too counts again when that is undone as well.
    """
    locked(sitting.stop)
    some = [each for each in _here(sitting, people) if each.is_aside]
    if not some:
        return []
    for each in some:
        each.aside_at = each.aside_by = each.aside_reason = None
    db.session.flush()
    record(Verb.RESTORED, by, sitting, touches=[sitting.stop], people=len(some))
    elsewhere = aside_at(sitting.stop, [each.account_id for each in some])
    back = [each.account for each in some if each.account_id not in elsewhere]
    take_back_in(back, channel=sitting.stop.channel, by=by)
    return some


def _here(sitting: Sitting, people: Collection[Attendance]) -> list[Attendance]:
    """Those people as they are stored now. Raises NoSuchAttendance for one who did not join this sitting."""
    for each in people:
        db.session.refresh(each)
    return attendances_called(sitting, [each.id for each in people])
