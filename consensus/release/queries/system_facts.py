"""What is on record of systems under a draft: verdicts, who reviewed them independently, who agrees, what waits for an answer."""

from collections.abc import Mapping

from sqlalchemy import and_, case, func, select

from ...discussion.queries.spots import position_of
from ...drafts.models import Draft, Publication
from ...kit.db import db
from ...systems.models import (
    Evaluation,
    Review,
    ReviewRevision,
    ReviewState,
    Stance,
    Surprise,
    System,
    SystemVersion,
    VerdictOpinion,
)
from ...systems.queries.lines import is_grounded
from ...systems.queries.surprises import is_open
from ..facts import SystemFact


def system_facts(draft: Draft) -> tuple[SystemFact, ...]:
    """Every system by name, as its leading version is assessed under a draft; three statements."""
    reviewers, voices = independent_reviewers(draft), _voices(draft)
    query = (
        select(System.id, System.slug, System.name, SystemVersion.id, Evaluation.verdict)
        .join(SystemVersion, (SystemVersion.system_id == System.id) & SystemVersion.leading)
        .outerjoin(
            Evaluation, (Evaluation.version_id == SystemVersion.id) & (Evaluation.draft_id == draft.id)
        )
    )
    found = []
    for system, slug, name, version, verdict in db.session.execute(query):
        agreeing, disputes = voices.get(system, (0, 0))
        said = str(verdict) if verdict else None
        found.append(SystemFact(slug, name, said, reviewers.get(version, 0), agreeing, disputes))
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.slug)))


def independent_reviewers(draft: Draft) -> dict[int, int]:
    """Leading version → how many different people reviewed it independently, under a draft or one before it.

    Of each person the public review under the latest of these drafts speaks: it neither declares its author the maker nor
    steps back.
    """
    query = (
        select(
            Review.version_id,
            Review.account_id,
            Review.reviewer,
            ReviewRevision.maker,
            ReviewRevision.recused,
        )
        .join(SystemVersion, (SystemVersion.id == Review.version_id) & SystemVersion.leading)
        .join(
            ReviewRevision, (ReviewRevision.review_id == Review.id) & (ReviewRevision.number == Review.public)
        )
        .join(Publication, Publication.draft_id == Review.draft_id)
        .where(Review.state == ReviewState.SUBMITTED, Publication.position <= position_of(draft))
        .order_by(Publication.position)
    )
    last: dict[tuple[int, int | str], bool] = {}
    for version, account, reviewer, maker, recused in db.session.execute(query):
        last[version, account or reviewer] = not (maker or recused)
    found: dict[int, int] = {}
    for (version, _who), independent in last.items():
        found[version] = found.get(version, 0) + independent
    return found


def surprises_open(draft: Draft) -> tuple[str, ...]:
    """What the systems are called that surprised somebody under a draft, without an answer yet; the first first."""
    query = (
        select(System.name, Surprise.name)
        .select_from(Surprise)
        .outerjoin(System, System.id == Surprise.system_id)
    )
    query = query.where(Surprise.draft_id == draft.id, is_open()).order_by(Surprise.id)
    return tuple(known or called for known, called in db.session.execute(query))


def _voices(draft: Draft) -> Mapping[int, tuple[int, int]]:
    """System → people who do not make it and agree with its assessment as it is now; disagreements that wait for an answer."""
    agrees = and_(VerdictOpinion.stance == Stance.ENDORSE, ~VerdictOpinion.maker)
    waits = and_(VerdictOpinion.stance == Stance.DISPUTE, is_grounded())
    query = (
        select(
            VerdictOpinion.system_id,
            func.count(case((agrees, VerdictOpinion.account_id)).distinct()),
            func.coalesce(func.sum(case((waits, 1), else_=0)), 0),
        )
        .join(SystemVersion, (SystemVersion.system_id == VerdictOpinion.system_id) & SystemVersion.leading)
        .join(
            Evaluation,
            (Evaluation.version_id == SystemVersion.id) & (Evaluation.draft_id == VerdictOpinion.draft_id),
        )
        .where(VerdictOpinion.draft_id == draft.id, VerdictOpinion.ended_at.is_(None))
        .where(VerdictOpinion.basis == Evaluation.basis)
        .group_by(VerdictOpinion.system_id)
    )
    return {
        system: (int(agreeing), int(disputes)) for system, agreeing, disputes in db.session.execute(query)
    }
