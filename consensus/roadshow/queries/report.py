"""The report of a stop: who took part as far as they said, what was said per clause, and what became of it since."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from ...accounts.channels import STOP
from ...discussion.models import Comment, CommentKind, Disposition
from ...drafts.models import Clause, Draft
from ...drafts.queries import keys_of, latest_draft, rows_of
from ...drafts.queries.changes import compare
from ...kit.db import db
from ...kit.text.words import excerpt
from ...voting.breakdown import STOP as OF_STOP
from ...voting.counting import NONE, Counts
from ...voting.queries.outcomes import ClauseOutcome, outcomes_of
from ...voting.queries.results import outcomes_at_closing
from ...voting.robustness import WITHOUT_STOP
from ..models import Note, Sitting, Stop
from ..participation import (
    BELOW,
    NOTHING_SAID,
    Consent,
    Figure,
    consents_of,
    different,
    figures_of,
    may_be_twice,
)
from .left import Left, what_is_missing
from .participants import Participants, as_of, participants_at
from .people import Heads, heads_of_all
from .stops import sittings_of
from .totals import COMMENT_IN_A_ROOM

TITLE = 90


@dataclass(frozen=True, slots=True)
class WhoTookPart:
    """Who took part, in numbers. ``people``: different ones, as far as can be known, without those set aside (``aside``).

    ``phones`` and ``paper``: how they came in; ``guests`` and ``with_account``: those by code, as they joined; ``claimed``:
    guests who left an address since. ``heads``: counted in the room, None where nobody did; ``witnessed``: all of these
    by a second person. ``twice``: somebody may be counted twice. ``below``: fewer than this stand under ``*``.
    """

    people: int = 0
    phones: int = 0
    paper: int = 0
    guests: int = 0
    with_account: int = 0
    claimed: int = 0
    aside: int = 0
    heads: int | None = None
    witnessed: bool = False
    groups: Figure = NOTHING_SAID
    continents: Figure = NOTHING_SAID
    languages: Figure = NOTHING_SAID
    consents: tuple[Consent, ...] = ()
    twice: bool = False
    below: int = BELOW


@dataclass(frozen=True, slots=True)
class SittingLine:
    """A sitting that was opened, with its heads."""

    sitting: Sitting
    heads: Heads


@dataclass(frozen=True, slots=True)
class Talked:
    """Comments from a stop: objections among them, those that stand, what was answered and how, by changes of which drafts."""

    comments: int = 0
    objections: int = 0
    standing: int = 0
    answered: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    resolved_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidClause:
    """What was said of one clause at a stop, and what became of it. ``counts``: positions from the stop that count.

    ``became``: the kinds of change into the newest draft (nothing: the same); ``status``: the outcome of the clause, of all
    positions; ``depends``: it would be another without this stop.
    """

    key: str
    number: str
    title: str
    counts: Counts
    notes: int
    talked: Talked
    became: tuple[str, ...]
    status: str | None
    depends: bool

    @property
    def comments(self) -> int:
        """How many."""
        return self.talked.comments

    @property
    def objections(self) -> int:
        """Of these: objections."""
        return self.talked.objections

    @property
    def standing(self) -> int:
        """Of these: such as stand."""
        return self.talked.standing

    @property
    def answered(self) -> int:
        """How many comments have an answer."""
        return self.talked.answered

    @property
    def outcomes(self) -> Mapping[str, int]:
        """How they were answered."""
        return self.talked.outcomes

    @property
    def resolved_in(self) -> tuple[str, ...]:
        """By changes of which drafts."""
        return self.talked.resolved_in


@dataclass(frozen=True, slots=True)
class SaidTotals:
    """A stop in all."""

    positions: int = 0
    comments: int = 0
    objections: int = 0
    answered: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True)
class StopReport:
    """Everything that a stop came to, as of when anything of it changed last. ``newest``: the draft that ``became`` speaks of, None: the same one."""

    stop: Stop
    draft: Draft | None
    newest: Draft | None
    as_of: datetime
    who: WhoTookPart
    sittings: tuple[SittingLine, ...]
    clauses: tuple[SaidClause, ...]
    elsewhere: Talked
    totals: SaidTotals
    left: Left


def report_of(stop: Stop) -> StopReport:
    """The report of a stop; a fixed number of queries, however much was said."""
    sittings = [each for each in sittings_of([stop])[stop.id] if each.opened_at is not None]
    heads, draft = heads_of_all(sittings), stop.draft
    talked, notes = _talked(stop), _notes(stop)
    clauses = tuple(_clauses(stop, draft, talked, notes)) if draft else ()
    newest = latest_draft()
    return StopReport(
        stop, draft, newest if newest is not draft else None, as_of([stop]),
        who_took_part(participants_at([stop])[stop.id], sittings),
        tuple(SittingLine(each, heads[each.id]) for each in sittings), clauses, talked.get(None, Talked()),
        _totals(clauses, talked, notes), what_is_missing(stop),
    )  # fmt: skip


def who_took_part(found: Participants, sittings: Sequence[Sitting]) -> WhoTookPart:
    """Those who took part in some sittings, in numbers that tell of nobody alone."""
    groups, continents, languages = figures_of(found.people)
    counted = [each for each in sittings if each.heads is not None]
    return WhoTookPart(
        different(found.people), found.phones, found.paper, found.guests, found.with_account, found.claimed,
        found.aside, sum(each.heads or 0 for each in counted) if counted else None,
        bool(counted) and all(each.witnessed_at is not None for each in counted), groups, continents, languages,
        consents_of(found.people), may_be_twice(found.people),
    )  # fmt: skip


def _clauses(
    stop: Stop, draft: Draft, talked: Mapping[str | None, Talked], notes: Mapping[str | None, int]
) -> Iterator[SaidClause]:
    """Clauses of the stop's draft of which anything was said there, in order."""
    outcomes, became = _outcomes(draft), _became(draft)
    for row in rows_of(draft):
        found = outcomes.get(row.key)
        counts = found.counted.total(OF_STOP, stop.slug) if found else NONE
        if counts == NONE and row.key not in talked and row.key not in notes:
            continue
        yield SaidClause(
            row.key, row.number, row.lead or excerpt(row.text, most=TITLE), counts, notes.get(row.key, 0),
            talked.get(row.key, Talked()), became.get(row.key, ()), str(found.status) if found else None,
            found is not None and _depends(found, stop),
        )  # fmt: skip


def _outcomes(draft: Draft) -> Mapping[str, ClauseOutcome]:
    """Key → outcome: at the draft's closing, where it was counted, else as it is now."""
    kept = outcomes_at_closing(draft)
    if kept is not None:
        return kept
    found = outcomes_of(draft)
    return {key: found[id] for id, key in keys_of(found).items()}


def _depends(found: ClauseOutcome, stop: Stop) -> bool:
    return any((each.rule, each.name) == (WITHOUT_STOP, stop.slug) for each in found.depends_on)


def _became(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Key → the kinds of change from a draft into the newest; nothing where it is the newest."""
    newest = latest_draft()
    if newest is None or newest is draft:
        return {}
    found: dict[str, list[str]] = {}
    for change in compare(draft, newest).changes:
        if change.kind != "same":
            for key in change.sources or (change.key,):
                found.setdefault(key, []).append(str(change.kind))
    return {key: tuple(dict.fromkeys(kinds)) for key, kinds in found.items()}


def _talked(stop: Stop) -> dict[str | None, Talked]:
    """Key → comments on it from a stop; None: on parts, or on a draft as a whole."""
    resolved = select(Draft.version).where(Draft.id == Disposition.resolved_in_id).scalar_subquery()
    query = (
        select(Clause.key, Comment.kind, Comment.stands, Disposition.outcome, resolved)
        .select_from(Comment)
        .outerjoin(Clause, Clause.id == Comment.home_clause_id)
        .outerjoin(Disposition, (Disposition.comment_id == Comment.id) & Disposition.replaced_at.is_(None))
        .where(Comment.channel == STOP + stop.slug, COMMENT_IN_A_ROOM)
        .where(Comment.deleted_at.is_(None), Comment.aside.is_(False))
        .where(Comment.home_draft_id.in_(_drafts(stop)))
        .order_by(Comment.id)
    )
    found: dict[str | None, list[Any]] = {}
    for key, *said in db.session.execute(query):
        found.setdefault(key, []).append(said)
    return {key: _summed(some) for key, some in found.items()}


def _summed(said: Collection[Any]) -> Talked:
    outcomes: dict[str, int] = {}
    for _kind, _stands, outcome, _version in said:
        if outcome is not None:
            outcomes[str(outcome)] = outcomes.get(str(outcome), 0) + 1
    return Talked(
        len(said), sum(kind == CommentKind.OBJECTION for kind, *_rest in said), sum(bool(each[1]) for each in said),
        sum(outcomes.values()), outcomes, tuple(dict.fromkeys(each[3] for each in said if each[3])),
    )  # fmt: skip


def _drafts(stop: Stop) -> list[int]:
    return sorted({each.draft_id for each in stop.sittings if each.draft_id is not None})


def _notes(stop: Stop) -> dict[str | None, int]:
    """Key → notes that were taken; None: of no clause."""
    query = select(Note.clause_key, func.count(Note.id)).join(Note.sitting).where(Sitting.stop_id == stop.id)
    return dict(db.session.execute(query.group_by(Note.clause_key)).all())


def _totals(
    clauses: Sequence[SaidClause], talked: Mapping[str | None, Talked], notes: Mapping[str | None, int]
) -> SaidTotals:
    return SaidTotals(
        sum(each.counts.n for each in clauses), sum(each.comments for each in talked.values()),
        sum(each.objections for each in talked.values()), sum(each.answered for each in talked.values()),
        sum(notes.values()),
    )  # fmt: skip
