"""Pure: answers and a checklist → an assessment, explained requirement by requirement. Nothing in it is ever typed.

Of every requirement something is certain (see `expressions`): from whether its component is available, and whether
its terms are acceptable. The verdict is what is certain of the whole. *Conforms*: every requirement is met. *Would
conform*: all is there, and at worst terms stand in the way. *Does not conform*: something that is needed is not there.
Else *incomplete*: an empty cell, of availability or of terms, never gives *conforms*, and is harmless exactly where
nothing depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..drafts.checklists import Checklist
from .answers import Answer, by_component
from .expressions import Requirement, State, deciding, requirements, spared, state_of
from .licences import NO, YES
from .reasons import Why, why
from .terms import Terms

# What finds the terms of an answer under a framework, and the reviewer's own finding where it contradicts them:
# `terms.found_terms` with its book.
FoundTerms = Callable[[Answer, str], tuple[Terms, Terms | None]]


class Verdict(StrEnum):
    """What comes out. Without a checklist there is none."""

    CONFORMS = "conforms"
    WOULD_CONFORM = "would-conform"
    DOES_NOT_CONFORM = "does-not-conform"
    INCOMPLETE = "incomplete"
    DISPUTED = "disputed"


VERDICT_OF = {
    State.MET: Verdict.CONFORMS,
    State.TERMS: Verdict.WOULD_CONFORM,
    State.MISSING: Verdict.DOES_NOT_CONFORM,
    State.UNKNOWN: Verdict.INCOMPLETE,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What may be the case, from `low` to `high`: 0 not there, 1 there under bad terms, 2 there under good ones."""

    low: int
    high: int

    @property
    def state(self) -> State:
        """What is certain."""
        return (State.MISSING, State.TERMS, State.MET)[self.low] if self.low == self.high else State.UNKNOWN


NOTHING, MISSING = Known(0, 2), Known(0, 0)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one component under the terms it is asked for, and why.

    known          what may be the case; `state` is what is certain of it.
    contradiction  what the reviewer found of the terms, where it is not what the table says; shown, never counted.
    """

    known: Known
    why: tuple[Why, ...]
    contradiction: tuple[Why, ...] = ()

    @property
    def state(self) -> State:
        return self.known.state


@dataclass(frozen=True, slots=True)
class Reason:
    """One requirement in an assessment.

    decides    the verdict is what it is because of this one.
    spared_by  what is there in its place, where at least one of several is asked for; else empty.
    """

    requirement: str
    clause: str
    cell: Cell
    decides: bool = False
    spared_by: str = ""

    @property
    def state(self) -> State:
        return self.cell.state

    @property
    def why(self) -> tuple[Why, ...]:
        spared = (why("spared", by=self.spared_by),) if self.spared_by else ()
        return (*self.cell.why, *spared)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A verdict with its reasons, in the order of the checklist. No checklist: no verdict, no reasons."""

    verdict: Verdict | None
    reasons: tuple[Reason, ...] = ()

    @property
    def deciding(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason.decides)


def evaluate(
    checklist: Checklist | None, answers: Iterable[Answer] | Mapping[str, Answer], *, terms: FoundTerms
) -> Evaluation:
    """The assessment of one reviewer's answers. Answers on what the checklist does not ask count for nothing."""
    if checklist is None:
        return Evaluation(None)
    given = by_component(answers)
    asked = requirements(checklist)
    found = {each.id: cell(given.get(each.id), each.framework, terms=terms) for each in asked}
    return assessment(checklist, asked, found)


def assessment(checklist: Checklist, asked: Sequence[Requirement], found: Mapping[str, Cell]) -> Evaluation:
    """The assessment of finished cells."""
    of = {id: cell.state for id, cell in found.items()}
    held_by, needless = set(deciding(checklist.requires, of)), spared(checklist.requires, of)
    reasons = tuple(
        Reason(each.id, each.clause, found[each.id], each.id in held_by, needless.get(each.id, ""))
        for each in asked
    )
    return Evaluation(VERDICT_OF[state_of(checklist.requires, of)], reasons)


def cells(checklist: Checklist, answers: Iterable[Answer], *, terms: FoundTerms) -> dict[str, Cell]:
    """What is known of everything the checklist names, optional components included: for a matrix."""
    given = by_component(answers)
    frameworks = {each.id: each.framework for each in requirements(checklist)}
    frameworks |= {each.id: each.framework for each in checklist.components.values()}
    return {id: cell(given.get(id), framework, terms=terms) for id, framework in frameworks.items()}


def cell(answer: Answer | None, framework: str, *, terms: FoundTerms) -> Cell:
    """What one answer says under a framework. No answer, and *unknown*, leave everything open."""
    if answer is None:
        return Cell(NOTHING, (why("not-answered"),))
    if answer.available == NO:
        return Cell(MISSING, (why("not-available"),))
    found, against = terms(answer, framework)
    best = 1 if found.answer == NO else 2
    said = () if against is None else against.why
    if answer.available != YES:
        return Cell(Known(0, best), (why("availability-unknown"), *(found.why if best == 1 else ())), said)
    return Cell(Known(2 if found.answer == YES else 1, best), (why("available"), *found.why), said)
