"""What becomes of each clause: the outcome of its tally under the draft's policy, what it depends on, and what was called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...drafts.models import Draft
from ...drafts.queries import ClauseRow, rows_of
from ..breakdown import NOTHING, Breakdown
from ..counting import NONE, Counts
from ..explaining import Outcome, outcome
from ..models import Call, Challenge, LastCall
from ..outcome import Objection, Status, objections_of
from ..places import takes_positions
from ..policies import Policy
from ..robustness import Dependence, depends_on, with_and_without_carried
from ..tally import Tally, tally
from .decided import LastCalls, calls_on, challenges_on, last_calls_on
from .figures import DraftFigures, figures_of
from .objections import objections_on
from .policies import policy_of
from .tallies import breakdowns_of, stale_in


@dataclass(frozen=True, slots=True)
class ClauseOutcome:
    """What becomes of a clause. ``counted`` and ``objections`` are what it was reckoned from, for other rules.

    While the change of the clause is challenged ``without_carried`` is the outcome without what came over edited words;
    ``worst`` is then the worse of both, else the outcome itself.
    """

    tally: Tally
    outcome: Outcome
    depends_on: tuple[Dependence, ...]
    policy: Policy
    counted: Breakdown
    objections: tuple[Objection, ...]
    challenge: Challenge | None = None
    without_carried: Status | None = None
    worst: Status = Status.QUIET
    call: Call | None = None
    last_call: LastCall | None = None
    last_call_ended: bool = False

    @property
    def status(self) -> Status:
        """The outcome itself."""
        return self.outcome.status


def outcomes_of(draft: Draft) -> dict[int, ClauseOutcome]:
    """Clause → what becomes of it, for all clauses of a draft that take positions; a fixed number of statements."""
    known = _known(draft, None)
    return {row.clause_id: known.of(row.clause_id) for row in rows_of(draft) if takes_positions(row)}


def outcome_of(draft: Draft, row: ClauseRow) -> ClauseOutcome:
    """What becomes of one clause."""
    return _known(draft, row.clause_id).of(row.clause_id)


def reckon(
    counted: Breakdown,
    policy: Policy,
    objections: Sequence[Objection],
    *,
    stale: Counts = NONE,
    figures: DraftFigures | None = None,
    last_call_ended: bool = False,
    challenged: bool = False,
) -> ClauseOutcome:
    """What becomes of a clause of which so much was counted."""
    found = tally(
        counted,
        stale=stale,
        roll=figures.eligible if figures else None,
        concentration=figures.concentration if figures else None,
    )
    result = outcome(found, policy, objections_of(objections), last_call_ended=last_call_ended)
    depends = depends_on(counted, policy, objections, last_call_ended=last_call_ended, challenged=challenged)
    ways = with_and_without_carried(counted, policy, objections, last_call_ended=last_call_ended)
    return ClauseOutcome(
        found, result, tuple(depends), policy, counted, tuple(objections),
        without_carried=ways[1] if challenged else None, worst=ways[2] if challenged else result.status,
        last_call_ended=last_call_ended,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that outcomes of a draft are reckoned from, read at once."""

    policy: Policy
    figures: DraftFigures
    counted: Mapping[int, Breakdown]
    stale: Mapping[int, Counts]
    objections: Mapping[int, Sequence[Objection]]
    challenges: Mapping[int, Challenge]
    calls: Mapping[int, Call]
    last_calls: LastCalls

    def of(self, clause: int) -> ClauseOutcome:
        challenge = self.challenges.get(clause)
        found = reckon(
            self.counted.get(clause, NOTHING),
            self.policy,
            self.objections.get(clause, ()),
            stale=self.stale.get(clause, NONE),
            figures=self.figures,
            last_call_ended=self.last_calls.ended(clause),
            challenged=challenge is not None and challenge.ruled_at is None,
        )
        call, last_call = self.calls.get(clause), self.last_calls.of(clause)
        return replace(found, challenge=challenge, call=call, last_call=last_call)


def _known(draft: Draft, clause: int | None) -> _Known:
    return _Known(
        policy_of(draft), figures_of(draft), breakdowns_of(draft, clause), stale_in(draft, clause),
        objections_on(draft, clause), challenges_on(draft), calls_on(draft), last_calls_on(draft),
    )  # fmt: skip
