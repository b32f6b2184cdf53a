"""Pure: several reviews of one system → one assessment, or a dispute that says who differs where.

What reviewers know is put together: of each requirement, what all of them leave possible. So one may fill in what
another left open, a half-filled review contradicts nobody, and the order of reviewers makes no difference. Where they
leave nothing in common they cannot all be right; if it depends on that what comes out, it is *disputed*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..drafts.checklists import Checklist
from .expressions import Requirement, State, requirements, state_of
from .reasons import why
from .scoring import NOTHING, Cell, Evaluation, Known, Verdict, assessment


@dataclass(frozen=True, slots=True)
class Opinion:
    """One submitted review: whose it is, whether its author makes the system, and what comes out of it."""

    reviewer: str
    maker: bool
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class Difference:
    """A requirement on which reviewers cannot all be right: (reviewer, state) of those who said something."""

    requirement: str
    clause: str
    said: tuple[tuple[str, State], ...]

    @property
    def states(self) -> list[State]:
        """What was said, from the worst."""
        return sorted((state for _, state in self.said), key=lambda state: state.rank)


@dataclass(frozen=True, slots=True)
class Combined:
    """What several reviews come to.

    without_makers  the verdict when makers of the system are left out; None: nobody else has reviewed it.
    verdicts        (reviewer, verdict), by reviewer. differences: where they differ, whether or not it matters.
    """

    evaluation: Evaluation
    without_makers: Verdict | None
    verdicts: tuple[tuple[str, Verdict], ...]
    differences: tuple[Difference, ...]


def combine(checklist: Checklist | None, opinions: Sequence[Opinion]) -> Combined:
    """The assessment of several submitted reviews under one checklist. Without any it is incomplete.

    Reviews of other registries, recused ones and drafts of reviews are not to be among the opinions.
    """
    if checklist is None:
        return Combined(Evaluation(None), None, (), ())
    ordered = sorted(opinions, key=lambda opinion: (opinion.reviewer, opinion.maker))
    evaluation, differences = _together(checklist, ordered)
    outsiders = [opinion for opinion in ordered if not opinion.maker]
    without = _together(checklist, outsiders)[0].verdict if outsiders else None
    verdicts = ((each.reviewer, each.evaluation.verdict) for each in ordered)
    return Combined(
        evaluation, without, tuple((who, verdict) for who, verdict in verdicts if verdict), differences
    )


def _together(checklist: Checklist, opinions: Sequence[Opinion]) -> tuple[Evaluation, tuple[Difference, ...]]:
    asked = requirements(checklist)
    said = {each.id: _said_of(each.id, opinions) for each in asked}
    pooled = {each.id: _pooled([cell for _, cell in said[each.id]]) for each in asked}
    differences = _differences(asked, said, pooled)
    mattering = _mattering(checklist, pooled, differences)
    for each in differences:
        pooled[each.requirement] = _differing(said[each.requirement], each, open_=each in mattering)
    whole = assessment(checklist, asked, pooled)
    return _at_odds(whole, mattering, opinions) if mattering else whole, differences


def _mattering(
    checklist: Checklist, pooled: Mapping[str, Cell], differences: Sequence[Difference]
) -> list[Difference]:
    """The differences on which it depends what comes out: it is not the same when the worst that was said is so, and
    when the best is."""
    of = {id: cell.state for id, cell in pooled.items()}
    worst = of | {each.requirement: each.states[0] for each in differences}
    best = of | {each.requirement: each.states[-1] for each in differences}
    low, high = state_of(checklist.requires, worst), state_of(checklist.requires, best)
    if low == high:
        return []
    alone = [
        each
        for each in differences
        if state_of(checklist.requires, worst | {each.requirement: each.states[-1]}) != low
        or state_of(checklist.requires, best | {each.requirement: each.states[0]}) != high
    ]
    return alone or list(differences)


def _said_of(requirement: str, opinions: Sequence[Opinion]) -> list[tuple[Opinion, Cell]]:
    """Who has said something of a requirement, and what."""
    return [
        (opinion, reason.cell)
        for opinion in opinions
        for reason in opinion.evaluation.reasons
        if reason.requirement == requirement
    ]


def _pooled(cells: Sequence[Cell]) -> Cell:
    """What all cells have in common; the one that says most gives the reasons. `low` above `high`: nothing."""
    if not cells:
        return Cell(NOTHING, (why("not-answered"),))
    common = Known(max(cell.known.low for cell in cells), min(cell.known.high for cell in cells))
    best = min(cells, key=lambda cell: (cell.known.high - cell.known.low, -cell.known.low))
    against = tuple(dict.fromkeys(each for cell in cells for each in cell.contradiction))
    return replace(best, known=common, contradiction=against)


def _differences(
    asked: Sequence[Requirement],
    said: Mapping[str, Sequence[tuple[Opinion, Cell]]],
    pooled: Mapping[str, Cell],
) -> tuple[Difference, ...]:
    return tuple(
        Difference(each.id, each.clause, tuple((who.reviewer, cell.state) for who, cell in _speaking(said[each.id])))
        for each in asked
        if pooled[each.id].known.low > pooled[each.id].known.high
    )  # fmt: skip


def _speaking(said: Sequence[tuple[Opinion, Cell]]) -> list[tuple[Opinion, Cell]]:
    return [(who, cell) for who, cell in said if cell.known != NOTHING]


def _differing(said: Sequence[tuple[Opinion, Cell]], difference: Difference, *, open_: bool) -> Cell:
    """A cell on which reviewers differ: open where it matters, else the worst that was said."""
    told = why("reviewers-differ", said="; ".join(f"{who}: {what}" for who, what in difference.said))
    worst = min((cell.known for _, cell in _speaking(said)), key=lambda known: known.state.rank)
    return Cell(NOTHING if open_ else worst, (told,))


def _at_odds(whole: Evaluation, differences: Sequence[Difference], opinions: Sequence[Opinion]) -> Evaluation:
    """Disputed; unless all who differ come to one verdict for different reasons, which then stands."""
    parties = {who for each in differences for who, _ in each.said}
    speaking = [opinion for opinion in opinions if opinion.reviewer in parties]
    verdicts = {opinion.evaluation.verdict for opinion in speaking}
    verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.DISPUTED
    if verdict not in (Verdict.INCOMPLETE, Verdict.DISPUTED):
        held_by = {each.requirement for opinion in speaking for each in opinion.evaluation.deciding}
    else:
        verdict, held_by = Verdict.DISPUTED, {each.requirement for each in differences}
    marked = (replace(each, decides=each.requirement in held_by) for each in whole.reasons)
    return Evaluation(verdict, tuple(marked))
