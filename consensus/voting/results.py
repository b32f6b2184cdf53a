"""The results of a draft as pages and sheets show them: as they are now, or as they were kept at its closing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..accounts.models import Account
from ..discussion.counted import talk_by_key
from ..discussion.queries.comments import comments_called
from ..discussion.shown import CommentView, comment_views
from ..drafts.models import Draft
from ..drafts.queries import ClauseRow, keys_of, rows_of, status_of
from ..kit.text.words import excerpt
from ..kit.web.fragments import fragments
from ..kit.web.i18n import current_language
from ..ledger.queries import revision
from .bands import Banded, banded
from .counting import Counts
from .outcome import Status
from .places import takes_positions
from .policies import Policy
from .queries.outcomes import ClauseOutcome, outcomes_of
from .queries.policies import PolicySource, policy_source_of
from .queries.results import outcomes_at_closing, result_of, roll_of
from .recount import recount, rules_of
from .score import Column, System, notes_of, systems
from .titles import dependence_title, status_title, told

NOW, CLOSING = "now", "closing"
TITLE, WEIGHT = 70, 4_000


@dataclass(frozen=True, slots=True)
class Depends:
    """That an outcome would be another without somebody: by which rule, who, and which."""

    rule: str
    whom: str
    status: Status


@dataclass(frozen=True, slots=True)
class ByRule:
    """The outcome by another rule; ``warns``: that is worth a warning, and not only fewer people."""

    status: Status
    counts: Counts
    warns: bool


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """What becomes of one clause: ``found`` with its tally and outcome, in sentences, and by other rules.

    ``unmoved``: that no tested change leaves it another outcome; ``strongest``: the objection that most people share.
    """

    key: str
    number: str
    title: str
    part: str
    normative: bool
    found: ClauseOutcome
    sentence: str
    depends: tuple[Depends, ...]
    rules: Mapping[str, ByRule]
    strongest: CommentView | None = None
    band: Banded | None = None

    @property
    def status(self) -> Status:
        """The outcome; while its change is challenged the worse of both."""
        return self.found.worst

    @property
    def other_rules(self) -> list[tuple[str, ByRule]]:
        """The rules by which it would be another, as far as that is worth a warning and not said by ``depends``."""
        told = {each.rule for each in self.depends}
        return [(name, each) for name, each in self.rules.items() if each.warns and name not in told]

    @property
    def hangs(self) -> bool:
        """Whether it depends on anybody, or on the rule."""
        return bool(self.depends or self.other_rules or (self.band and self.band.depends))


@dataclass(frozen=True, slots=True)
class ResultsView:
    """The results of a draft. ``at``: now, or at closing; ``kept``: when they were counted for good.

    ``waits``: the draft is closed and its result is not counted yet; ``not_heard``: stakeholder group → the numbers of the
    normative clauses on which it was not.
    """

    at: str
    status: str
    closed_at: datetime | None
    kept_n: int | None
    waits: bool
    source: PolicySource
    clauses: tuple[ClauseResult, ...]
    score: tuple[System, ...]
    rules: tuple[str, ...]
    eligible: int | None
    roll_who: str | None
    roll_at: datetime | None
    not_heard: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        """By which it is counted."""
        return self.source.policy

    @property
    def normative(self) -> list[ClauseResult]:
        """Those that count for the path to stable."""
        return [each for each in self.clauses if each.normative]

    def of(self, *statuses: str) -> list[ClauseResult]:
        """The normative clauses with one of some outcomes."""
        return [each for each in self.normative if each.status in statuses]


def results_view(draft: Draft, *, at: str = "") -> ResultsView:
    """The results of a draft: at its closing, where that was counted and nothing else is asked for; else as they are now.

    Kept in memory until the next public act, as they are the same for everybody.
    """
    status, language = status_of(draft), current_language()
    key = ("results", draft.version, at, status, language, str(revision(["site"])))

    def make() -> tuple[ResultsView, int]:
        made = _results(draft, status, at)
        return made, WEIGHT * (len(made.clauses) + 1)

    return fragments().get(key, make)


def clause_result(
    row: ClauseRow, found: ClauseOutcome, *, strongest: CommentView | None = None, band: Banded | None = None
) -> ClauseResult:
    """What becomes of a clause, by all rules."""
    rules = {
        str(each): recount(
            found.counted, each, found.policy, found.objections, last_call_ended=found.last_call_ended
        )
        for each in rules_of(found.policy)
    }
    return ClauseResult(
        key=row.key, number=row.number, title=row.lead or excerpt(row.text, most=TITLE), part=row.part,
        normative=row.normative, found=found, sentence=told(found.outcome.sentences),
        depends=tuple(
            Depends(each.rule, dependence_title(each.rule, each.name), each.status) for each in found.depends_on
        ),
        rules={name: ByRule(each.status, each.totals, each.says_something) for name, each in rules.items()},
        strongest=strongest, band=band,
    )  # fmt: skip


def strongest_of(
    draft: Draft, keys: Sequence[str], *, viewer: Account | None = None
) -> dict[str, CommentView]:
    """Key → the open objection to the clause that most people share, in its author's words."""
    talk = talk_by_key(draft)
    wanted = {key: talk[key].strongest_id for key in keys if key in talk and talk[key].strongest_id}
    views = comment_views(
        comments_called([id for id in wanted.values() if id]), seen_from=draft, viewer=viewer
    )
    by_id = {view.id: view for view in views}
    return {key: by_id[id] for key, id in wanted.items() if id in by_id}


def _results(draft: Draft, status: str, at: str) -> ResultsView:
    rows = [row for row in rows_of(draft) if takes_positions(row)]
    found = None if at == NOW or status == "open" else outcomes_at_closing(draft)
    kept = result_of(draft) if found is not None else None
    outcomes = found if found is not None else _now(draft)
    source, roll = policy_source_of(draft), roll_of(draft)
    rows = [row for row in rows if row.key in outcomes]
    clauses = _clauses(draft, rows, outcomes, source.policy)
    normative = [each for each in clauses if each.normative]
    return ResultsView(
        at=CLOSING if kept else NOW, status=status, closed_at=kept.closed_at if kept else None,
        kept_n=kept.n if kept else None, waits=status not in ("open", "withdrawn") and kept is None and at != NOW,
        source=source, clauses=tuple(clauses), score=tuple(score_of(normative, source.policy)),
        rules=tuple(str(rule) for rule in rules_of(source.policy)),
        eligible=next((each.found.tally.roll for each in clauses), None), roll_who=roll.who if roll else None,
        roll_at=roll.at if roll else None, not_heard=_not_heard(normative, source.policy),
    )  # fmt: skip


def _now(draft: Draft) -> dict[str, ClauseOutcome]:
    found = outcomes_of(draft)
    return {key: found[id] for id, key in keys_of(found).items()}


def _clauses(
    draft: Draft, rows: Sequence[ClauseRow], outcomes: Mapping[str, ClauseOutcome], policy: Policy
) -> list[ClauseResult]:
    objected = [row.key for row in rows if outcomes[row.key].objections]
    strongest = strongest_of(draft, objected) if objected else {}
    totals = {row.key: outcomes[row.key].tally.totals for row in rows}
    bands = banded(totals, policy.bands) if policy.bands else {}
    return [
        clause_result(row, outcomes[row.key], strongest=strongest.get(row.key), band=bands.get(row.key))
        for row in rows
    ]


def score_of(clauses: Sequence[ClauseResult], policy: Policy) -> list[System]:
    """The score of some clauses."""
    return systems(
        [
            Column(
                each.key, each.number, f"{each.number} {each.title}: {status_title(each.status)}", each.part,
                each.status, notes_of(each.found.tally.by_group, policy),
            )
            for each in clauses
        ]
    )  # fmt: skip


def _not_heard(clauses: Sequence[ClauseResult], policy: Policy) -> dict[str, tuple[str, ...]]:
    found = {
        group: tuple(each.number for each in clauses if group in each.found.outcome.weighed.not_heard)
        for group in policy.slugs
    }
    return {group: numbers for group, numbers in found.items() if numbers}
