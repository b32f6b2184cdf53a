"""Challenging that a change was editorial, and ruling on it. Nothing goes stale by the challenge itself."""

from datetime import timedelta

from sqlalchemy import select

from ...accounts.models import Account
from ...discussion.texts import cleaned
from ...drafts.actions import correct_map
from ...drafts.actions.sealing import check_not_sealed
from ...drafts.models import Change, Draft, Placement, Significance
from ...drafts.queries import ClauseRow
from ...kit.clock import now
from ...kit.db import db
from ...ledger import record
from ..errors import AlreadyChallenged, AlreadyRuled, ChallengeIsOver, NoPositionOnOldWords, NotEditorial
from ..models import Challenge, Position
from ..queries.policies import policy_of
from ..verbs import Verb
from .telling import touched
from .voters import voter_of


def challenge_editorial(draft: Draft, row: ClauseRow, *, reason: str, by: Account) -> Challenge:
    """Say that a change which was called editorial is one of substance; the reason is public.

    Whoever holds a position on the old words may, within the policy's days, once for each change. Raises DraftIsSealed,
    NotEditorial, ChallengeIsOver, AlreadyChallenged, NoPositionOnOldWords, Invalid under reason.
    """
    words = cleaned(reason, field="reason")
    check_not_sealed(draft)
    change = _change(draft, row)
    if change is None or change.significance is not Significance.EDITORIAL:
        raise NotEditorial
    published = draft.published_at
    if published is None or now() > published + timedelta(days=policy_of(draft).challenge_days):
        raise ChallengeIsOver
    if _challenge(draft, row.clause_id) is not None:
        raise AlreadyChallenged
    voter = voter_of(by)
    if not _holds_on_old_words(voter.voter, row):
        raise NoPositionOnOldWords
    made = Challenge(
        draft_id=draft.id, draft=draft, clause_id=row.clause_id, meaning_id=row.meaning_id, voter=voter.voter,
        declared_by=change.declared_by, reason=words, at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record(Verb.CHALLENGED, voter, made, touches=touched(draft, row.key), draft=draft.version, key=row.key)
    return made


def rule_challenge(challenge: Challenge, *, upheld: bool, reason: str, by: Account) -> Challenge:
    """Rule on a challenge, with a public reason. Upheld: the change is one of substance, and its meaning is split.

    Positions on the old words then no longer count on the new ones. Raises DraftIsSealed, AlreadyRuled, Invalid
    under reason.
    """
    words = cleaned(reason, field="reason")
    check_not_sealed(challenge.draft)
    challenge = _locked(challenge)
    if challenge.ruled_at is not None:
        raise AlreadyRuled
    challenge.ruled_at, challenge.ruled_by, challenge.upheld, challenge.ruling = (
        now(),
        by.actor_id,
        upheld,
        words,
    )
    draft, key = challenge.draft, challenge.clause.key
    record(
        Verb.CHALLENGE_RULED,
        by,
        challenge,
        touches=touched(draft, key),
        draft=draft.version,
        key=key,
        upheld=upheld,
    )
    change = db.session.scalars(
        select(Change).where(Change.draft_id == draft.id, Change.clause_id == challenge.clause_id)
    ).one_or_none()
    if upheld and change is not None and change.significance is Significance.EDITORIAL:
        correct_map(draft, [{"key": key, "significance": "substantive"}], reason=words, by=by)
    db.session.flush()
    return challenge


def _change(draft: Draft, row: ClauseRow) -> Change | None:
    query = select(Change).where(Change.draft_id == draft.id, Change.clause_id == row.clause_id)
    return db.session.scalars(query).one_or_none()


def _challenge(draft: Draft, clause_id: int) -> Challenge | None:
    query = select(Challenge).where(Challenge.draft_id == draft.id, Challenge.clause_id == clause_id)
    return db.session.scalars(query).one_or_none()


def _locked(challenge: Challenge) -> Challenge:
    query = select(Challenge).where(Challenge.id == challenge.id).with_for_update(of=Challenge)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _holds_on_old_words(voter: str, row: ClauseRow) -> bool:
    """Whether a current position on this meaning, which is not set aside, was taken on other words of it."""
    query = (
        select(Position.id)
        .join(Placement, Placement.id == Position.placement_id)
        .where(Position.voter == voter, Position.meaning_id == row.meaning_id, Position.ended_at.is_(None))
        .where(Placement.wording_id != row.wording_id, Position.aside.is_(False))
    )
    return db.session.scalar(query.limit(1)) is not None
