"""What the pages of the path to stable ask: countings over time, judgements, candidates, planned days."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ...drafts.models import Draft
from ...kit.db import db
from ..models import Candidate, CriteriaVersion, GateCount, Judgement, ReleasePlan, Reopening, Target

LISTED = 200


def countings(target: Target, *, most: int) -> Sequence[GateCount]:
    """What was counted for a target on every draft, the newest so many, the oldest first."""
    query = select(GateCount).where(GateCount.target == target).options(joinedload(GateCount.draft))
    found = db.session.scalars(query.order_by(GateCount.id.desc()).limit(most)).unique().all()
    return found[::-1]


def last_counts(draft: Draft) -> Sequence[GateCount]:
    """What was counted last for a draft, one for each target that has criteria."""
    newest = select(func.max(GateCount.id)).where(GateCount.draft_id == draft.id).group_by(GateCount.target)
    return db.session.scalars(select(GateCount).where(GateCount.id.in_(newest))).all()


def versions_called(target: Target, versions: Iterable[int]) -> dict[int, CriteriaVersion]:
    """Some versions of a target's criteria, by number."""
    query = select(CriteriaVersion).where(
        CriteriaVersion.target == target, CriteriaVersion.version.in_(sorted(set(versions)))
    )
    return {each.version: each for each in db.session.scalars(query)}


def newest_versions(target: Target, *, most: int = LISTED) -> Sequence[CriteriaVersion]:
    """The versions of a target's criteria, the newest first."""
    query = select(CriteriaVersion).where(CriteriaVersion.target == target)
    return db.session.scalars(query.order_by(CriteriaVersion.version.desc()).limit(most)).all()


def judgements_on(draft: Draft) -> dict[str, list[Judgement]]:
    """Criterion → what was found of it for a draft, the newest first, also what counts no more."""
    query = select(Judgement).where(Judgement.draft_id == draft.id).order_by(Judgement.id.desc())
    found: dict[str, list[Judgement]] = {}
    for each in db.session.scalars(query.limit(LISTED)):
        found.setdefault(each.criterion, []).append(each)
    return found


def reopenings_on(draft: Draft) -> dict[str, list[Reopening]]:
    """Criterion → when and why it was opened anew for a draft, the newest first."""
    query = select(Reopening).where(Reopening.draft_id == draft.id).order_by(Reopening.id.desc())
    found: dict[str, list[Reopening]] = {}
    for each in db.session.scalars(query.limit(LISTED)):
        found.setdefault(each.criterion, []).append(each)
    return found


def candidates_announced() -> Sequence[Candidate]:
    """Every announcement of a candidate, the newest first."""
    query = select(Candidate).options(joinedload(Candidate.draft)).order_by(Candidate.id.desc())
    return db.session.scalars(query.limit(LISTED)).unique().all()


def is_candidate(draft: Draft) -> bool:
    """Whether a draft is announced as a release candidate, and not withdrawn as one."""
    query = select(Candidate.id).where(Candidate.draft_id == draft.id, Candidate.withdrawn_at.is_(None))
    return db.session.scalar(query.limit(1)) is not None


def plans() -> Sequence[ReleasePlan]:
    """What was planned, the newest first."""
    return db.session.scalars(select(ReleasePlan).order_by(ReleasePlan.id.desc()).limit(LISTED)).all()
