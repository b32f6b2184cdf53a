"""The actions, each in a transaction of its own, with words that do not matter; and what was decided."""

from typing import Any

from sqlalchemy import select

from consensus.kit.db import db, transaction
from consensus.ledger.models import Entry
from consensus.moderation import actions
from consensus.moderation.models import Decision, Rule


def report(note: Any, *, by: Any, rule: Rule = Rule.SPAM, reason: str = "It sells.") -> Any:
    """Somebody reports a note."""
    with transaction():
        return actions.report_thing(note, rule=rule, reason=reason, by=by)


def dismiss(note: Any, *, by: Any, answer: str = "They are good watches.") -> int:
    """A moderator leaves a note as it is."""
    with transaction():
        return actions.dismiss_reports(note, answer=answer, by=by)


def fold(note: Any, *, by: Any, rule: Rule = Rule.SPAM, reason: str = "It sells watches.") -> None:
    """A moderator folds a note."""
    with transaction():
        actions.hide_thing(note, rule=rule, reason=reason, by=by)


def hold(note: Any) -> None:
    """A rule holds a note."""
    with transaction():
        actions.hold_thing(note)


def restore(note: Any, *, by: Any, reason: str = "I was wrong.") -> None:
    """A moderator unfolds a note."""
    with transaction():
        actions.restore_thing(note, reason=reason, by=by)


def appeal(note: Any, *, by: Any, reason: str = "It was a joke.") -> None:
    """Whoever wrote a note appeals."""
    with transaction():
        actions.appeal_hiding(note, reason=reason, by=by)


def rule(note: Any, *, by: Any, upheld: bool, reason: str = "I have looked.") -> None:
    """Another moderator rules."""
    with transaction():
        actions.rule_on_appeal(note, upheld=upheld, reason=reason, by=by)


def pause(account: Any, *, until: Any, by: Any, reason: str = "It went on.") -> None:
    """A moderator pauses an account."""
    with transaction():
        actions.pause_account(account, until=until, rule=Rule.HARASSMENT, reason=reason, by=by)


def end_pause(account: Any, *, by: Any) -> None:
    """A moderator ends a pause."""
    with transaction():
        actions.end_pause(account, reason="We have talked.", by=by)


def decided() -> list[tuple[str, str, str, str]]:
    """Act, ref, by and reason of every decision, in order."""
    rows = db.session.scalars(select(Decision).order_by(Decision.id))
    return [(str(row.act), row.ref, row.by, row.reason) for row in rows]


def recorded() -> list[tuple[str, str, str, dict[str, Any]]]:
    """Verb, subject, by and details of the entries of moderation, in order."""
    query = select(Entry).where(Entry.verb.startswith("moderation.")).order_by(Entry.n)
    return [(each.verb, each.subject, each.by, each.details) for each in db.session.scalars(query)]
