"""Reports: private, answered. What is decided on them is public only where something is folded."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ...accounts.mails import send
from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...kit.places import words_of
from ...kit.refs import ref
from ...kit.web.addresses import address_of
from ...ledger import Actor
from ..errors import AlreadyHidden, NothingReported, OwnThing
from ..models import Flag, Outcome, Rule
from ..queries import flag_of, hiding_of, open_flags
from ..registry import author_of


def report_thing(thing: Any, *, rule: Rule, reason: str, by: Account) -> Flag:
    """Tell moderators that a thing should not stand as it is. Private.

    Reporting it again rewrites the report, and opens it again where it was settled. Raises OwnThing and AlreadyHidden.
    """
    if author_of(thing) == by.actor_id:
        raise OwnThing
    if hiding_of(thing) is not None:
        raise AlreadyHidden
    flag = flag_of(by, thing=thing) or Flag(ref=str(ref(thing)), account_id=by.id, at=now())
    if flag.settled_at is not None:
        flag.at, flag.settled_at = now(), None
    flag.rule, flag.reason = str(rule), reason
    db.session.add(flag)
    db.session.flush()
    return flag


def dismiss_reports(thing: Any, *, answer: str, by: Actor) -> int:
    """Leave a thing as it is, and tell those who reported it why: on their page, and by mail. → how many.

    Private, since a thing that was left as it is should not be marked by it. Raises NothingReported.
    """
    settled = settle_reports(thing, outcome=Outcome.DISMISSED, answer=answer, by=by)
    if not settled:
        raise NothingReported
    address = address_of("moderation.mine")
    for account in (flag.account for flag in settled):
        if account.email and account.may_sign_in:
            send(
                "report_answered", account.email, subject=_l("What became of your report"),
                name=account.name, thing=words_of(thing), answer=answer, address=address,
            )  # fmt: skip
    return len(settled)


def settle_reports(thing: Any, *, outcome: Outcome, answer: str, by: Actor) -> list[Flag]:
    """Close the open reports on a thing. → those that were open."""
    flags = list(open_flags(thing))
    for flag in flags:
        flag.settled_at, flag.settled_by = now(), str(by.actor_id)
        flag.outcome, flag.answer = outcome, answer
    db.session.flush()
    return flags
