"""What is on record of people: from where they took part in a draft, which stops are open, what was judged."""

from sqlalchemy import func, select

from ...drafts.models import Draft
from ...kit.db import db
from ...roadshow.models import Sitting, Stop, StopState
from ...voting.models import Position
from ..facts import Voiced
from ..models import Finding, Judgement


def continents_of(draft: Draft) -> dict[str, int]:
    """Continent → how many different people from there say something of a draft now; most people first."""
    query = (
        select(Position.continent, func.count(Position.voter.distinct()))
        .where(Position.draft_id == draft.id, Position.ended_at.is_(None), ~Position.aside)
        .where(Position.continent.is_not(None))
        .group_by(Position.continent)
    )
    found = db.session.execute(query).all()
    return dict(sorted(((str(each), n) for each, n in found), key=lambda pair: (-pair[1], pair[0])))


def stops_left_open() -> tuple[str, ...]:
    """What the stops are called that were opened and are not closed, in their order."""
    query = select(Stop).where(Stop.state == StopState.OPEN).order_by(Stop.starts, Stop.id)
    return tuple(stop.title for stop in db.session.scalars(query))


def stops_opened() -> int:
    """How many stops were opened, closed ones included."""
    opened = select(Sitting.stop_id).where(Sitting.opened_at.is_not(None))
    return db.session.scalar(select(func.count(Stop.id)).where(Stop.id.in_(opened))) or 0


def judged_on(draft: Draft) -> dict[str, tuple[Voiced, ...]]:
    """Criterion → what was found of it, the last word of each that stands."""
    query = (
        select(Judgement.criterion, Judgement.by, Judgement.finding)
        .where(Judgement.draft_id == draft.id, Judgement.ended_at.is_(None))
        .order_by(Judgement.id)
    )
    found: dict[str, list[Voiced]] = {}
    for criterion, by, finding in db.session.execute(query):
        found.setdefault(criterion, []).append(Voiced(by, finding is Finding.PASS))
    return {criterion: tuple(each) for criterion, each in found.items()}
