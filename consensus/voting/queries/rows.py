"""The positions that a figure counts, one by one: under opaque ids, with what was copied onto them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from ...accounts.channels import ROOMS, STOP
from ...accounts.models import Organisation
from ...drafts.models import Draft, Placement, Wording
from ...drafts.queries import ClauseRow
from ...kit.db import db
from ...kit.web.paging import Page, page_of
from ..coarsening import Combination
from ..models import Position
from .standings import Taken as TakenOn
from .standings import left_behind_in, other_meaning, other_words

_On, _OnWords, _OnDraft = aliased(Placement), aliased(Wording), aliased(Draft)
FILTERS = ("position", "group", "channel", "continent")
FLAGS = ("carried", "en_bloc", "late", "maker", "new", "stale", "aside")
UNSTATED = "unstated"


class CountedRow(NamedTuple):
    """A position that is counted on a clause: where it was taken, and on which words (their digest)."""

    position: Position
    version: str
    digest: str


def rows_on(
    draft: Draft, row: ClauseRow, *, asked: Mapping[str, str], cursor: str | None = None, limit: int = 50
) -> Page[CountedRow]:
    """A page of the positions counted on a clause (with ``stale`` or ``aside``: of those that are not), the newest first.

    ``asked``: what of FILTERS and FLAGS they are to have.
    """
    query = _asked(draft, row, stale="stale" in asked, aside="aside" in asked)
    for condition in _conditions(draft, asked):
        query = query.where(condition)
    page = page_of(
        query.add_columns(Position.id),
        [Position.id],
        cursor=cursor,
        limit=limit,
        newest_first=True,
        whole_rows=True,
    )
    return Page([CountedRow(each[0], each[1], each[2]) for each in page.items], page.next)


def combinations_on(
    draft: Draft, row: ClauseRow, *, stale: bool = False, aside: bool = False
) -> dict[Combination, int]:
    """How many people on a clause have which combination of features, in the published order."""
    query = _asked(draft, row, stale=stale, aside=aside).outerjoin(
        Organisation, Organisation.id == Position.organisation_id
    )
    counted = query.with_only_columns(*FEATURES, func.count(func.distinct(Position.voter))).group_by(
        *FEATURES
    )
    found: dict[Combination, int] = {}
    for *features, many in db.session.execute(counted.order_by(None)):
        combination = combination_of(features)
        found[combination] = found.get(combination, 0) + many
    return found


def position_of_entry(n: int) -> Position | None:
    """The position that an entry of the record says; None where it is gone."""
    return db.session.scalars(select(Position).where(Position.taken_n == n)).first()


FEATURES = (
    Organisation.slug, Position.scribe, Position.channel, Position.continent, Position.maker, Position.established,
    Position.stakeholder_group,
)  # in the published order  # fmt: skip


def combination_of(features: Any) -> Combination:
    """What was copied onto a position as texts, in the published order."""
    return tuple({True: "yes", False: "no", None: ""}.get(each, each) for each in features)


def features_of(position: Position) -> Combination:
    """The same of one position."""
    organisation = position.organisation.slug if position.organisation else None
    return combination_of(
        (
            organisation, position.scribe, position.channel, position.continent, position.maker,
            position.established, position.stakeholder_group,
        )
    )  # fmt: skip


def _asked(draft: Draft, row: ClauseRow, *, stale: bool, aside: bool) -> Select[Position, str, str]:
    return _stale(draft, row) if stale else _counted(row).where(Position.aside.is_(aside))


def _counted(row: ClauseRow) -> Select[Position, str, str]:
    return (
        select(Position, _OnDraft.version, _OnWords.digest)
        .join(_On, _On.id == Position.placement_id)
        .join(_OnWords, _OnWords.id == _On.wording_id)
        .join(_OnDraft, _OnDraft.id == Position.draft_id)
        .where(Position.meaning_id == row.meaning_id, Position.ended_at.is_(None))
        .where(or_(Position.refused.is_(False), _OnWords.digest == row.digest))
    )


def _stale(draft: Draft, row: ClauseRow) -> Select[Position, str, str]:
    behind = (
        left_behind_in(draft)
        .with_only_columns(TakenOn.id)
        .where(
            Placement.clause_id == row.clause_id, or_(other_meaning(), and_(Position.refused, other_words()))
        )
    )
    return (
        select(Position, _OnDraft.version, _OnWords.digest)
        .join(_On, _On.id == Position.placement_id)
        .join(_OnWords, _OnWords.id == _On.wording_id)
        .join(_OnDraft, _OnDraft.id == Position.draft_id)
        .where(Position.ended_at.is_(None), Position.settled.is_(False), Position.aside.is_(False))
        .where(Position.placement_id.in_(behind))
    )


def _conditions(draft: Draft, asked: Mapping[str, str]) -> list[Any]:
    columns = {
        "position": Position.choice, "group": Position.stakeholder_group, "channel": Position.channel,
        "continent": Position.continent,
    }  # fmt: skip
    flags = {
        "carried": Position.draft_id != draft.id, "en_bloc": Position.en_bloc, "late": Position.late,
        "maker": Position.maker, "new": Position.established.is_(False),
    }  # fmt: skip
    named = [_named(column, asked[name]) for name, column in columns.items() if asked.get(name)]
    return named + [condition for name, condition in flags.items() if asked.get(name)]


def _named(column: Any, wanted: str) -> Any:
    if wanted == ROOMS:
        return column.like(f"{STOP}%")
    return column.is_(None) if wanted == UNSTATED else column == wanted
