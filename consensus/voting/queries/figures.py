"""How many may take part in a draft, and how much of what is said comes from few: reckoned when asked, or kept by the follower."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from ...accounts.models import Account
from ...drafts.models import Draft, Placement
from ...kit.db import db
from ..models import Figures, Position, Roll, RollMember
from ..policies import CONFIRMED, NAMED
from ..shares import Concentration, concentration
from .policies import policy_of

ACTIVITY = "activity"
SMALL = 2_000
"""With no more people and positions than this, figures are reckoned whenever they are asked for."""


@dataclass(frozen=True, slots=True)
class DraftFigures:
    """``eligible``: who may take part now, None where the roll is not published yet; how much comes from the most active."""

    eligible: int | None
    concentration: Concentration


def figures_of(draft: Draft) -> DraftFigures:
    """The figures of a draft as a whole: exact where they are small, else as the follower kept them last."""
    kept = db.session.get(Figures, (draft.id, ACTIVITY))
    if kept is not None and max(kept.data["eligible"] or 0, kept.data["positions"]) > SMALL:
        return figures_from(kept.data)
    return figures_from(reckoned(draft))


def reckoned(draft: Draft) -> dict[str, Any]:
    """The figures of a draft, reckoned from all positions that are counted in it; what the follower keeps."""
    people = activity_of(draft)
    return {
        "eligible": eligible(draft),
        "positions": sum(many * each for many, each in people.items()),
        "people": sorted([many, each] for many, each in people.items()),
    }


def activity_of(draft: Draft) -> dict[int, int]:
    """How many people hold how many of the positions that are counted in a draft: {positions: people}."""
    held = (
        select(Position.voter, func.count().label("many"))
        .join(Placement, Placement.meaning_id == Position.meaning_id)
        .where(Placement.draft_id == draft.id, Position.ended_at.is_(None), Position.aside.is_(False))
        .group_by(Position.voter)
        .subquery()
    )
    return dict(db.session.execute(select(held.c.many, func.count()).group_by(held.c.many)).all())


def eligible(draft: Draft) -> int | None:
    """How many may take part in a draft now, by its policy."""
    who = policy_of(draft).who
    if who == NAMED:
        members = select(func.count()).where(RollMember.draft_id == draft.id)
        return db.session.scalar(members) if db.session.get(Roll, draft.id) else None
    return db.session.scalar(select(func.count(Account.id)).where(may_take_part(who)))


def may_take_part(who: str) -> ColumnElement[bool]:
    """The condition that an account may take part: it may sign in, and has a confirmed address where that is asked for."""
    stays = and_(Account.erased_at.is_(None), Account.merged_into_id.is_(None))
    confirmed = and_(Account.email.is_not(None), Account.confirmed_at.is_not(None))
    return (
        and_(stays, confirmed) if who == CONFIRMED else and_(stays, or_(Account.email.is_(None), confirmed))
    )


def figures_from(data: Mapping[str, Any]) -> DraftFigures:
    """Figures as they are kept."""
    return DraftFigures(data["eligible"], concentration(dict(data["people"])))
