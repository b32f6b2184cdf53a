"""Pure: whether a draft says in substance something else than the one before, so that nobody who endorsed that one is held to
words they did not see.

Substance is: a binding clause that is new, gone, changed in meaning, or that began or ceased to bind; what the checklist
asks for; by what rule is counted. Titles of these two are none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

REMOVED, SUBSTANTIVE = "removed", "substantive"


@dataclass(frozen=True, slots=True)
class Standing:
    """A clause as it stands in a draft: what it means, and whether it binds."""

    meaning: int
    binds: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a clause: its key (of the older draft when it is ``removed``), what it comes from, how much it matters."""

    key: str
    kind: str
    sources: tuple[str, ...]
    significance: str | None


@dataclass(frozen=True, slots=True)
class Substance:
    """What changed in substance: keys of clauses in the order of the map; the checklist; the policy. Falsy: nothing did."""

    clauses: tuple[str, ...] = ()
    checklist: bool = False
    policy: bool = False

    def __bool__(self) -> bool:
        return bool(self.clauses or self.checklist or self.policy)


def changed_clauses(
    steps: Iterable[Step], *, old: Mapping[str, Standing], new: Mapping[str, Standing]
) -> tuple[str, ...]:
    """The clauses whose change would hold somebody to something else. ``old``, ``new``: clauses by key."""
    meant = {each.meaning for each in old.values()}
    return tuple(step.key for step in steps if _matters(step, old, new, meant))


def _matters(
    step: Step, old: Mapping[str, Standing], new: Mapping[str, Standing], meant: Collection[int]
) -> bool:
    if step.kind == REMOVED:
        return step.key in old and old[step.key].binds
    now, before = new[step.key], [old[key] for key in step.sources if key in old]
    if not now.binds and not any(each.binds for each in before):
        return False
    if before and any(each.binds != now.binds for each in before):
        return True
    return step.significance == SUBSTANTIVE or now.meaning not in meant
