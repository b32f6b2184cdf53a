"""How systems are set in tables: the columns and marks of the matrix, the questions of a review form. Values for templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..drafts.models import Draft
from .answers import Answer
from .expressions import State, alternatives, spared
from .laid_out import numbers_of
from .queries.matrix import Asked, Matrix, MatrixRow
from .queries.reviews import ReviewForm
from .titles import told

NONE, DIFFER, SPARED = "none", "differ", "spared"


@dataclass(frozen=True, slots=True)
class Columns:
    """Neighbouring columns of one group."""

    title: str
    optional: bool
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A matrix as it is set: columns in groups, the required ones first.

    ``order``: the columns as (id, what the classes of their cells begin with); ``chooses``: the expression, where it
    asks for at least one of several.
    """

    version: str
    groups: tuple[Columns, ...]
    rows: tuple[MatrixRow, ...]
    order: tuple[tuple[str, str], ...]
    chooses: Any

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All columns in their order."""
        return tuple(each for group in self.groups for each in group.asked)

    @property
    def asked_for(self) -> int:
        """How many requirements the draft makes; what it merely names is not among them."""
        return sum(not each.optional for each in self.asked)

    def marks(self, row: MatrixRow) -> list[tuple[str, str, bool]]:
        """The cells of a row, in the order of the columns: class, mark, and whether the assessment is due to it."""
        needless = self.needless(row)
        return [_cell(row, id, begins, needless) for id, begins in self.order]

    def needless(self, row: MatrixRow) -> Mapping[str, str]:
        """What a system need not have, because something else is there; only of a checklist with at-least-one-of."""
        if self.chooses is None:
            return {}
        return spared(self.chooses, {id: State(state) for id, state in row.cells.items()})


def _cell(row: MatrixRow, id: str, begins: str, needless: Mapping[str, str]) -> tuple[str, str, bool]:
    mark = DIFFER if id in row.differ else SPARED if id in needless else row.cells.get(id, NONE)
    decides = id in row.deciding
    return (f"{begins}{mark} d" if decides else begins + mark, mark, decides)


def table_of(matrix: Matrix) -> Table:
    """A matrix with its columns in groups."""
    ordered = sorted(matrix.requirements, key=lambda each: each.optional)
    groups = tuple(
        Columns(title, optional, tuple(asked))
        for (optional, title), asked in groupby(ordered, key=lambda each: (each.optional, each.group))
    )
    order = tuple(
        (each.id, "c mark begins " if n == 0 else "c mark ")
        for group in groups
        for n, each in enumerate(group.asked)
    )
    requires = matrix.checklist.requires if matrix.checklist else None
    chooses = requires if requires is not None and alternatives(requires) else None
    return Table(matrix.draft.version, groups, tuple(matrix.rows), order, chooses)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a review: what is asked, the number of its clause, and what stands in the form now.

    ``carried``: on which earlier draft it was answered; ``stale``: why it has to be looked at again.
    """

    asked: Asked
    number: str
    answer: Answer
    carried: str
    stale: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions of one group."""

    title: str
    optional: bool
    rows: tuple[Question, ...]


def sheet_of(form: ReviewForm, draft: Draft) -> tuple[Questions, ...]:
    """The questions of a review form, the required ones first."""
    numbers = numbers_of(draft, form.asked)
    rows = [_question(form, each, numbers) for each in sorted(form.asked, key=lambda each: each.optional)]
    return tuple(
        Questions(title, optional, tuple(together))
        for (optional, title), together in groupby(
            rows, key=lambda row: (row.asked.optional, row.asked.group)
        )
    )


def _question(form: ReviewForm, asked: Asked, numbers: Mapping[str, str]) -> Question:
    stale = form.stale.get(asked.id)
    answer = form.answers.get(asked.id) or form.before.get(asked.id) or Answer(asked.id)
    return Question(
        asked,
        numbers.get(asked.clause, ""),
        answer,
        form.carried.get(asked.id, ""),
        told(stale) if stale else "",
    )
