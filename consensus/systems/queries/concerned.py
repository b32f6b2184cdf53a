"""Whom acts on systems concern: authors of reviews and opinions, and whoever has to look again."""

from collections.abc import Collection

from sqlalchemy import select

from ...accounts.models import ActorLink
from ...kit.db import db
from ..assessing import held_under
from ..models import Evaluation, Review, Surprise, System, SystemVersion, VerdictOpinion
from .editions import editions
from .sheets import public_sheets


def author_of_review(id: int) -> str | None:
    """The id of whoever wrote a review."""
    query = select(ActorLink.actor_id).join(Review, Review.account_id == ActorLink.account_id)
    return db.session.scalar(query.where(Review.id == id))


def author_of_opinion(id: int) -> str | None:
    """The id of whoever said something of an assessment."""
    query = select(ActorLink.actor_id).join(VerdictOpinion, VerdictOpinion.account_id == ActorLink.account_id)
    return db.session.scalar(query.where(VerdictOpinion.id == id))


def author_of_surprise(id: int) -> str | None:
    """The id of whoever was surprised."""
    query = select(ActorLink.actor_id).join(Surprise, Surprise.account_id == ActorLink.account_id)
    return db.session.scalar(query.where(Surprise.id == id))


def holders_left_behind(slugs: Collection[str], draft_id: int) -> list[str]:
    """The ids of those whose opinion is about an assessment as it was before."""
    query = (
        select(ActorLink.actor_id)
        .join(VerdictOpinion, VerdictOpinion.account_id == ActorLink.account_id)
        .join(System, System.id == VerdictOpinion.system_id)
        .join(SystemVersion, (SystemVersion.system_id == System.id) & SystemVersion.leading)
        .join(
            Evaluation,
            (Evaluation.version_id == SystemVersion.id) & (Evaluation.draft_id == VerdictOpinion.draft_id),
        )
        .where(
            System.slug.in_(sorted(slugs)),
            VerdictOpinion.draft_id == draft_id,
            VerdictOpinion.ended_at.is_(None),
            VerdictOpinion.basis != Evaluation.basis,
        )
        .distinct()
    )
    return list(db.session.scalars(query))


def reviewers_left_behind(slugs: Collection[str], version: str) -> list[str]:
    """The ids of those who reviewed systems and some of whose answers do not hold under a draft any more."""
    query = (
        select(Review.version_id, Review.account_id, ActorLink.actor_id)
        .join(ActorLink, ActorLink.account_id == Review.account_id)
        .join(SystemVersion, SystemVersion.id == Review.version_id)
        .join(System, System.id == SystemVersion.system_id)
        .where(System.slug.in_(sorted(slugs)), Review.public.is_not(None))
    )
    actors = {
        (version_id, f"account:{account}"): actor for version_id, account, actor in db.session.execute(query)
    }
    if not actors:
        return []
    upto = editions().upto(version)
    found = []
    for version_id, sheets in public_sheets({version_id for version_id, _reviewer in actors}).items():
        for held in held_under(upto, sheets).get(version, ()):
            actor = actors.get((version_id, held.sheet.reviewer))
            if held.standing.stale and actor:
                found.append(actor)
    return sorted(set(found))
