"""Every position that is counted in a draft, for its sheet: who has which features, and the rows clause by clause."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased

from ...accounts.models import Organisation
from ...drafts.models import Clause, Draft, Placement, Wording
from ...kit.db import db
from ..coarsening import Combination
from ..models import Position
from .rows import FEATURES, combination_of

_On, _OnWords, _OnDraft = aliased(Placement), aliased(Wording), aliased(Draft)
BATCH = 5_000


class SheetRow(NamedTuple):
    """A position that is counted on a clause, and its features in the published order."""

    key: str
    number: int | None
    voter: str
    choice: str
    version: str
    same_words: bool
    day: str
    en_bloc: bool
    late: bool
    features: Combination


def people_by_combination(draft: Draft) -> dict[Combination, set[str]]:
    """Who has which combination of features in any position that is counted in a draft."""
    found: dict[Combination, set[str]] = {}
    rows = _counted(draft).with_only_columns(Position.voter, *FEATURES).distinct().order_by(None)
    for voter, *features in db.session.execute(rows):
        found.setdefault(combination_of(features), set()).add(voter)
    return found


def counted_rows(draft: Draft) -> Iterator[SheetRow]:
    """The positions that are counted in a draft, in the order of its clauses, then as they were taken."""
    rows = _counted(draft).with_only_columns(
        Clause.key, Position.taken_n, Position.voter, Position.choice, _OnDraft.version,
        (_OnWords.digest == Wording.digest).label("same"), Position.taken_at, Position.en_bloc, Position.late, *FEATURES,
    )  # fmt: skip
    ordered = rows.order_by(Placement.order, Position.id).execution_options(yield_per=BATCH)
    for key, n, voter, choice, version, same, at, en_bloc, late, *features in db.session.execute(ordered):
        day = at.date().isoformat()
        yield SheetRow(
            key, n, voter, str(choice), version, bool(same), day, en_bloc, late, combination_of(features)
        )


def _counted(draft: Draft) -> Select[Any]:
    return (
        select(Position.id)
        .select_from(Placement)
        .join(Clause, Clause.id == Placement.clause_id)
        .join(Wording, Wording.id == Placement.wording_id)
        .join(Position, Position.meaning_id == Placement.meaning_id)
        .join(_On, _On.id == Position.placement_id)
        .join(_OnWords, _OnWords.id == _On.wording_id)
        .join(_OnDraft, _OnDraft.id == Position.draft_id)
        .outerjoin(Organisation, Organisation.id == Position.organisation_id)
        .where(Placement.draft_id == draft.id, Position.ended_at.is_(None), Position.aside.is_(False))
        .where(or_(Position.refused.is_(False), _OnWords.digest == Wording.digest))
    )
