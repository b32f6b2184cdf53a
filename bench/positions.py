"""A thousand and a million positions, written straight into the tables, with the counters and figures they would have."""

from collections import Counter as Count
from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert

from consensus.drafts.models import Draft
from consensus.drafts.queries import ClauseRow, rows_of
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.kit.db.dialects import upsert
from consensus.voting.actions.results import figures_now, keep_figures
from consensus.voting.breakdown import EVERYTHING, slices_of
from consensus.voting.counting import Choice, Traits
from consensus.voting.models import Counter, Position
from consensus.voting.places import takes_positions
from consensus.voting.policies import STANDARD_GROUPS

CLAUSES, BATCH = 40, 20_000
GROUPS = [group.slug for group in STANDARD_GROUPS]
CONTINENTS = ("africa", "asia", "europe", "north-america", "oceania", "south-america")
CHOICES = (Choice.SUPPORT, Choice.SUPPORT, Choice.ACCEPT, Choice.SUPPORT, Choice.ABSTAIN, Choice.OBJECT)
KEY = ("placement_id", "slice", "refused", "stakeholder_group")


def crowd(draft: Draft, people: range) -> int:
    """Each of some people takes a position on each clause of a draft. → how many positions."""
    rows = [row for row in rows_of(draft) if takes_positions(row)]
    counted: Count[tuple[int, str, str, Choice]] = Count()
    some: list[dict[str, Any]] = []
    with transaction():
        for position in _positions(draft, rows, people, counted):
            some.append(position)
            if len(some) == BATCH:
                db.session.execute(insert(Position), some)
                some = []
        if some:
            db.session.execute(insert(Position), some)
        _count(counted)
    data = figures_now(draft)
    with transaction():
        keep_figures(draft, data, n=people.stop)
    return len(people) * len(rows)


def _positions(
    draft: Draft, rows: list[ClauseRow], people: range, counted: Count[tuple[int, str, str, Choice]]
) -> Iterator[dict[str, Any]]:
    at = now()
    for n in people:
        traits = Traits(
            group=GROUPS[n % 6], continent=CONTINENTS[n % 5], maker=n % 6 == 0, established=n % 10 > 0
        )
        parts = [each.text for each in (EVERYTHING, *slices_of(traits))]
        for place, row in enumerate(rows):
            choice = CHOICES[(n * 7 + place) % len(CHOICES)]
            for part in parts:
                counted[row.placement_id, part, traits.place, choice] += 1
            yield {
                "voter": f"v:{n:016}", "draft_id": draft.id, "placement_id": row.placement_id,
                "meaning_id": row.meaning_id, "choice": choice, "stakeholder_group": traits.group,
                "continent": traits.continent, "maker": traits.maker, "established": traits.established, "taken_at": at,
            }  # fmt: skip


def _count(counted: Count[tuple[int, str, str, Choice]]) -> None:
    rows: dict[tuple[int, str, str], dict[str, int]] = {}
    for (placement, part, group, choice), many in counted.items():
        rows.setdefault((placement, part, group), dict.fromkeys(map(str, Choice), 0))[str(choice)] += many
    values = [
        {"placement_id": placement, "slice": part, "refused": False, "stakeholder_group": group} | counts
        for (placement, part, group), counts in rows.items()
    ]
    table = Counter.__table__
    upsert(db.session, table, values, key=KEY, update=[], add=[str(choice) for choice in Choice])  # type: ignore[arg-type]
