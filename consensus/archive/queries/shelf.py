"""The drafts by their dates: which was in force when something was said, and what can be mentioned of it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from ...drafts.models import Draft
from ...drafts.queries import aliases, drafts_published, rows_of
from ...kit.db import db
from ...kit.text.words import digest
from ..mentioning import Said, Sheet, sheet_of


class OfItsTime(NamedTuple):
    """A draft as far as messages know it."""

    id: int
    version: str


@dataclass(slots=True)
class Shelf:
    """Published drafts that are not withdrawn, by date; sheets are made when they are first asked for."""

    dates: Sequence[date]
    drafts: Sequence[OfItsTime]
    digest: str
    sheets: dict[int, Sheet] = field(default_factory=dict)

    def in_force(self, at: datetime | None) -> OfItsTime | None:
        """The draft that was in force at a moment: the latest by its own date. None before the first, or without a date."""
        place = bisect_right(self.dates, at.date()) if at else 0
        return self.drafts[place - 1] if place else None

    def sheet(self, draft: OfItsTime) -> Sheet:
        """The clauses of a draft, ready to be found."""
        if draft.id not in self.sheets:
            rows = [
                Said(row.clause_id, row.key, row.number, row.text)
                for row in rows_of(db.session.get_one(Draft, draft.id))
            ]
            self.sheets[draft.id] = sheet_of(rows, aliases=aliases())
        return self.sheets[draft.id]


def shelf() -> Shelf:
    """The drafts as they are published now."""
    dated = sorted(
        (_date(draft), place, draft)
        for place, draft in enumerate(drafts_published())
        if draft.withdrawal is None
    )
    known = digest("\n".join(f"{day} {draft.version} {draft.digest}" for day, _place, draft in dated))
    return Shelf(
        [day for day, _place, _draft in dated],
        [OfItsTime(draft.id, draft.version) for _day, _place, draft in dated],
        known,
    )


def _date(draft: Draft) -> date:
    assert draft.published_at is not None
    return draft.date or draft.published_at.date()
