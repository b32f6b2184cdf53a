"""Criteria in their versions: which hold for a draft, which came before, which hold from the next one."""

from collections.abc import Sequence

from sqlalchemy import select

from ...drafts.models import Draft
from ...kit.db import db
from ..criteria import Criteria, criteria_of
from ..errors import NoCriteria
from ..evaluated import Evaluated
from ..models import CriteriaVersion, Target


def versions_of(target: Target | str) -> Sequence[CriteriaVersion]:
    """All versions of a target's criteria, the first first."""
    query = select(CriteriaVersion).where(CriteriaVersion.target == Target(target))
    return db.session.scalars(query.order_by(CriteriaVersion.version)).all()


def newest_version(target: Target | str) -> CriteriaVersion | None:
    """The version that holds from the next draft on."""
    versions = versions_of(target)
    return versions[-1] if versions else None


def versions_for(draft: Draft, target: Target | str) -> list[CriteriaVersion]:
    """The version that holds for a published draft; then the one before it, and the one to come, where there are such.

    Raises NoCriteria.
    """
    versions = versions_of(target)
    if not versions or draft.publication is None:
        raise NoCriteria
    at = max(i for i, each in enumerate(versions) if i == 0 or each.after < draft.publication.position)
    beside = [*versions[max(at - 1, 0) : at], *versions[at + 1 : at + 2]]
    return [versions[at], *beside]


def criteria_for(draft: Draft, target: Target | str) -> Criteria:
    """The criteria that hold for a draft. Raises NoCriteria."""
    return criteria_in(versions_for(draft, target)[0])


def criteria_in(version: CriteriaVersion) -> Criteria:
    """The criteria of a version."""
    return criteria_of(version.data)


def digest_of_criteria(evaluated: Evaluated) -> str:
    """The digest of the version of criteria by which a draft was evaluated."""
    return evaluated.digest
