"""Consensus calls by chairs, appeals against them, and the rulings on these: each public, with its reason."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from ...accounts.models import Account
from ...discussion.queries.objections import strongest_in
from ...discussion.texts import cleaned
from ...drafts.actions.sealing import check_not_sealed
from ...drafts.errors import NoSuchDraft
from ...drafts.models import Draft
from ...drafts.queries import ClauseRow, clause_in
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import record
from ..errors import AlreadyRuled, AppealIsGathering, CallIsOver
from ..explaining import outcome_as_data
from ..models import Appeal, Appellant, Call
from ..outcome import Status
from ..places import takes_positions
from ..queries.objections import own_objections
from ..queries.outcomes import ClauseOutcome, outcome_of
from ..queries.policies import policy_of
from ..tally import tally_as_data
from ..verbs import Verb
from .telling import touched
from .voters import voter_of


def make_call(draft: Draft, row: ClauseRow, *, finding: Status | str, reason: str, by: Account) -> Call:
    """Find what becomes of a clause, as its chair: with reasons, the figures of this moment and the strongest objection.

    An earlier call is replaced and stays readable. Raises NoSuchDraft, DraftIsSealed, Invalid under finding, reason, or for a clause
    that takes no positions.
    """
    if draft.publication is None:
        raise NoSuchDraft
    check_not_sealed(draft)
    if not takes_positions(row):
        raise Invalid({"finding": _("A call is made on a clause that says something.")})
    words, found = cleaned(reason, field="reason"), _finding(finding)
    outcome = outcome_of(draft, row)
    strongest = strongest_in(draft).get(row.clause_id)
    for former in db.session.scalars(_standing(draft, row).with_for_update(of=Call)):
        former.set_aside_at = now()
    db.session.flush()
    made = Call(
        draft_id=draft.id, draft=draft, clause_id=row.clause_id, finding=found, reason=words, figures=_quoted(outcome),
        strongest_id=strongest.comment.id if strongest else None, by=by.actor_id, at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    totals, standing = outcome.tally.totals, outcome.outcome.objections
    record(
        Verb.CALLED, by, made, touches=touched(draft, row.key), draft=draft.version, key=row.key, finding=str(found),
        indicated=str(outcome.status), n=totals.n, backing=totals.backing, against=totals.against,
        objections=standing.standing, strongest=f"comment:{made.strongest_id}" if strongest else None,
    )  # fmt: skip
    return made


def appeal_call(call: Call, *, reason: str, by: Account) -> Appeal:
    """Appeal against a call. It waits for a ruling once enough participants did, or one whose objection stands.

    Twice is once. Raises DraftIsSealed, CallIsOver, AlreadyRuled, Invalid under reason.
    """
    words = cleaned(reason, field="reason")
    check_not_sealed(call.draft)
    call = _locked(call)
    policy = policy_of(call.draft)
    if call.set_aside_at is not None or now() > call.at + timedelta(days=policy.appeal_days):
        raise CallIsOver
    appeal = db.session.get(Appeal, call.id) or Appeal(call_id=call.id, call=call, at=now())
    if appeal.ruled_at is not None:
        raise AlreadyRuled
    db.session.add(appeal)
    db.session.flush()
    voter = voter_of(by)
    if db.session.get(Appellant, (call.id, voter.voter)) is not None:
        return appeal
    row = clause_in(call.draft, call.clause.key)
    objector = any(each.stands for each in own_objections(by, call.draft, [row.clause_id]))
    db.session.add(Appellant(call_id=call.id, voter=voter.voter, objector=objector, reason=words, at=now()))
    db.session.flush()
    if appeal.lodged_at is None and (objector or _appellants(call) >= policy.appeal_participants):
        appeal.lodged_at = now()
    record(
        Verb.APPEALED, voter, call, touches=touched(call.draft, row.key), draft=call.draft.version, key=row.key,
        objector=objector, lodged=appeal.lodged_at is not None,
    )  # fmt: skip
    return appeal


def rule_appeal(appeal: Appeal, *, upheld: bool, reason: str, by: Account) -> Appeal:
    """Rule on an appeal, with a public reason. Upheld: the call is set aside. Raises AppealIsGathering, AlreadyRuled, Invalid."""
    words = cleaned(reason, field="reason")
    call = _locked(appeal.call)
    db.session.refresh(appeal)
    if appeal.ruled_at is not None:
        raise AlreadyRuled
    if appeal.lodged_at is None:
        raise AppealIsGathering
    appeal.ruled_at, appeal.ruled_by, appeal.upheld, appeal.ruling = now(), by.actor_id, upheld, words
    if upheld and call.set_aside_at is None:
        call.set_aside_at = now()
    key = call.clause.key
    record(
        Verb.APPEAL_RULED,
        by,
        call,
        touches=touched(call.draft, key),
        draft=call.draft.version,
        key=key,
        upheld=upheld,
    )
    db.session.flush()
    return appeal


def _finding(finding: Status | str) -> Status:
    try:
        return Status(finding)
    except ValueError:
        sentence = _("Choose one of these: %(findings)s.", findings=", ".join(Status))
        raise Invalid({"finding": sentence}) from None


def _quoted(outcome: ClauseOutcome) -> dict[str, Any]:
    """The figures that a call is made on, as they were then."""
    return {**tally_as_data(outcome.tally), "outcome": outcome_as_data(outcome.outcome, outcome.depends_on)}


def _standing(draft: Draft, row: ClauseRow) -> Any:
    return select(Call).where(
        Call.draft_id == draft.id, Call.clause_id == row.clause_id, Call.set_aside_at.is_(None)
    )


def _locked(call: Call) -> Call:
    query = select(Call).where(Call.id == call.id).with_for_update(of=Call)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _appellants(call: Call) -> int:
    return db.session.scalar(select(func.count()).where(Appellant.call_id == call.id)) or 0
