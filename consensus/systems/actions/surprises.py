"""Systems that people expected in and that are out under a draft, or the reverse: raised by one, co-signed by others."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.models import Account
from ...drafts.models import Draft
from ...following.actions import auto_watch
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ..errors import NotCurrent, OwnSurprise
from ..given import LONGEST_LINE, LONGEST_REASON, SurpriseGiven, paragraphs
from ..models import Expected, Surprise, SurpriseCosignature
from ..sources.fields import one_line
from ..verbs import Verb
from .keeping import new_salt, salted
from .sheets import check_draft


def raise_surprise(draft: Draft, *, given: SurpriseGiven, by: Account) -> tuple[Surprise, bool]:
    """Say that a system was expected in, or out. Where somebody said so of the same system before, one co-signs it.

    → the surprise, and whether it is new. Raises NotReviewable, NoChecklist, Invalid.
    """
    check_draft(draft)
    name, reason = one_line(given.name), paragraphs(given.reason)
    _check(given, name, reason)
    same = _standing(draft, given, name)
    if same is not None:
        if same.account_id != by.id:
            cosign_surprise(same, by=by)
        return same, False
    surprise = Surprise(
        draft=draft, system=given.system, name="" if given.system else name, expected=Expected(given.expected),
        reason=reason, account=by, stakeholder_group=by.stakeholder_group, salt=new_salt(), at=now(),
    )  # fmt: skip
    db.session.add(surprise)
    db.session.flush()
    _record(
        Verb.SURPRISED, surprise, by, expected=surprise.expected, group=surprise.stakeholder_group,
        words=salted(surprise.salt, f"{surprise.name}\n{surprise.reason}"),
    )  # fmt: skip
    if surprise.system is not None:
        auto_watch(by, surprise.system)
    return surprise, True


def cosign_surprise(surprise: Surprise, *, by: Account) -> SurpriseCosignature:
    """Say that one was surprised as well. Twice is once. Raises OwnSurprise, NotCurrent."""
    surprise = locked_surprise(surprise.id)
    given = db.session.get(SurpriseCosignature, (surprise.id, by.id), populate_existing=True)
    if given is not None:
        return given
    if surprise.account_id == by.id:
        raise OwnSurprise
    if surprise.withdrawn_at is not None:
        raise NotCurrent
    given = SurpriseCosignature(
        surprise_id=surprise.id, account_id=by.id, stakeholder_group=by.stakeholder_group, at=now()
    )
    db.session.add(given)
    surprise.cosigned += 1
    db.session.flush()
    _record(Verb.COSIGNED, surprise, by, group=given.stakeholder_group)
    return given


def unsign_surprise(surprise: Surprise, *, by: Account) -> None:
    """Take that back. Where nothing was said, nothing happens."""
    surprise = locked_surprise(surprise.id)
    given = db.session.get(SurpriseCosignature, (surprise.id, by.id), populate_existing=True)
    if given is not None:
        db.session.delete(given)
        surprise.cosigned -= 1
        db.session.flush()
        _record(Verb.UNSIGNED, surprise, by)


def withdraw_surprise(surprise: Surprise, *, by: Account) -> None:
    """Take one's own surprise back. Raises NotCurrent."""
    surprise = locked_surprise(surprise.id)
    if surprise.withdrawn_at is not None:
        raise NotCurrent
    surprise.withdrawn_at = now()
    db.session.flush()
    _record(Verb.SURPRISE_WITHDRAWN, surprise, by)


def _check(given: SurpriseGiven, name: str, reason: str) -> None:
    wrong: dict[str, str] = {}
    if given.expected not in tuple(Expected):
        wrong["expected"] = _("Choose one of those offered.")
    if given.system is None and (not name or len(name) > LONGEST_LINE):
        wrong["name"] = _("Choose a system, or name one.")
    if not reason or len(reason) > LONGEST_REASON:
        wrong["reason"] = _("Say why, in at most %(n)s characters.", n=LONGEST_REASON)
    if wrong:
        raise Invalid(wrong)


def _standing(draft: Draft, given: SurpriseGiven, name: str) -> Surprise | None:
    """The same surprise, raised before."""
    about = (
        Surprise.system_id == given.system.id if given.system else (Surprise.system_id.is_(None) & (Surprise.name == name))
    )  # fmt: skip
    query = select(Surprise).where(
        Surprise.draft_id == draft.id, about, Surprise.expected == given.expected, Surprise.withdrawn_at.is_(None)
    )  # fmt: skip
    return db.session.scalars(query.order_by(Surprise.id).limit(1)).one_or_none()


def locked_surprise(id: int) -> Surprise:
    """A surprise with its row in hand until the end of the transaction."""
    query = select(Surprise).where(Surprise.id == id).with_for_update(of=Surprise)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def touched(surprise: Surprise) -> list[Any]:
    """What else shows it: its draft, and its system where the registry has that."""
    return [surprise.draft, *([surprise.system] if surprise.system else [])]


def _record(verb: Verb, surprise: Surprise, by: Actor, **details: object) -> None:
    system = surprise.system.slug if surprise.system else None
    record(
        verb, by, surprise, touches=touched(surprise), draft=surprise.draft.version, system=system, **details
    )
