"""Criteria on the desk: their versions, and what others would change for the latest draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..drafts.models import Draft
from ..ledger.names import names_of
from .criteria import Criteria
from .gate import hold
from .models import Target
from .queries.facts import facts_of
from .queries.path import newest_versions
from .shown import GateView


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of a target's criteria."""

    version: int
    at: datetime
    by: str
    reason: str
    digest: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A criterion by two versions: how it stands by the one that is set, and by the one that is proposed (None: not asked)."""

    title: str
    kind: str
    now: tuple[str, int | None, int | None] | None
    then: tuple[str, int | None, int | None] | None

    @property
    def changes(self) -> bool:
        """Whether anything differs."""
        return self.now != self.then


def version_views(target: Target) -> list[VersionView]:
    """The versions of a target's criteria, the newest first."""
    rows = newest_versions(target)
    named = names_of({row.by for row in rows})
    return [VersionView(row.version, row.at, named[row.by], row.reason, row.digest) for row in rows]


def compared(criteria: Criteria, *, draft: Draft | None, gate: GateView | None) -> Sequence[Beside]:
    """What criteria that nobody has set yet would come to for a draft, beside those that are set."""
    if draft is None:
        return [
            Beside(each.title, str(each.kind), None, ("unknown", None, None)) for each in criteria.criteria
        ]
    held = {each.criterion.id: each for each in hold(criteria, facts_of(draft))}
    lines = []
    for id, each in held.items():
        was = gate.called(id) if gate else None
        now = (was.state, was.value, was.threshold) if was else None
        then = (str(each.came.state), each.came.value, each.came.threshold)
        lines.append(Beside(each.criterion.title, str(each.criterion.kind), now, then))
    gone = [each for each in (gate.criteria if gate else ()) if each.id not in held]
    lines += [Beside(each.title, each.kind, (each.state, each.value, each.threshold), None) for each in gone]
    return lines
