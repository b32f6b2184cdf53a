"""Pure: everything that reviewers said of one version of a system → its assessment under every draft.

A review given under one draft counts under later ones as far as its answers carry over. Whoever stepped back under a
draft counts neither there nor later, until they review again. What nobody said counts for nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..drafts.checklists import Checklist
from .answers import Answer
from .carrying import Edition, Standing, standing
from .combining import Combined, Opinion, combine
from .expressions import State, requirements
from .scoring import NOTHING, Cell, FoundTerms, Known, assessment, cells
from .stored import digest, json_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """A review as it is public. ``ref`` names it; ``reviewer``: whose it is, the same for all of one person."""

    ref: str
    reviewer: str
    draft: str
    maker: bool
    recused: bool
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What one reviewer's answers come to under one draft: their latest review so far, and what stands of all."""

    sheet: Sheet
    standing: Standing


@dataclass(frozen=True, slots=True)
class Assessed:
    """The assessment of one version under one draft.

    ``cells``: what is certain of everything the checklist names, optional components included. ``basis``: the digest
    of what it rests on. ``held``: whose answers it was computed from.
    """

    combined: Combined
    cells: Mapping[str, State]
    basis: str
    held: tuple[Held, ...]


def held_under(editions: Sequence[Edition], sheets: Iterable[Sheet]) -> dict[str, tuple[Held, ...]]:
    """Draft → what every reviewer's answers come to there, oldest draft first; recused ones are not among them."""
    by_reviewer: dict[str, dict[str, Sheet]] = {}
    for sheet in sorted(sheets, key=lambda each: each.ref):
        by_reviewer.setdefault(sheet.reviewer, {})[sheet.draft] = sheet
    found: dict[str, list[Held]] = {edition.draft: [] for edition in editions}
    for _reviewer, given in sorted(by_reviewer.items()):
        for draft, held in _held(editions, given):
            found[draft].append(held)
    return {draft: tuple(held) for draft, held in found.items()}


def _held(editions: Sequence[Edition], given: Mapping[str, Sheet]) -> Iterator[tuple[str, Held]]:
    """Draft by draft; stepping back ends a stretch, and what was said in it."""
    begun = 0
    for at, edition in enumerate(editions):
        if edition.draft in given and given[edition.draft].recused:
            yield from _stretch(editions[begun:at], given)
            begun = at + 1
    yield from _stretch(editions[begun:], given)


def _stretch(editions: Sequence[Edition], given: Mapping[str, Sheet]) -> Iterator[tuple[str, Held]]:
    here = {edition.draft: given[edition.draft] for edition in editions if edition.draft in given}
    stands = standing(editions, {draft: sheet.answers for draft, sheet in here.items()}) if here else {}
    last: Sheet | None = None
    for edition in editions:
        last = here.get(edition.draft, last)
        found = stands.get(edition.draft)
        if last is not None and found is not None and (found.answers or found.stale):
            yield edition.draft, Held(last, found)


def assess(
    editions: Sequence[Edition], sheets: Iterable[Sheet], *, wanted: Collection[str], terms: FoundTerms
) -> dict[str, Assessed]:
    """Draft → assessment, for the drafts that are wanted. ``editions``: all that led to them, oldest first."""
    held = held_under(editions, sheets)
    return {
        edition.draft: _assessed(edition, held[edition.draft], terms)
        for edition in editions
        if edition.draft in wanted
    }


def _assessed(edition: Edition, held: tuple[Held, ...], terms: FoundTerms) -> Assessed:
    checklist = edition.checklist
    if checklist is None:
        return Assessed(combine(None, ()), {}, digest([edition.draft, None]), ())
    speaking = tuple(each for each in held if each.standing.answers)
    found = [cells(checklist, each.standing.answers.values(), terms=terms) for each in speaking]
    asked = requirements(checklist)
    combined = combine(
        checklist,
        [
            Opinion(each.sheet.ref, each.sheet.maker, assessment(checklist, asked, of))
            for each, of in zip(speaking, found, strict=True)
        ],
    )
    states = _states(checklist, combined, found)
    return Assessed(combined, states, _basis(edition.draft, combined, speaking), speaking)


def _states(
    checklist: Checklist, combined: Combined, found: Sequence[Mapping[str, Cell]]
) -> dict[str, State]:
    """What is certain of everything the checklist names; where reviewers cannot all be right, nothing is."""
    states = {each.requirement: each.state for each in combined.evaluation.reasons}
    for id in checklist.components:
        if id not in states:
            states[id] = _together([of[id] for of in found])
    return states


def _together(some: Sequence[Cell]) -> State:
    low = max((cell.known.low for cell in some), default=NOTHING.low)
    high = min((cell.known.high for cell in some), default=NOTHING.high)
    return Known(low, high).state if low <= high else State.UNKNOWN


def _basis(draft: str, combined: Combined, held: Sequence[Held]) -> str:
    """What the assessment rests on: what came out of each requirement, who said so, and what they said; never a note."""
    said = [
        [
            each.sheet.ref,
            each.sheet.maker,
            json_of(replace(each.standing.answers[id], note="") for id in sorted(each.standing.answers)),
        ]
        for each in held
    ]
    came_out = [[each.requirement, each.state] for each in combined.evaluation.reasons]
    return digest([draft, combined.evaluation.verdict, came_out, said])
