"""How a decision is kept: a line of the public log with its reason, and an entry of the record without it."""

from datetime import datetime
from typing import Any

from ...kit.clock import now, rfc3339
from ...kit.db import db
from ...kit.refs import ref
from ...ledger import Actor, record
from ..models import Act, Decision
from ..registry import around
from ..verbs import Verb


def decide(
    act: Act,
    thing: Any,
    *,
    verb: Verb,
    by: Actor,
    reason: str = "",
    rule: str | None = None,
    until: datetime | None = None,
    **details: str,
) -> None:
    """Put a decision into the public log and on record; what else shows the thing is touched with it."""
    named, who = str(ref(thing)), str(by.actor_id)
    db.session.add(Decision(ref=named, act=act, rule=rule, reason=reason, by=who, at=now(), until=until))
    db.session.flush()
    facts = {"rule": rule, "until": rfc3339(until) if until else None}
    record(verb, by, thing, touches=around(thing), **{n: v for n, v in facts.items() if v}, **details)
