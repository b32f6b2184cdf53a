"""What stood at an entry of the record: counted from the spans of positions. It reads them all, so the follower asks."""

from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import aliased

from ...accounts.models import Organisation
from ...drafts.models import Draft, Placement, Wording
from ...kit.db import db
from ..breakdown import Breakdown, breakdown_of
from ..counting import NONE, Carried, Choice, Counts, Traits
from ..models import Position

_On, _OnWords = aliased(Placement), aliased(Wording)
_TRAITS = (
    Position.stakeholder_group, Position.channel, Position.continent, Organisation.slug, Position.maker,
    Position.en_bloc, Position.established, Position.late, Position.scribe,
)  # fmt: skip


def stood_at(draft: Draft, n: int) -> dict[int, Breakdown]:
    """Clause → everything that was counted on its meaning when the record had ``n`` entries."""
    found: dict[int, dict[Traits, Counts]] = {}
    way = case(
        (_On.draft_id == draft.id, Carried.NOT.value),
        (_OnWords.digest == Wording.digest, Carried.SAME_WORDS.value),
        else_=Carried.EDITED.value,
    ).label("way")
    query = (
        select(Placement.clause_id, Position.choice, way, *_TRAITS, func.count())
        .join(Wording, Wording.id == Placement.wording_id)
        .join(_On, _On.meaning_id == Placement.meaning_id)
        .join(_OnWords, _OnWords.id == _On.wording_id)
        .join(Position, Position.placement_id == _On.id)
        .outerjoin(Organisation, Organisation.id == Position.organisation_id)
        .where(Placement.draft_id == draft.id, Position.taken_n <= n)
        .where(or_(Position.ended_n.is_(None), Position.ended_n > n))
        .where(
            or_(
                Position.refused_n.is_(None),
                Position.refused_n > n,
                and_(_OnWords.digest == Wording.digest),
            )
        )
        .group_by(Placement.clause_id, Position.choice, way, *_TRAITS)
    )
    for clause, choice, carried, *traits, many in db.session.execute(query):
        key = _traits(traits, Carried(carried))
        counters = found.setdefault(clause, {})
        counters[key] = counters.get(key, NONE) + Counts(**{str(Choice(choice)): many})
    return {clause: breakdown_of(counters) for clause, counters in found.items()}


def _traits(values: list[Any], carried: Carried) -> Traits:
    group, channel, continent, organisation, maker, en_bloc, established, late, scribe = values
    return Traits(
        group=group, channel=channel, continent=continent, organisation=organisation, maker=maker, en_bloc=en_bloc,
        established=established, carried=carried, late=late, scribe=scribe,
    )  # fmt: skip
