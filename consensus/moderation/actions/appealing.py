"""Appeals: whoever wrote what was folded asks for another look; another moderator rules, with a public reason."""

from typing import Any

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...kit.refs import ref
from ...ledger import Actor
from ..errors import AlreadyRuled, NoAppeal, NotHidden, StillHeld
from ..models import HELD, Act, Appeal, Hiding
from ..queries import appeal_of, appeals_waiting, hiding_of, was_ruled_on
from ..verbs import Verb
from .deciding import decide


def appeal_hiding(thing: Any, *, reason: str, by: Account) -> Appeal:
    """Ask that another moderator looks at a folding; as long as nobody has, the words can be rewritten.

    On record without the words. Raises NotHidden, StillHeld, and AlreadyRuled: one appeal against one folding.
    """
    hiding, appeal = hiding_of(thing), appeal_of(by, thing=thing)
    _check(hiding, appeal)
    if appeal is not None and appeal.ruled_at is None:
        appeal.reason = reason
        return appeal
    appeal = appeal or Appeal(ref=str(ref(thing)), account_id=by.id)
    appeal.reason, appeal.at = reason, now()
    appeal.ruled_at = appeal.ruled_by = appeal.upheld = appeal.ruling = None
    db.session.add(appeal)
    db.session.flush()
    decide(Act.APPEALED, thing, verb=Verb.APPEALED, by=by)
    return appeal


def _check(hiding: Hiding | None, appeal: Appeal | None) -> None:
    if hiding is None:
        raise NotHidden
    if hiding.rule == HELD:
        raise StillHeld
    if appeal is not None and was_ruled_on(hiding, appeal=appeal):
        raise AlreadyRuled


def rule_on_appeal(thing: Any, *, upheld: bool, reason: str, by: Actor) -> None:
    """Decide whether a folded thing stays folded. Raises NoAppeal and NotHidden.

    That it is not whoever folded it, nor anybody who argues there, is asked at the door.
    """
    hiding = hiding_of(thing)
    if hiding is None:
        raise NotHidden
    if not close_appeals(thing, upheld=upheld, ruling=reason, by=by):
        raise NoAppeal
    if not upheld:
        db.session.delete(hiding)
    act, outcome = (Act.UPHELD, "stays folded") if upheld else (Act.OVERTURNED, "unfolded")
    decide(act, thing, verb=Verb.RULED, by=by, reason=reason, outcome=outcome)


def close_appeals(thing: Any, *, upheld: bool, ruling: str, by: Actor) -> bool:
    """Write down what became of the appeal about a thing. → whether one was waiting."""
    appeals = list(appeals_waiting([thing]).values())
    for appeal in appeals:
        appeal.ruled_at, appeal.ruled_by = now(), str(by.actor_id)
        appeal.upheld, appeal.ruling = upheld, ruling
    db.session.flush()
    return bool(appeals)
