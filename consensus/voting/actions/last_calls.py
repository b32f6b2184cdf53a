"""Last calls: objections are asked for a last time, for at least the policy's days; the follower ends them."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.models import Account
from ...discussion.texts import cleaned
from ...drafts.models import Draft
from ...drafts.queries import ClauseRow, keys_of, period_of
from ...kit.clock import now, rfc3339
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.refs import Ref
from ...ledger import FOLLOWER, record
from ..errors import LastCallIsOn
from ..models import LastCall
from ..places import takes_positions
from ..queries.closings import closed_at
from ..queries.decided import last_call_going_on
from ..queries.objections import objections_on
from ..queries.policies import policy_of
from ..verbs import Verb
from .checking import check_open


def announce_last_call(
    draft: Draft, row: ClauseRow | None, *, ends_at: datetime, reason: str, by: Account
) -> LastCall:
    """Ask for objections a last time, to one clause or (None) to the whole draft, until a time.

    Raises DraftClosed and its kin, LastCallIsOn, Invalid under ends_at, reason, or for a clause that takes no positions.
    """
    words = cleaned(reason, field="reason")
    check_open(draft)
    if row is not None and not takes_positions(row):
        raise Invalid({"key": _("A last call is made on a clause that says something.")})
    _check_end(draft, ends_at)
    clause = row.clause_id if row else None
    if last_call_going_on(draft, clause) is not None:
        raise LastCallIsOn
    made = LastCall(
        draft_id=draft.id,
        draft=draft,
        clause_id=clause,
        reason=words,
        by=by.actor_id,
        at=now(),
        ends_at=ends_at,
    )
    db.session.add(made)
    db.session.flush()
    key = row.key if row else None
    record(
        Verb.LAST_CALL,
        by,
        made,
        touches=_touched(draft, key),
        draft=draft.version,
        key=key,
        until=rfc3339(ends_at),
    )
    return made


def end_last_calls() -> int:
    """End last calls whose time is over, and those whose draft closed before, which then say nothing. → how many."""
    query = (
        select(LastCall).where(LastCall.ended_at.is_(None)).order_by(LastCall.id).with_for_update(of=LastCall)
    )
    ended = 0
    for each in db.session.scalars(query).all():
        closed = closed_at(each.draft)
        cut_short = closed is not None and closed < each.ends_at
        if not cut_short and each.ends_at > now():
            continue
        each.ended_at, each.cut_short = now(), cut_short
        key = each.clause.key if each.clause else None
        record(
            Verb.LAST_CALL_ENDED, FOLLOWER, each, touches=_touched(each.draft, key), draft=each.draft.version, key=key,
            cut_short=cut_short, objected=_objected(each),
        )  # fmt: skip
        ended += 1
    db.session.flush()
    return ended


def _check_end(draft: Draft, ends_at: datetime) -> None:
    days, period = policy_of(draft).last_call_days, period_of(draft)
    if ends_at < now() + timedelta(days=days):
        raise Invalid({"ends_at": _("A last call stays open for at least %(days)s days.", days=days)})
    if period is not None and period.closes_at is not None and ends_at > period.closes_at:
        raise Invalid({"ends_at": _("The draft closes before that. Extend its period first, or end sooner.")})


def _objected(last_call: LastCall) -> list[str]:
    """The keys of the clauses it covers to which objections stand."""
    found = objections_on(last_call.draft, last_call.clause_id)
    keys = keys_of(found)
    return sorted(keys[clause] for clause in found if clause in keys)


def _touched(draft: Draft, key: str | None) -> list[Ref]:
    return [draft.ref, *([Ref("clause", key)] if key else [])]
