"""What the pages of the path to stable show: values with finished words, made by ``showing.py``."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .next_steps import Step
from .timeline import Picture

PASS, FAIL, UNKNOWN = "pass", "fail", "unknown"


@dataclass(frozen=True, slots=True)
class JudgementView:
    """What somebody found of a judged criterion; ``ended``: the criterion was opened anew, or they found otherwise."""

    by: str
    person: str | None
    finding: str
    reason: str
    at: datetime
    ended: bool
    actor: str = ""

    def is_by(self, account: Any) -> bool:
        """Whether it is somebody's own."""
        return account is not None and account.actor_id == self.actor


@dataclass(frozen=True, slots=True)
class ReopeningView:
    """That a criterion was opened anew."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion as it stands for a draft."""

    id: str
    kind: str
    title: str
    necessary: bool
    state: str
    value: int | None
    threshold: int | None
    why: str
    rows: str
    judges: str = ""
    role: str = ""
    judgements: tuple[JudgementView, ...] = ()
    reopenings: tuple[ReopeningView, ...] = ()

    @property
    def is_judged(self) -> bool:
        """Whether named people judge it."""
        return bool(self.judges)


@dataclass(frozen=True, slots=True)
class GateView:
    """All criteria of a target as they stand for a draft, by one version of them; the version before stands beside."""

    target: str
    version: int
    digest: str
    reason: str
    set_at: datetime
    set_by: str
    passes: bool
    criteria: tuple[CriterionView, ...]
    before: "GateView | None" = None

    def of(self, state: str) -> list[CriterionView]:
        """The criteria in one state."""
        return [each for each in self.criteria if each.state == state]

    def called(self, id: str) -> CriterionView | None:
        """A criterion by its id; None where this version has none."""
        return next((each for each in self.criteria if each.id == id), None)

    @property
    def new(self) -> list[CriterionView]:
        """What the version before did not ask for."""
        return [each for each in self.criteria if self.before and not self.before.called(each.id)]

    @property
    def gone(self) -> list[CriterionView]:
        """What the version before asked for and this one does not."""
        return [each for each in self.before.criteria if not self.called(each.id)] if self.before else []


@dataclass(frozen=True, slots=True)
class AheadView:
    """How many criteria of a target stood how for a draft when they were counted last."""

    target: str
    criteria: tuple[str, ...]

    def of(self, state: str) -> list[str]:
        """Those in one state."""
        return [each for each in self.criteria if each == state]


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion beside itself: as it stands for each target."""

    id: str
    title: str
    by_target: dict[str, CriterionView]


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A draft that was announced as a release candidate; perhaps withdrawn as one."""

    version: str
    at: datetime
    by: str
    reason: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """A planned day, or that none is, and why."""

    day: date | None
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class PathView:
    """Where a draft stands on the path to stable."""

    gates: tuple[GateView, ...]
    lines: Sequence[Line]
    picture: Picture | None = None
    told: Sequence[tuple[datetime, str, int, dict[str, tuple[str, int | None, int | None]]]] = ()
    steps: dict[str, list[Step]] = field(default_factory=dict)

    def gate(self, target: str) -> GateView | None:
        """What a target asks; None where nothing is set."""
        return next((each for each in self.gates if each.target == target), None)
