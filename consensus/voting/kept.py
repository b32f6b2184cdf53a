"""Pure: a result as it is kept: for each clause everything counted at the closing, so that any rule can be tried on it later."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .breakdown import Breakdown, Slice, slice_called
from .counting import NONE, Carried, Counts, Traits
from .outcome import Objection


@dataclass(frozen=True, slots=True)
class KeptClause:
    """What was counted of a clause, and what stood against it."""

    counted: Breakdown
    stale: Counts = NONE
    objections: tuple[Objection, ...] = ()
    last_call_ended: bool = False
    challenged: bool = False


def clause_as_data(kept: KeptClause) -> dict[str, Any]:
    """A clause as JSON: counts by slice and stakeholder group, as lists in the order of the choices."""
    return {
        "slices": {
            each.text: {group: _as_list(counts) for group, counts in sorted(by_group.items())}
            for each, by_group in sorted(kept.counted.slices.items())
        },
        "stale": _as_list(kept.stale),
        "objections": [_objection(each) for each in kept.objections],
        "last_call_ended": kept.last_call_ended,
        "challenged": kept.challenged,
    }


def clause_from(data: Mapping[str, Any]) -> KeptClause:
    """The inverse."""
    slices: dict[Slice, Mapping[str, Counts]] = {
        slice_called(text): {group: Counts(*counts) for group, counts in by_group.items()}
        for text, by_group in data["slices"].items()
    }
    return KeptClause(
        Breakdown(slices),
        Counts(*data["stale"]),
        tuple(_objection_from(each) for each in data["objections"]),
        data["last_call_ended"],
        data["challenged"],
    )


def _as_list(counts: Counts) -> list[int]:
    return [counts.support, counts.accept, counts.abstain, counts.object]


def _objection(objection: Objection) -> dict[str, Any]:
    return {**asdict(objection), "traits": asdict(objection.traits) if objection.traits else None}


def _objection_from(data: Mapping[str, Any]) -> Objection:
    traits = data["traits"]
    if traits is not None:
        traits = Traits(**{**traits, "carried": Carried(traits["carried"])})
    return Objection(data["ref"], data["addressed"], data["sustained"], traits)


def clauses_as_data(kept: Mapping[str, KeptClause]) -> dict[str, Any]:
    """Key → clause as JSON."""
    return {key: clause_as_data(each) for key, each in kept.items()}


def clauses_from(data: Mapping[str, Any]) -> dict[str, KeptClause]:
    """The inverse."""
    return {key: clause_from(each) for key, each in data.items()}


def totals_in(clauses: Mapping[str, Any]) -> list[list[Any]]:
    """``[key, support, accept, abstain, object]`` of every clause of which anything was counted."""
    found = ((key, clause_from(data).counted.total()) for key, data in clauses.items())
    return [[key, *_as_list(counts)] for key, counts in found if counts != NONE]


def is_empty(kept: Sequence[KeptClause]) -> bool:
    """Whether nothing was counted at all."""
    return all(not each.counted.slices for each in kept)
