"""The path to stable as values for pages: criteria with what was found of them, lanes over time, what to do next."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..accounts.models import Role
from ..accounts.titles import role_title
from ..drafts.models import Draft
from ..drafts.queries import status_of
from ..kit.permissions import can
from ..ledger.names import names_of
from .criteria import Criteria, criteria_of
from .errors import NoCriteria
from .evaluating import Evaluated, evaluate
from .facts import Facts
from .models import Candidate, CriteriaVersion, GateCount, Judgement, Reopening, Target
from .next_steps import next_steps
from .queries.facts import facts_of
from .queries.path import (
    candidates_announced,
    countings,
    judgements_on,
    last_counts,
    plans,
    reopenings_on,
    versions_called,
)
from .rules import Can, Judged
from .shown import (
    PASS,
    AheadView,
    CandidateView,
    CriterionView,
    GateView,
    JudgementView,
    Line,
    PathView,
    PlanView,
    ReopeningView,
)
from .timeline import Counting, draw

DRAWN = 120
"""So many countings are drawn; the record has all."""


def ahead_views(draft: Draft | None) -> list[AheadView]:
    """How far a draft is for each target, as the record has it: for the front page, which does not count anew."""
    counts = {each.target: each for each in last_counts(draft)} if draft else {}
    return [
        AheadView(str(target), tuple(state for _id, state, *_numbers in counts[target].states))
        for target in Target
        if target in counts
    ]


def path_view(draft: Draft | None, *, target: Target = Target.STABLE) -> PathView:
    """Where a draft stands for every target that has criteria; the picture is drawn for one of them."""
    if draft is None:
        return PathView((), ())
    facts = facts_of(draft)
    gates = tuple(gate for each in Target if (gate := gate_view(draft, each, whole=False, facts=facts)))
    lane = next((gate for gate in gates if gate.target == target), None)
    told = [counting_of(each) for each in countings(target, most=DRAWN)] if lane else []
    return PathView(
        gates=gates,
        lines=lines_of(gates),
        picture=draw(told, [each.id for each in lane.criteria]) if lane else None,
        told=[(each.at, each.version, each.n, dict(each.states)) for each in reversed(told)],
        steps=next_steps(
            draft.version, _missing(gates), to_judge=_to_judge(gates), open=status_of(draft) == "open"
        ),
    )


def lines_of(gates: Iterable[GateView]) -> list[Line]:
    """Every criterion once, with how it stands for each target, in the order of the longest way."""
    lines: dict[str, Line] = {}
    for gate in sorted(gates, key=lambda gate: -len(gate.criteria)):
        for each in gate.criteria:
            lines.setdefault(each.id, Line(each.id, each.title, {})).by_target[gate.target] = each
    return list(lines.values())


def counting_of(row: GateCount) -> Counting:
    """A counting as it stands on record."""
    states = {id: (state, value, threshold) for id, state, value, threshold in row.states}
    return Counting(row.n or 0, row.at, row.draft.version, states)


def gate_view(
    draft: Draft, target: Target, *, whole: bool = True, facts: Facts | None = None
) -> GateView | None:
    """A target's criteria as they stand for a draft; None where none are set.

    ``whole``: with what people found of judged criteria, and with the version before and the one to come.
    """
    try:
        evaluated = evaluate(draft, target, facts=facts)
    except NoCriteria:
        return None
    beside = evaluated.beside if whole else ()
    rows = versions_called(target, [evaluated.version, *(each.version for each in beside)])
    named = names_of({row.by for row in rows.values()})
    found = _Found.of(draft) if whole else _Found({}, {}, {})
    before = evaluated.before if whole else None
    return _gate(evaluated, rows, named, found, before=_gate(before, rows, named, found) if before else None)


def next_gate_view(draft: Draft, target: Target) -> GateView | None:
    """The same by the version that holds from the next draft; None where there is no other."""
    try:
        evaluated = evaluate(draft, target)
    except NoCriteria:
        return None
    coming = next((each for each in evaluated.beside if each.version > evaluated.version), None)
    if coming is None:
        return None
    rows = versions_called(target, [coming.version])
    return _gate(coming, rows, names_of({row.by for row in rows.values()}), _Found({}, {}, {}))


def _gate(
    evaluated: Evaluated, rows: Mapping[int, CriteriaVersion], named: Mapping[str, str], found: "_Found",
    *, before: GateView | None = None,
) -> GateView:  # fmt: skip
    row = rows[evaluated.version]
    criteria = criteria_of(row.data)
    return GateView(
        target=str(row.target),
        version=row.version,
        digest=row.digest,
        reason=row.reason,
        set_at=row.at,
        set_by=named[row.by],
        passes=evaluated.passes,
        criteria=tuple(_criterion(each, criteria, found) for each in evaluated.criteria),
        before=before,
    )


def _criterion(each: Any, criteria: Criteria, found: "_Found") -> CriterionView:
    asked = criteria.called(each.id)
    judges = asked.judges if asked else None
    return CriterionView(
        id=each.id, kind=str(each.kind), title=each.title, necessary=each.necessary, state=str(each.state),
        value=each.value, threshold=each.threshold, why=str(each.why), rows=each.rows,
        judges=role_title(Role(judges)) if judges else "", role=judges or "",
        judgements=tuple(found.judgement(one) for one in found.judgements.get(each.id, ())) if judges else (),
        reopenings=tuple(found.reopening(one) for one in found.reopenings.get(each.id, ())) if judges else (),
    )  # fmt: skip


class _Found:
    """What people found of a draft's judged criteria, with their names, for three queries in all."""

    def __init__(
        self,
        judgements: Mapping[str, Sequence[Judgement]],
        reopenings: Mapping[str, Sequence[Reopening]],
        names: Mapping[str, str],
    ) -> None:
        self.judgements, self.reopenings, self.names = judgements, reopenings, names

    @classmethod
    def of(cls, draft: Draft) -> "_Found":
        """What was found of a draft."""
        judgements, reopenings = judgements_on(draft), reopenings_on(draft)
        by = {one.by for some in judgements.values() for one in some}
        by |= {one.by for some in reopenings.values() for one in some}
        return cls(judgements, reopenings, names_of(by))

    def judgement(self, one: Judgement) -> JudgementView:
        """One judgement as pages show it."""
        person = f"/people/{one.by}/" if one.by.startswith("p:") else None
        return JudgementView(
            self.names[one.by], person, str(one.finding), one.reason, one.at, one.ended_at is not None, one.by
        )

    def reopening(self, one: Reopening) -> ReopeningView:
        """One reopening as pages show it."""
        return ReopeningView(self.names[one.by], one.reason, one.at)


def may_judge(viewer: Any, draft: Draft, gate: GateView | None) -> dict[str, bool]:
    """Criterion → whether somebody may judge it."""
    return {
        each.id: can(viewer, Can.JUDGE, Judged(draft, each.id, (each.role,)))
        for each in (gate.criteria if gate else ())
        if each.is_judged
    }


def candidate_views() -> list[CandidateView]:
    """Every candidate that was announced, the newest first."""
    rows = candidates_announced()
    named = names_of({by for row in rows for by in (row.by, row.withdrawn_by) if by})
    return [_candidate(row, named) for row in rows]


def _candidate(row: Candidate, named: Mapping[str, str]) -> CandidateView:
    return CandidateView(
        version=row.draft.version, at=row.at, by=named[row.by], reason=row.reason, withdrawn_at=row.withdrawn_at,
        withdrawn_by=named[row.withdrawn_by] if row.withdrawn_by else "", withdrawn_reason=row.withdrawn_reason,
    )  # fmt: skip


def plan_views() -> list[PlanView]:
    """What was planned, the newest first."""
    rows = plans()
    named = names_of({row.by for row in rows})
    return [PlanView(row.day, row.at, named[row.by], row.reason) for row in rows]


def _missing(gates: Iterable[GateView]) -> list[str]:
    """Kinds of criteria that are not met for one target or another; the seal's turn comes when the rest is met."""
    kinds = [each.kind for gate in gates for each in gate.criteria if each.state != PASS]
    return kinds if set(kinds) <= {"seal"} else [kind for kind in kinds if kind != "seal"]


def _to_judge(gates: Iterable[GateView]) -> list[tuple[str, str, str]]:
    return [
        (each.role, gate.target, each.id)
        for gate in gates
        for each in gate.criteria
        if each.is_judged and each.state != PASS
    ]
