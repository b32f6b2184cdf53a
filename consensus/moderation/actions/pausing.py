"""Pauses: an account may not write for a time; it reads, reports to nobody, and keeps all that it said."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor
from ..errors import NotPaused
from ..models import Act, Pause, Rule
from ..queries import pause_of
from ..verbs import Verb
from .deciding import decide

LONGEST = timedelta(days=90)


def pause_account(account: Account, *, until: datetime, rule: Rule, reason: str, by: Actor) -> Pause:
    """Let an account write nothing until a moment; pausing it again sets another end. On record.

    Raises Invalid for an end that is past, or more than 90 days away.
    """
    at = now()
    if until <= at:
        raise Invalid({"until": _("This day is past. Choose a later one.")})
    if until.date() > (at + LONGEST).date():
        raise Invalid({"until": _("At most %(days)s days. Choose an earlier day.", days=LONGEST.days)})
    pause = db.session.get(Pause, account.id) or Pause(account_id=account.id)
    pause.by, pause.at = str(by.actor_id), at
    pause.until, pause.rule, pause.reason = until, str(rule), reason
    db.session.add(pause)
    db.session.flush()
    decide(Act.PAUSED, account, verb=Verb.PAUSED, by=by, reason=reason, rule=str(rule), until=until)
    return pause


def end_pause(account: Account, *, reason: str, by: Actor) -> None:
    """Let a paused account write again before its time, on record. Raises NotPaused."""
    pause = pause_of(account)
    if pause is None:
        raise NotPaused
    db.session.delete(pause)
    decide(Act.PAUSE_ENDED, account, verb=Verb.PAUSE_ENDED, by=by, reason=reason)
