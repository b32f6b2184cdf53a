"""Agreeing and disagreeing with an assessment, as it is now; and what maintainers answer."""

from flask_babel import gettext as _
from sqlalchemy import select

from ...accounts.models import Account
from ...drafts.models import Draft
from ...following.actions import auto_watch
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ..carrying import named_in
from ..errors import NoChecklist, NotCurrent
from ..given import LONGEST_LINE, LONGEST_REASON, StanceGiven, first_address, paragraphs
from ..models import Evaluation, OpinionAnswer, Stance, System, VerdictOpinion
from ..queries.contacts import speaks_for
from ..queries.editions import checklist_of
from ..sources.fields import is_address, one_line
from ..verbs import Verb
from .keeping import locked, new_salt, salted
from .sheets import check_draft

VERBS = {Stance.ENDORSE: Verb.ENDORSED, Stance.DISPUTE: Verb.DISPUTED}


def take_stance(
    system: System, *, draft: Draft, given: StanceGiven, by: Account
) -> tuple[VerdictOpinion, bool]:
    """Agree or disagree with the assessment of a system under a draft, for the stakeholder group one speaks for now.

    Takes the place of what one said before; saying the same of the same assessment again changes nothing. → the
    opinion, and whether nothing of one's own stood there. Raises NotReviewable, NoChecklist, Invalid.
    """
    check_draft(draft)
    locked(system.id)
    kept = db.session.get(Evaluation, (system.leading.id, draft.id), populate_existing=True)
    if kept is None or kept.verdict is None:
        raise NoChecklist
    values = _checked(given, draft)
    values["maker"] = given.maker or speaks_for(by, system)
    before = _current(system, draft, by)
    if before is not None and before.basis == kept.basis and _same(before, values):
        return before, False
    if before is not None:
        before.ended_at = now()
        db.session.flush()
    opinion = VerdictOpinion(
        account=by, system=system, draft=draft, stakeholder_group=by.stakeholder_group, basis=kept.basis,
        verdict=kept.verdict, salt=new_salt(), at=now(), **values,
    )  # fmt: skip
    db.session.add(opinion)
    db.session.flush()
    _record(
        VERBS[opinion.stance], opinion, by, basis=opinion.basis, verdict=opinion.verdict, requirement=opinion.requirement,
        group=opinion.stakeholder_group, maker=opinion.maker, words=salted(opinion.salt, opinion.reason),
        grounded=opinion.names_its_ground, replaces=str(before.ref) if before else None,
    )  # fmt: skip
    auto_watch(by, system)
    return opinion, before is None


def withdraw_stance(system: System, *, draft: Draft, by: Account) -> None:
    """Take back what one said of an assessment. Where nothing was said, nothing happens."""
    locked(system.id)
    opinion = _current(system, draft, by)
    if opinion is not None:
        opinion.ended_at = now()
        db.session.flush()
        _record(Verb.OPINION_WITHDRAWN, opinion, by)


def answer_dispute(opinion: VerdictOpinion, *, reason: str, by: Actor) -> OpinionAnswer:
    """Answer a disagreement in public, so that it holds nothing up. Raises NotCurrent, Invalid."""
    locked(opinion.system_id)
    db.session.refresh(opinion)
    words = paragraphs(reason)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid({"reason": _("Write an answer of at most %(n)s characters.", n=LONGEST_REASON)})
    if opinion.ended_at is not None or opinion.stance is not Stance.DISPUTE:
        raise NotCurrent
    answer = OpinionAnswer(opinion=opinion, reason=words, by=by.actor_id, at=now())
    db.session.add(answer)
    db.session.flush()
    _record(Verb.ANSWERED, opinion, by)
    return answer


def _checked(given: StanceGiven, draft: Draft) -> dict[str, object]:
    stance, reason, evidence = given.stance, paragraphs(given.reason), given.evidence.strip()
    requirement = (given.requirement or "").strip() or None
    wrong: dict[str, str] = {}
    if stance not in tuple(Stance):
        wrong["stance"] = _("Choose one of those offered.")
    if stance == Stance.DISPUTE and not reason:
        wrong["reason"] = _("Say with what you disagree, and why.")
    if len(reason) > LONGEST_REASON:
        wrong["reason"] = _("Use at most %(n)s characters.", n=LONGEST_REASON)
    checklist = checklist_of(draft)
    if requirement and (checklist is None or requirement not in named_in(checklist)):
        wrong["requirement"] = _("This draft does not ask for this.")
    if evidence and not is_address(evidence):
        wrong["evidence"] = _("Give a whole web address, beginning with https:// or http://.")
    affiliation = one_line(given.affiliation)
    if len(affiliation) > LONGEST_LINE:
        wrong["affiliation"] = _("Use at most %(n)s characters.", n=LONGEST_LINE)
    if wrong:
        raise Invalid(wrong)
    return {
        "stance": Stance(stance), "reason": reason, "requirement": requirement, "affiliation": affiliation,
        "evidence": evidence or first_address(reason) or None,
    }  # fmt: skip


def _current(system: System, draft: Draft, by: Account) -> VerdictOpinion | None:
    query = select(VerdictOpinion).where(
        VerdictOpinion.account_id == by.id, VerdictOpinion.system_id == system.id,
        VerdictOpinion.draft_id == draft.id, VerdictOpinion.ended_at.is_(None),
    )  # fmt: skip
    return db.session.scalar(query)


def _same(before: VerdictOpinion, values: dict[str, object]) -> bool:
    return all(getattr(before, name) == value for name, value in values.items())


def _record(verb: Verb, opinion: VerdictOpinion, by: Actor, **details: object) -> None:
    system, draft = opinion.system, opinion.draft
    record(verb, by, opinion, touches=[system, draft], system=system.slug, draft=draft.version, **details)
