"""The plan of a prepared draft, made from what is stored. Aligns anew when the latest draft is no longer the same."""

from dataclasses import dataclass
from typing import Any

from ..kit.slow import slow
from .alignment import align
from .keeping import keep_for_draft
from .models import Draft
from .plans import Decisions, Plan, lasting_keys, make_plan, new_sides
from .queries import aliases, all_keys, latest_draft, preparation_of, returning, sides_of
from .stored import decisions_from_json, joins_from_json, outline_from_json


@dataclass(frozen=True, slots=True)
class Prepared:
    """A stored preparation, read. ``stale``: another draft than the one it was aligned with is the latest now."""

    revision: int
    outline: Any
    joins: Any
    decisions: Decisions
    against: Draft | None
    stale: bool = False


def prepared(draft: Draft) -> Prepared:
    """What is stored of a prepared draft, as values. When another draft has become the latest, the map is made anew,
    with those decisions that can still stand; storing that is ``realign_draft``.
    """
    stored = preparation_of(draft)
    assert stored is not None
    outline = outline_from_json({name: value for name, value in stored.outline.items() if name != "warnings"})
    decisions, latest = decisions_from_json(stored.decisions), latest_draft()
    if (latest.id if latest else None) == stored.against_id:
        return Prepared(stored.revision, outline, joins_from_json(stored.joins), decisions, latest)
    older = {side.key for side in sides_of(latest)}
    joins = align_anew(outline, latest)
    return Prepared(stored.revision, outline, joins, keep_for_draft(decisions, older), latest, stale=True)


@slow
def align_anew(outline: Any, latest: Draft | None) -> list[Any]:
    """The proposed map of an outline against a draft, or against nothing."""
    return list(align(sides_of(latest), new_sides(outline, aliases())))


def plan_of(draft: Draft, *, decisions: Decisions | None = None, found: Prepared | None = None) -> Plan:
    """The map of a prepared draft as it would be published now; ``found`` saves reading what is stored again.

    Raises PlanError for decisions that cannot stand.
    """
    found = found or prepared(draft)
    known = aliases()
    lasting = lasting_keys(found.outline, known)
    unnamed = {clause.digest: lasting[clause.key] for clause in found.outline.clauses if not clause.given}
    back = {
        unnamed[digest]: key for digest, key in returning(list(unnamed), absent_from=found.against).items()
    }
    return make_plan(
        found.outline,
        sides_of(found.against),
        found.joins,
        decisions or found.decisions,
        taken=all_keys(),
        aliases=known,
        returns=back,
    )
