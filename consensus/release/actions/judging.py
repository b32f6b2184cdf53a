"""Judging what cannot be counted, in public and with a reason; and opening such a criterion anew."""

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.models import Account
from ...discussion.texts import cleaned
from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ...ledger.actions import hold_head, when_numbered
from ..errors import NoSuchCriterion, NothingToReopen, NotJudged
from ..evaluating import target_called
from ..models import Finding, Judgement, Reopening, Target
from ..queries.criteria import criteria_in, versions_for
from ..verbs import Verb
from ..words import new_salt, salted
from .current import check_current


def judge(
    draft: Draft, *, target: Target | str, criterion: str, finding: Finding | str, reason: str, by: Account
) -> Judgement:
    """Find, as one whose role judges it, whether a draft passes a criterion. A later judgement takes the place of one's former.

    It is of the criterion, whichever target asks for it. Raises OnlyTheLatestDraft, AlreadySealed, NoSuchTarget,
    NoSuchCriterion, NotJudged, Invalid under finding or reason.
    """
    words, found = cleaned(reason, field="reason"), _finding(finding)
    hold_head()
    check_current(draft)
    check_judged(draft, target, criterion)
    for former in _standing(draft, criterion, by=by.actor_id):
        former.ended_at = now()
    db.session.flush()
    made = Judgement(
        draft_id=draft.id, draft=draft, criterion=criterion, finding=found, reason=words, salt=new_salt(),
        by=str(by.actor_id), at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record(
        Verb.JUDGED,
        by,
        draft,
        touches=[made],
        criterion=criterion,
        finding=str(found),
        words=salted(made.salt, words=words),
    )
    when_numbered(made.numbered)
    return made


def reopen(draft: Draft, *, target: Target | str, criterion: str, reason: str, by: Actor) -> Reopening:
    """Open a judged criterion anew: what was found before counts no more, and stays readable.

    Raises OnlyTheLatestDraft, AlreadySealed, NoSuchTarget, NoSuchCriterion, NotJudged, NothingToReopen, Invalid.
    """
    words = cleaned(reason, field="reason")
    hold_head()
    check_current(draft)
    check_judged(draft, target, criterion)
    standing = _standing(draft, criterion)
    if not standing:
        raise NothingToReopen
    for each in standing:
        each.ended_at = now()
    made = Reopening(
        draft_id=draft.id,
        draft=draft,
        criterion=criterion,
        reason=words,
        salt=new_salt(),
        by=str(by.actor_id),
        at=now(),
    )
    db.session.add(made)
    db.session.flush()
    record(Verb.REOPENED, by, draft, criterion=criterion, words=salted(made.salt, words=words))
    return made


def check_judged(draft: Draft, target: Target | str, criterion: str) -> None:
    """Raise NoSuchTarget, NoSuchCriterion or NotJudged unless people judge a draft by it, now or by a version beside."""
    versions = versions_for(draft, target_called(target))
    found = [each for version in versions if (each := criteria_in(version).called(criterion))]
    if not found:
        raise NoSuchCriterion
    if not any(each.judges for each in found):
        raise NotJudged


def _finding(finding: Finding | str) -> Finding:
    try:
        return Finding(finding)
    except ValueError:
        raise Invalid({"finding": _("Choose one of those offered.")}) from None


def _standing(draft: Draft, criterion: str, *, by: str | None = None) -> list[Judgement]:
    query = select(Judgement).where(
        Judgement.draft_id == draft.id, Judgement.criterion == criterion, Judgement.ended_at.is_(None)
    )
    if by is not None:
        query = query.where(Judgement.by == by)
    return list(
        db.session.scalars(query.with_for_update(of=Judgement).execution_options(populate_existing=True))
    )
