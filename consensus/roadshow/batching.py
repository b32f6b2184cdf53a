"""A file of rows from a room, made ready before the lock: read, checked, its texts rendered. It reads, and stores nothing."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from ..accounts.groups import group_called
from ..accounts.names import UnknownLanguage, language_codes
from ..discussion.texts import HIDING, Prepared, prepare_text
from ..drafts.models import Draft
from ..drafts.queries import aliases, rows_of
from ..kit.errors import Invalid
from ..kit.slow import slow
from ..kit.web.forms import tidy_text
from ..voting.places import takes_positions
from ..voting.queries.policies import policy_of
from .batch import COLUMNS, NEEDED, SAID, Known, RowGiven, checked
from .entries import WORDS, Entry, entry_of
from .errors import StopIsNotOpen, StopIsOver
from .models import Stop, StopState
from .queries.batches import rows_on
from .row_problems import sentence_of, sentences_of_header
from .tabular import Problem, read_table

MOST_BYTES = 6 * 1024 * 1024
MOST_ROWS = 20_000
Texts = dict[str, Prepared]


@dataclass(frozen=True, slots=True)
class ReadyBatch:
    """A file that can be taken: its digest and name, its rows, what is wrong with others, and texts ready to be stored."""

    digest: str
    name: str
    rows: tuple[RowGiven, ...]
    problems: tuple[Problem, ...]
    texts: Mapping[str, Prepared]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken: its line (1 is the header), the column where one is at fault, and why."""

    line: int
    column: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What became of a file: rows taken, rows that were there already, rows refused."""

    accepted: int
    unchanged: int
    refused: tuple[RefusedRow, ...]

    def as_data(self) -> dict[str, Any]:
        """As programs read it."""
        refused = [{"line": each.line, "column": each.column, "reason": each.reason} for each in self.refused]
        return {"accepted": self.accepted, "unchanged": self.unchanged, "refused": refused}


def refused_rows(problems: Iterable[Problem]) -> tuple[RefusedRow, ...]:
    """What is wrong, in sentences, in the order of the lines."""
    ordered = sorted(problems, key=lambda problem: problem.line)
    return tuple(RefusedRow(each.line, each.column, sentence_of(each)) for each in ordered)


def draft_at(stop: Stop) -> Draft:
    """The draft that a stop speaks of. Raises StopIsNotOpen before it was opened, StopIsOver afterwards."""
    if stop.is_over:
        raise StopIsOver
    if stop.state is not StopState.OPEN or stop.draft is None:
        raise StopIsNotOpen
    return stop.draft


@slow
def ready_batch(stop: Stop, content: bytes, *, name: str = "") -> ReadyBatch:
    """Make a file ready. Raises Invalid under ``file`` for what is empty, too large or no table of rows, and what
    :func:`draft_at` raises."""
    draft = draft_at(stop)
    _check_size(content)
    table = read_table(content, columns=COLUMNS, needed=NEEDED)
    if table.header:
        raise Invalid({"file": sentences_of_header(table.header)})
    if len(table.lines) > MOST_ROWS:
        raise Invalid({"file": _("At most %(n)s rows in one file. Send it in parts.", n=f"{MOST_ROWS:,}")})
    known = known_of(draft)
    found = [checked(line, known) for line in table.lines]
    problems = [*table.problems, *(each for wrong in found if isinstance(wrong, list) for each in wrong)]
    rows, unsaid, texts = with_texts(stop, [row for row in found if isinstance(row, RowGiven)])
    digest = hashlib.sha256(content).hexdigest()
    return ReadyBatch(digest, tidy_text(name)[:200], tuple(rows), (*problems, *unsaid), texts)


def _check_size(content: bytes) -> None:
    if not content.strip():
        raise Invalid({"file": _("This file is empty.")})
    if len(content) > MOST_BYTES:
        raise Invalid({"file": _("At most %(n)s MB in one file. Send it in parts.", n=MOST_BYTES // 1024**2)})


def known_of(draft: Draft) -> Known:
    """What rows may speak of, in a draft."""
    clauses = {row.key: (row.key, takes_positions(row)) for row in rows_of(draft)}
    other = {alias: clauses[key] for alias, key in aliases().items() if key in clauses}
    policy = policy_of(draft)
    return Known(
        clauses=other | clauses, offered=[str(choice) for choice in policy.positions],
        reasoned=[str(choice) for choice in policy.reason_required], group=_group, language=_Languages(), tidy=_tidy,
    )  # fmt: skip


def _tidy(text: str) -> str:
    return HIDING.sub("", tidy_text(text))


def _group(text: str) -> str | None:
    found = group_called(text)
    return found.slug if found else None


class _Languages(dict[str, str | None]):
    """Text → language, found out once for each text."""

    def __call__(self, text: str) -> str | None:
        if text not in self:
            self[text] = _language(text)
        return self[text]


def _language(text: str) -> str | None:
    try:
        found = language_codes(text)
    except UnknownLanguage:
        return None
    return found[0] if len(found) == 1 else None


def with_texts(stop: Stop, rows: list[RowGiven]) -> tuple[list[RowGiven], list[Problem], Texts]:
    """Rows whose texts can be stored, what is wrong with others, and the texts, those of earlier keyings too."""
    texts: Texts = {}
    taken, problems = [], []
    for row in rows:
        wrong = _prepare(row.entry, texts, else_=stop.language)
        problems += [Problem(row.line, column, SAID, said) for column, said in wrong]
        if not wrong:
            taken.append(row)
    keyed_before(stop, {row.sheet for row in taken}, texts)
    return taken, problems, texts


def keyed_before(stop: Stop, sheets: set[str], texts: Texts) -> None:
    """Make ready what was keyed first of some sheets: it counts once it is keyed again."""
    for row in rows_on(stop, sheets):
        first = entry_of(row.first)
        if first is not None and row.second is None:
            _prepare(first, texts, else_=stop.language)


@slow
def ready_entries(entries: Iterable[Entry], *, else_: str) -> Texts:
    """The texts of some keyings, ready to be stored. Raises Invalid under the name of the cell."""
    texts: Texts = {}
    for entry in entries:
        for column, said in _prepare(entry, texts, else_=else_):
            raise Invalid({column: said})
    return texts


def _prepare(entry: Entry, texts: Texts, *, else_: str) -> list[tuple[str, str]]:
    """Make the texts of an entry ready. → what is wrong, by column."""
    wrong = []
    for name in WORDS:
        words = getattr(entry, name)
        if not words or words in texts:
            continue
        try:
            texts[words] = prepare_text(words, else_=entry.language or else_, field=name)
        except Invalid as error:
            wrong += [(name, str(said)) for said in error.errors.get(name, [error])]
    return wrong
