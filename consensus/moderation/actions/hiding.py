"""Folding things, holding them until somebody has looked, and unfolding them."""

from typing import Any

from ...kit.clock import now
from ...kit.db import db
from ...kit.refs import ref
from ...ledger import RULE, Actor
from ..errors import AlreadyHidden, NotHidden
from ..models import HELD, Act, Hiding, Outcome, Rule
from ..queries import hiding_of
from ..verbs import Verb
from .appealing import close_appeals
from .deciding import decide
from .reporting import settle_reports

NEW_LINK = "It waits for a moderator because a new account posted a link."


def hide_thing(thing: Any, *, rule: Rule, reason: str, by: Actor) -> Hiding:
    """Fold a thing out of sight. Its words stay, for its author, for moderators and for an appeal.

    What was held is folded for good; open reports are settled. Positions, objections and counts are untouched. Raises
    AlreadyHidden.
    """
    found = hiding_of(thing)
    if found is not None and found.rule != HELD:
        raise AlreadyHidden
    if found is not None:
        db.session.delete(found)
        db.session.flush()
    hiding = _fold(thing, rule=str(rule), reason=reason, by=by)
    settle_reports(thing, outcome=Outcome.HIDDEN, answer=reason, by=by)
    decide(Act.HIDDEN, thing, verb=Verb.HIDDEN, by=by, reason=reason, rule=str(rule))
    return hiding


def hold_thing(thing: Any, *, reason: str = NEW_LINK) -> Hiding:
    """Fold a thing by rule until a moderator has seen it. What is folded already stays as it is."""
    found = hiding_of(thing)
    if found is not None:
        return found
    hiding = _fold(thing, rule=HELD, reason=reason, by=RULE)
    decide(Act.HELD, thing, verb=Verb.HELD, by=RULE, reason=reason, rule=HELD)
    return hiding


def restore_thing(thing: Any, *, reason: str, by: Actor) -> None:
    """Unfold a thing, or release one that was held; an appeal about it is granted by that. Raises NotHidden."""
    hiding = hiding_of(thing)
    if hiding is None:
        raise NotHidden
    db.session.delete(hiding)
    close_appeals(thing, upheld=False, ruling=reason, by=by)
    decide(Act.RESTORED, thing, verb=Verb.RESTORED, by=by, reason=reason)


def _fold(thing: Any, *, rule: str, reason: str, by: Actor) -> Hiding:
    hiding = Hiding(ref=str(ref(thing)), by=str(by.actor_id), rule=rule, reason=reason, at=now())
    db.session.add(hiding)
    db.session.flush()
    return hiding
