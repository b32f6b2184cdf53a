"""Systems × requirements: one statement for all rows, however many systems there are."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from ...drafts.checklists import Checklist
from ...drafts.models import Draft
from ...kit.db import db
from ..carrying import named_in
from ..expressions import requirements
from ..models import Evaluation, System, SystemVersion
from .editions import checklist_of
from .lines import of_kind


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a checklist names, and can be answered. ``optional``: it counts for nothing."""

    id: str
    title: str
    group: str
    clause: str
    framework: str
    optional: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One system: its verdict, and what is certain of everything the checklist names.

    ``deciding``: to which requirements it owes its verdict; ``differ``: on which its reviewers differ.
    """

    slug: str
    name: str
    maker: str
    kind: str
    version: str
    verdict: str | None
    cells: Mapping[str, str]
    deciding: frozenset[str] = frozenset()
    differ: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole. Without a checklist there are neither columns nor verdicts."""

    draft: Draft
    checklist: Checklist | None
    requirements: tuple[Asked, ...]
    rows: tuple[MatrixRow, ...]


def asked_in(checklist: Checklist | None) -> tuple[Asked, ...]:
    """Everything that a checklist names: what it asks for in the order of its expression, then what is optional."""
    if checklist is None:
        return ()
    needed = {each.id for each in requirements(checklist)}
    found = [
        Asked(each.id, each.title, each.group, each.clause, each.framework, each.id not in needed)
        for each in (*requirements(checklist), *named_in(checklist).values())
    ]
    return tuple({each.id: each for each in reversed(found)}.values())[::-1]


def matrix(
    draft: Draft, *, verdict: str | None = None, maker: str | None = None, kind: str | None = None
) -> Matrix:
    """The systems that are asked for, by name, under one draft."""
    query = (
        select(
            System.slug, System.name, System.maker, System.kind, SystemVersion.version, Evaluation.verdict,
            Evaluation.cells, Evaluation.summary,
        )
        .join(SystemVersion, (SystemVersion.system_id == System.id) & SystemVersion.leading)
        .join(Evaluation, (Evaluation.version_id == SystemVersion.id) & (Evaluation.draft_id == draft.id))
    )  # fmt: skip
    if verdict is not None:
        query = query.where(Evaluation.verdict == verdict)
    if maker is not None:
        query = query.where(System.maker == maker)
    if kind is not None:
        query = query.where(of_kind(kind))
    checklist = checklist_of(draft)
    rows = tuple(
        MatrixRow(
            slug, name, maker, kind, version, str(found) if found else None, cells,
            frozenset(id for id, _clause, _state in summary["deciding"]),
            frozenset(each["requirement"] for each in summary["differences"]),
        )
        for slug, name, maker, kind, version, found, cells, summary in db.session.execute(query)
    )  # fmt: skip
    return Matrix(draft, checklist, asked_in(checklist), tuple(rows))
