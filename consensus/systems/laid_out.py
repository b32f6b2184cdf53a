"""How an assessment is set on a page: requirements in their groups with the numbers of their clauses, what decides, what was
published in 2024 beside what comes out here, and every step through the drafts. Values for templates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from urllib.parse import urlsplit

from ..drafts.models import Draft
from ..drafts.queries import rows_in
from .answers import Answer
from .carrying import flips
from .expressions import alternatives
from .models import SystemSource
from .queries.editions import Editions
from .queries.matrix import Asked
from .queries.one import DraftVerdict, RequirementView, SystemView
from .scoring import Verdict
from .stored import answers_of, decided_of

DIFFER, SPARED, UNKNOWN = "differ", "spared", "unknown"
NOT_REPORTED = "not-reported"
WORST_FIRST = (DIFFER, "missing", "terms", "unknown", "met")


@dataclass(frozen=True, slots=True)
class Because:
    """A requirement to which something is owed: its title, its clause (or empty), its state (empty: does not matter)."""

    requirement: str
    title: str
    clause: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement as it stands in the text. ``number``: of its clause in the draft, empty where it has none there.

    ``mark``: met, terms, missing, unknown, or that it is not needed (spared), or that reviewers differ. ``differing``:
    (reviewer, state) where they do. ``elsewhere``: what other registries say, as (registry, answer).
    """

    asked: Asked
    found: RequirementView
    number: str
    mark: str
    differing: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[tuple[str, Answer], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Requirements that stand together: one group of the checklist, or the members of an at-least-one-of."""

    title: str
    any_of: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Then:
    """An outcome that was published, and what comes out here under the same draft. ``because``: what decides here."""

    outcome: str
    source: str
    version: str
    verdict: str | None
    because: tuple[Because, ...]

    @property
    def agrees(self) -> bool:
        """Whether the same comes out."""
        return self.outcome == self.verdict

    @property
    def reported(self) -> bool:
        """Whether an outcome was published at all."""
        return self.outcome != NOT_REPORTED


@dataclass(frozen=True, slots=True)
class Step:
    """What came out under one draft; where it differs from the draft before, from what, and because of what."""

    draft: Draft
    verdict: str | None
    before: str | None
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of one system is set from."""

    required: tuple[Block, ...]
    optional: tuple[Block, ...]
    then: Then | None
    steps: tuple[Step, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All required ones."""
        return tuple(row for block in self.required for row in block.rows)

    @property
    def deciding(self) -> tuple[Because, ...]:
        """Those to which the assessment is due."""
        return tuple(
            Because(
                row.asked.id,
                row.asked.title,
                row.asked.clause,
                DIFFER if row.mark == DIFFER else row.found.state,
            )
            for row in self.rows
            if row.found.decides
        )

    @property
    def counted(self) -> dict[str, int]:
        """How many requirements have which mark."""
        marks = [row.mark for row in self.rows]
        return {mark: marks.count(mark) for mark in dict.fromkeys(marks)}


def laid_out(view: SystemView, known: Editions) -> Page:
    """The page of a system under one draft."""
    edition = known.of(view.draft.version)
    checklist = edition.checklist if edition else None
    rows = _rows(view)
    return Page(
        _blocks(
            [row for row in rows if not row.asked.optional],
            alternatives(checklist.requires) if checklist else (),
        ),
        _blocks([row for row in rows if row.asked.optional and row.mark != UNKNOWN], ()),
        then_of(view, known),
        steps_of(view, known),
    )


def _rows(view: SystemView) -> list[Row]:
    numbers = numbers_of(view.draft, [each.asked for each in view.requirements])
    elsewhere = said_elsewhere(view.registries)
    names = {str(each.review.ref): each.name for each in view.reviewers}
    differing = {
        each.requirement: tuple((names.get(who, who), str(state)) for who, state in each.said)
        for each in view.differences
    }
    return [
        Row(
            each.asked, each, numbers.get(each.asked.clause, ""), mark_of(each), differing.get(each.id, ()),
            elsewhere.get(each.id, ()),
        )
        for each in view.requirements
    ]  # fmt: skip


def mark_of(requirement: RequirementView) -> str:
    """The mark of a requirement: reviewers differ, not needed, or its state."""
    if requirement.differs:
        return DIFFER
    return SPARED if requirement.spared_by else str(requirement.state)


def then_of(view: SystemView, known: Editions) -> Then | None:
    """What was published of a system in 2024; None for one of which nothing is recorded."""
    if view.published is None:
        return None
    here, version = view.there, view.published.draft
    because = becauses(here.because, known.titles(version), verdict=here.verdict) if here else ()
    return Then(
        view.published.outcome, view.published.source, version, here.verdict if here else None, because
    )


def becauses(
    deciding: Iterable[tuple[str, str, str]], titles: Mapping[str, str], *, verdict: str | None
) -> tuple[Because, ...]:
    """(requirement, clause, state) with their titles. Of what is disputed, reviewers differ on all of it."""
    differ = DIFFER if verdict == Verdict.DISPUTED else ""
    return tuple(
        Because(id, titles.get(id, id), clause, differ or str(state)) for id, clause, state in deciding
    )


def steps_of(view: SystemView, known: Editions) -> tuple[Step, ...]:
    """What came out under every draft, oldest first."""
    first = [Step(each.draft, each.verdict, None, ()) for each in view.history[:1]]
    return (*first, *(_step(view.system.slug, *pair, known) for pair in pairwise(view.history)))


def _step(slug: str, before: DraftVerdict, after: DraftVerdict, known: Editions) -> Step:
    if not after.changed:
        return Step(after.draft, after.verdict, None, ())
    then, now = (decided_of(each.verdict, {"deciding": each.because}) for each in (before, after))
    by = known.links(before.draft.version, after.draft.version)
    found = flips({slug: then}, {slug: now}, by=by)
    titles = known.titles(before.draft.version) | known.titles(after.draft.version)
    because = tuple(Because(id, titles.get(id, id), clause) for each in found for id, clause in each.because)
    return Step(after.draft, after.verdict, before.verdict, because)


def said_elsewhere(registries: Iterable[SystemSource]) -> dict[str, tuple[tuple[str, Answer], ...]]:
    """Requirement → what other registries say of it, as (registry, answer)."""
    found: dict[str, list[tuple[str, Answer]]] = {}
    for registry in registries:
        for answer in answers_of(registry.answers):
            found.setdefault(answer.component, []).append((registry.origin, answer))
    return {id: tuple(said) for id, said in found.items()}


def numbers_of(draft: Draft, asked: Iterable[Asked]) -> dict[str, str]:
    """Clause → its number in a draft, of everything that is asked; one statement."""
    keys = {each.clause for each in asked if each.clause}
    return {key: row.number for (_, key), row in rows_in({(draft.id, key) for key in keys}).items()}


def _blocks(rows: Sequence[Row], groups: Sequence[Sequence[str]]) -> tuple[Block, ...]:
    member = {id: n for n, group in enumerate(groups) for id in group}
    return tuple(
        Block(title, group is not None, tuple(together))
        for (title, group), together in groupby(
            rows, key=lambda row: (row.asked.group, member.get(row.asked.id))
        )
    )


def by_state(because: Iterable[Because]) -> dict[str, list[Because]]:
    """What decides, by its state, the worst first."""
    found: dict[str, list[Because]] = {state: [] for state in WORST_FIRST}
    for each in because:
        found[each.state].append(each)
    return {state: each for state, each in found.items() if each}


def told_all(sentences: Iterable[str]) -> str:
    """Several reasons as one sentence, with a capital and a full stop; nothing for none."""
    text = "; ".join(sentences)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def host(address: str) -> str:
    """Where a link leads, in short: its host without ``www``; empty for what is no address."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
