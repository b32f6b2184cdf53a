"""What stood at an entry of the record, and what stands with some traits: counted from the positions, which takes reading them."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from ...accounts.models import Organisation
from ...drafts.models import Draft, Placement, Wording
from ...kit.db import db
from ..breakdown import Breakdown, with_aside
from ..counting import NONE, Carried, Choice, Counts, Traits
from ..models import Aside, Position

_On, _OnWords = aliased(Placement), aliased(Wording)
_TRAITS = (
    Position.stakeholder_group, Position.channel, Position.continent, Organisation.slug, Position.maker,
    Position.en_bloc, Position.established, Position.late, Position.scribe,
)  # fmt: skip


def stood_at(draft: Draft, n: int) -> dict[int, Breakdown]:
    """Clause → everything that was counted on its meaning when the record had ``n`` entries."""
    refused_later = or_(
        Position.refused_n.is_(None), Position.refused_n > n, _OnWords.digest == Wording.digest
    )
    standing = or_(Position.ended_n.is_(None), Position.ended_n > n)
    return _counted(draft, was_aside(n), Position.taken_n <= n, standing, refused_later)


def standing_from(draft: Draft, *conditions: ColumnElement[bool]) -> dict[int, Breakdown]:
    """Clause → what is counted on its meaning now, of positions with which some conditions hold."""
    carried = or_(Position.refused.is_(False), _OnWords.digest == Wording.digest)
    return _counted(draft, and_(Position.aside), Position.ended_at.is_(None), carried, *conditions)


def _counted(draft: Draft, is_aside: ColumnElement[bool], *conditions: Any) -> dict[int, Breakdown]:
    found: dict[int, tuple[dict[Traits, Counts], dict[Traits, Counts]]] = {}
    way = case(
        (_On.draft_id == draft.id, Carried.NOT.value),
        (_OnWords.digest == Wording.digest, Carried.SAME_WORDS.value),
        else_=Carried.EDITED.value,
    ).label("way")
    aside = case((is_aside, 1), else_=0).label("aside")
    query = (
        select(Placement.clause_id, Position.choice, way, aside, *_TRAITS, func.count())
        .join(Wording, Wording.id == Placement.wording_id)
        .join(_On, _On.meaning_id == Placement.meaning_id)
        .join(_OnWords, _OnWords.id == _On.wording_id)
        .join(Position, Position.placement_id == _On.id)
        .outerjoin(Organisation, Organisation.id == Position.organisation_id)
        .where(Placement.draft_id == draft.id, *conditions)
        .group_by(Placement.clause_id, Position.choice, way, aside, *_TRAITS)
    )
    for clause, choice, carried, is_apart, *traits, many in db.session.execute(query):
        key = _traits(traits, Carried(carried))
        counters = found.setdefault(clause, ({}, {}))[bool(is_apart)]
        counters[key] = counters.get(key, NONE) + Counts(**{str(Choice(choice)): many})
    return {clause: with_aside(*both) for clause, both in found.items()}


def was_aside(n: int) -> ColumnElement[bool]:
    """The condition that a position was set aside when the record had ``n`` entries."""
    spans = select(Aside.id).where(Aside.position_id == Position.id, Aside.from_n <= n)
    return spans.where(or_(Aside.until_n.is_(None), Aside.until_n > n)).exists()


def _traits(values: list[Any], carried: Carried) -> Traits:
    group, channel, continent, organisation, maker, en_bloc, established, late, scribe = values
    return Traits(
        group=group, channel=channel, continent=continent, organisation=organisation, maker=maker, en_bloc=en_bloc,
        established=established, carried=carried, late=late, scribe=scribe,
    )  # fmt: skip
