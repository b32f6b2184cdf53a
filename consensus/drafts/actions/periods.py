"""How long comments and positions are taken on a draft: extended with a reason, shortened only with notice."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from ...kit.clock import now, rfc3339
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ..errors import NoticeTooShort, NotPublished, PeriodIsOver, PeriodIsStale
from ..models import Draft, Period
from ..queries import latest_draft, period_of
from ..verbs import Verb
from .sealing import check_not_sealed

NOTICE = timedelta(days=7)


def extend_period(
    draft: Draft, *, closes_at: datetime | None, reason: str, seen: int | None = None, by: Actor
) -> Period:
    """Set another end of a draft's period; a closed one is reopened by a later end. Earlier records stay.

    ``seen`` is the period (its id) that the maintainer was looking at. Raises NotPublished, DraftIsSealed, PeriodIsOver for a draft
    that is not the current one, PeriodIsStale, Invalid without a reason or a change, NoticeTooShort when it ends
    sooner than seven days from now and sooner than before.
    """
    period = _current_period(draft)
    if seen is not None and seen != period.id:
        raise PeriodIsStale
    if closes_at == period.closes_at:
        raise Invalid({"closes_at": _("This is when it ends already.")})
    if not reason.strip():
        raise Invalid({"reason": _("Say why; the reason is public.")})
    shorter = closes_at is not None and (period.closes_at is None or closes_at < period.closes_at)
    if closes_at is not None and closes_at <= now():
        raise Invalid({"closes_at": _("This time is past. A period ends in the future.")})
    if shorter and closes_at is not None and closes_at < now() + NOTICE:
        raise NoticeTooShort
    reopened = period.closes_at is not None and period.closes_at <= now()
    after = Period(
        draft_id=draft.id,
        opens_at=period.opens_at,
        closes_at=closes_at,
        by=by.actor_id,
        at=now(),
        reason=reason.strip(),
    )
    db.session.add(after)
    db.session.flush()
    verb = Verb.REOPENED if reopened else Verb.SHORTENED if shorter else Verb.EXTENDED
    record(verb, by, draft, until=rfc3339(closes_at) if closes_at else None)
    return after


def _current_period(draft: Draft) -> Period:
    period = period_of(draft)
    if period is None:
        raise NotPublished
    check_not_sealed(draft)
    if latest_draft() is not draft:
        raise PeriodIsOver
    return period
