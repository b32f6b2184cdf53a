"""Release candidates, announced and withdrawn, and the day that is planned for a stable release: acts with reasons, none an edit."""

from datetime import date as Date

from sqlalchemy import select

from ...discussion.texts import cleaned
from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ...kit.refs import Ref
from ...ledger import Actor, record
from ...ledger.actions import hold_head
from ..errors import AlreadyACandidate, AlreadySealed, GateIsRed, NotACandidate
from ..evaluating import evaluate
from ..models import Candidate, ReleasePlan, Target
from ..verbs import Verb
from ..words import new_salt, salted
from .current import check_current

PLAN = Ref("release", "plan")


def announce_candidate(draft: Draft, *, reason: str, by: Actor) -> Candidate:
    """Announce the latest draft as a release candidate, once every criterion of a candidate passes.

    Raises OnlyTheLatestDraft, AlreadySealed, AlreadyACandidate, GateIsRed, NoCriteria, Invalid.
    """
    words = cleaned(reason, field="reason")
    hold_head()
    check_current(draft)
    if standing_candidate(draft) is not None:
        raise AlreadyACandidate
    evaluated = evaluate(draft, Target.CANDIDATE)
    if not evaluated.passes:
        raise GateIsRed(missing=[each.why for each in evaluated.missing])
    made = Candidate(
        draft_id=draft.id, draft=draft, reason=words, salt=new_salt(), by=str(by.actor_id), at=now()
    )
    db.session.add(made)
    db.session.flush()
    record(
        Verb.ANNOUNCED,
        by,
        draft,
        version=evaluated.version,
        words=salted(made.salt, words=words),
        touches=[PLAN],
    )
    return made


def withdraw_candidate(draft: Draft, *, reason: str, by: Actor) -> Candidate:
    """Withdraw a draft as a release candidate; that it was one stays readable. Raises NotACandidate, AlreadySealed, Invalid."""
    words = cleaned(reason, field="reason")
    hold_head()
    found = standing_candidate(draft)
    if found is None:
        raise NotACandidate
    if draft.sealing is not None:
        raise AlreadySealed
    found.withdrawn_at, found.withdrawn_by = now(), str(by.actor_id)
    found.withdrawn_reason, found.withdrawn_salt = words, new_salt()
    db.session.flush()
    record(
        Verb.CANDIDATE_WITHDRAWN, by, draft, words=salted(found.withdrawn_salt, words=words), touches=[PLAN]
    )
    return found


def plan_release(*, date: Date | None, reason: str, by: Actor) -> ReleasePlan:
    """Say for which day a stable release is planned (None: for none), and why. Raises Invalid."""
    words = cleaned(reason, field="reason")
    made = ReleasePlan(day=date, reason=words, salt=new_salt(), by=str(by.actor_id), at=now())
    db.session.add(made)
    db.session.flush()
    told = date.isoformat() if date else None
    record(Verb.PLANNED, by, PLAN, date=told, words=salted(made.salt, words=words))
    return made


def standing_candidate(draft: Draft) -> Candidate | None:
    """That a draft is a release candidate now; None: it was never announced, or is withdrawn."""
    query = select(Candidate).where(Candidate.draft_id == draft.id, Candidate.withdrawn_at.is_(None))
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
