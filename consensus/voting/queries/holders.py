"""Whom news of positions concern: those whose positions wait for them, and those who stand behind second ids."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import and_, or_, select

from ...accounts.models import ActorLink
from ...drafts.models import Draft
from ...kit.db import db
from ..models import Position, VoterLink
from .standings import Taken, left_behind_in, other_meaning, other_words


def holders_left_behind(draft: Draft, *, after: int = 0, limit: int = 2_000) -> Sequence[tuple[int, str]]:
    """Accounts, with their ids on the record, that hold positions on words which a draft changed, and said nothing since.

    In the order of accounts, from the one after ``after``.
    """
    query = (
        left_behind_in(draft)
        .join(Position, Position.placement_id == Taken.id)
        .join(VoterLink, VoterLink.voter == Position.voter)
        .join(ActorLink, ActorLink.account_id == VoterLink.account_id)
        .where(Position.ended_at.is_(None), Position.settled.is_(False), VoterLink.account_id > after)
        .where(or_(other_meaning(), and_(Position.refused, other_words())))
        .with_only_columns(VoterLink.account_id, ActorLink.actor_id)
        .distinct()
        .order_by(VoterLink.account_id)
        .limit(limit)
    )
    return [(account, actor) for account, actor in db.session.execute(query)]


def people_of(voters: Collection[str]) -> dict[str, str]:
    """Second ids with the ids (``p:…``) of those who are known by them; the erased are left out."""
    query = (
        select(VoterLink.voter, ActorLink.actor_id)
        .join(ActorLink, VoterLink.account_id == ActorLink.account_id)
        .where(VoterLink.voter.in_(set(voters)))
    )
    return dict(db.session.execute(query).all())


def people_behind(voters: Iterable[str]) -> list[str]:
    """The ids (``p:…``) of those who are known by some second ids; the erased are left out."""
    return list(people_of(set(voters)).values())
