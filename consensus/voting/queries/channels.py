"""What becomes of a clause read from one channel alone: online, all rooms together, or one stop. It counts their positions."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, func, or_, select

from ...accounts.channels import ROOMS
from ...drafts.models import Draft, Placement
from ...drafts.queries import ClauseRow
from ...kit.db import db
from ...kit.errors import Invalid
from ..breakdown import EVERYTHING, NOTHING
from ..counting import ONLINE, STOP, Choice, Counts
from ..models import Counter, Position
from ..outcome import Objection
from ..recount import A_STOP, Rule, keeps_by
from .decided import last_calls_on
from .figures import figures_of
from .objections import objections_on
from .outcomes import ClauseOutcome, reckon
from .policies import policy_of
from .spans import standing_from
from .standings import Taken, left_behind_in, other_meaning, other_words


def outcome_in(draft: Draft, row: ClauseRow, channel: str) -> ClauseOutcome:
    """What becomes of a clause if only one channel is counted, ``online``, ``rooms`` or ``stop:<slug>``; and its objections.

    Raises Invalid for what is no channel.
    """
    if not is_channel(channel):
        raise Invalid({"channel": _("Choose online, rooms, or stop: and the name of a stop.")})
    clause, here = row.clause_id, _from(channel)
    counted = standing_from(draft, Placement.clause_id == clause, here).get(clause, NOTHING)
    objections = of_channel(objections_on(draft, clause), channel).get(clause, ())
    return reckon(
        counted, policy_of(draft), objections, stale=_stale(draft, clause, here), figures=figures_of(draft),
        last_call_ended=last_calls_on(draft).ended(clause),
    )  # fmt: skip


def counted_by_channel() -> dict[str, int]:
    """Channel → how many positions count that came through it, on whatever draft they were taken; read from counters."""
    sums = func.sum(Counter.support + Counter.accept + Counter.abstain + Counter.object)
    query = select(Counter.slice, sums).where(
        or_(Counter.slice == EVERYTHING.text, Counter.slice.like(f"{STOP}%"))
    )
    found = {text: int(n) for text, n in db.session.execute(query.group_by(Counter.slice)) if n}
    whole = found.pop(EVERYTHING.text, 0)
    return {ONLINE: whole - sum(found.values()), **found}


def is_channel(text: str) -> bool:
    """Whether a text names a channel, or all rooms together; there need not be such a stop."""
    return text in (ONLINE, ROOMS) or A_STOP.fullmatch(text) is not None


def of_channel(objections: Mapping[int, list[Objection]], channel: str) -> dict[int, list[Objection]]:
    """Objections whose authors' positions came through a channel; those without a position are in every one."""
    keeps = keeps_by(Rule(channel))
    assert keeps is not None
    return {
        clause: [each for each in some if each.traits is None or keeps(each.traits)]
        for clause, some in objections.items()
    }


def _from(channel: str) -> ColumnElement[bool]:
    return and_(Position.channel.like(f"{STOP}%")) if channel == ROOMS else and_(Position.channel == channel)


def _stale(draft: Draft, clause: int, channel: ColumnElement[bool]) -> Counts:
    """Positions from a channel on words that a clause came from, which are not counted on it."""
    query: Any = left_behind_in(draft).with_only_columns(
        Position.choice, func.count(func.distinct(Position.id))
    )
    query = query.join(Position, Position.placement_id == Taken.id).where(
        Placement.clause_id == clause, channel, Position.ended_at.is_(None), Position.aside.is_(False),
        Position.settled.is_(False), or_(other_meaning(), and_(Position.refused, other_words())),
    )  # fmt: skip
    found = db.session.execute(query.group_by(Position.choice))
    return Counts(**{str(Choice(choice)): many for choice, many in found})
