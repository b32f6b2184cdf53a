"""What this package keeps of a person, for them to take along."""

from typing import Any

from sqlalchemy import select

from ...accounts.models import Account
from ...kit.clock import rfc3339
from ...kit.db import db
from ..models import (
    MakerContact,
    MakerReply,
    Review,
    ReviewRevision,
    Surprise,
    SurpriseCosignature,
    VerdictOpinion,
)
from .reviews import own_reviews


def rows_of(account: Account) -> dict[str, Any]:
    """As JSON values: reviews with all that was submitted, opinions, surprises, and for which makers they speak."""
    return {
        "reviews": [_review(each) for each in own_reviews(account)],
        "opinions": _opinions(account),
        "surprises": _surprises(account),
        "surprises_shared": _shared(account),
        "replies_for_makers": _replies(account),
        "speaks_for": _contacts(account),
    }


def _review(review: Review) -> dict[str, Any]:
    return {
        "id": review.id, "system": review.version.system.slug, "version": review.version.version,
        "draft": review.draft.version, "state": str(review.state), "answers": review.answers,
        "affiliation": review.affiliation, "funding": review.funding, "maker": review.maker,
        "submitted": [_revision(each) for each in review.revisions],
    }  # fmt: skip


def _revision(revision: ReviewRevision) -> dict[str, Any]:
    return {
        "number": revision.number, "at": rfc3339(revision.at), "answers": revision.answers,
        "affiliation": revision.affiliation, "funding": revision.funding, "maker": revision.maker,
        "recused": revision.recused, "reason": revision.reason,
        "public_since": rfc3339(revision.released_at) if revision.released_at else None,
    }  # fmt: skip


def _opinions(account: Account) -> list[dict[str, Any]]:
    query = select(VerdictOpinion).where(VerdictOpinion.account_id == account.id).order_by(VerdictOpinion.id)
    return [
        {
            "id": each.id, "system": each.system.slug, "draft": each.draft.version, "stance": str(each.stance),
            "reason": each.reason, "requirement": each.requirement, "evidence": each.evidence,
            "affiliation": each.affiliation, "stakeholder_group": each.stakeholder_group, "maker": each.maker,
            "at": rfc3339(each.at), "ended_at": rfc3339(each.ended_at) if each.ended_at else None,
        }
        for each in db.session.scalars(query)
    ]  # fmt: skip


def _surprises(account: Account) -> list[dict[str, Any]]:
    query = select(Surprise).where(Surprise.account_id == account.id).order_by(Surprise.id)
    return [
        {
            "id": each.id, "draft": each.draft.version, "system": each.system.slug if each.system else None,
            "name": each.name, "expected": str(each.expected), "reason": each.reason, "at": rfc3339(each.at),
        }
        for each in db.session.scalars(query)
    ]  # fmt: skip


def _shared(account: Account) -> list[int]:
    query = select(SurpriseCosignature.surprise_id).where(SurpriseCosignature.account_id == account.id)
    return list(db.session.scalars(query.order_by(SurpriseCosignature.surprise_id)))


def _replies(account: Account) -> list[dict[str, Any]]:
    query = select(MakerReply).where(MakerReply.account_id == account.id).order_by(MakerReply.revision_id)
    return [
        {"review": each.revision.review_id, "body": each.body, "at": rfc3339(each.at)}
        for each in db.session.scalars(query)
    ]


def _contacts(account: Account) -> list[str]:
    query = select(MakerContact).where(MakerContact.account_id == account.id, MakerContact.ended_at.is_(None))
    return [each.system.slug for each in db.session.scalars(query.order_by(MakerContact.id))]
