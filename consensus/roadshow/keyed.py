"""What a scribe keyed on a page: the same rows as in a file, read and made ready before the lock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from ..kit.errors import Invalid
from ..kit.slow import slow
from .actions.taking_in import SPOKEN
from .batch import COLUMNS, LONGEST, SAID, RowGiven, checked
from .batching import Texts, draft_at, known_of, with_texts
from .entries import Entry
from .models import Stop
from .row_problems import sentence_of
from .tabular import Line, Problem

POSITION, WORDS, BESIDE = "p-", "w-", "c-"
"""Before a clause's key, or a row's number: its position, why, and what is said besides."""
WHOLE = ("sheet", "participant", "group", "language")
NOBODY = "1"
"""Stands for whoever wrote no name on a sheet of their own."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """Rows of one person, with texts ready to be stored; ``spoken``: they stood beside the scribe, there is no sheet."""

    rows: tuple[RowGiven, ...]
    texts: Texts
    spoken: bool

    @property
    def sheet(self) -> str:
        """The sheet, or what stands for it."""
        return self.rows[0].sheet

    @property
    def participant(self) -> str:
        """Whose it is."""
        return self.rows[0].participant


@slow
def read_keyed(stop: Stop, fields: Mapping[str, str], *, name: str) -> Keyed:
    """What was typed of one person. ``name``: who types. Raises Invalid with a sentence for each field that is wrong."""
    keys = clauses_in(fields)
    spoken = not fields.get("sheet", "").strip()
    if not keys:
        nothing = _("Nothing is typed yet: give a position or words for at least one clause.")
        raise Invalid({}, sentence=nothing)
    found = _rows(stop, [_line(fields, key, name=name, spoken=spoken) for key in keys], keys)
    rows, unsaid, texts = with_texts(stop, found)
    _raise(unsaid, keys)
    return Keyed(tuple(rows), texts, spoken)


def clauses_in(fields: Mapping[str, str]) -> list[str]:
    """The clauses of which something was typed, in the order of the page."""
    named = [name[len(POSITION) :] for name in fields if name.startswith(POSITION)]
    typed = (POSITION, WORDS, BESIDE)
    return [key for key in named if any(fields.get(begins + key, "").strip() for begins in typed)]


def _line(fields: Mapping[str, str], key: str, *, name: str, spoken: bool) -> Line:
    cells = dict.fromkeys(COLUMNS, "") | {column: fields.get(column, "") for column in WHOLE}
    cells |= {
        "clause": key, "position": fields.get(POSITION + key, ""), "reason": fields.get(WORDS + key, ""),
        "comment": fields.get(BESIDE + key, ""), "entered_by": name[: LONGEST["entered_by"]],
    }  # fmt: skip
    if spoken:
        cells["sheet"] = (SPOKEN + name)[: LONGEST["sheet"]]
    elif not cells["participant"].strip():
        cells["participant"] = NOBODY
    return Line(0, cells)


def _rows(stop: Stop, lines: Iterable[Line], keys: list[str]) -> list[RowGiven]:
    known = known_of(draft_at(stop))
    rows, problems = [], []
    for at, line in enumerate(lines):
        found = checked(Line(at, line.cells), known)
        if isinstance(found, RowGiven):
            rows.append(found)
        else:
            problems += found
    _raise(problems, keys)
    return rows


def _raise(problems: Iterable[Problem], keys: Sequence[str]) -> None:
    """Raise each problem under the field it is about; its line says which of the clauses it is."""
    errors: dict[str, list[str]] = {}
    for each in problems:
        sentence = each.about if each.code == SAID else sentence_of(each)
        said = errors.setdefault(field_of(each.column, keys[each.line]), [])
        if sentence not in said:
            said.append(sentence)
    if errors:
        raise Invalid(errors)


def field_of(column: str | None, key: str) -> str:
    """The field of a page that a column of a file is."""
    if column in WHOLE:
        return str(column)
    return {"reason": WORDS, "comment": BESIDE}.get(column or "", POSITION) + key


def refuse(problems: Iterable[Problem], keyed: Keyed) -> None:
    """Raise what cannot be taken of what was keyed, under the fields it is about. Raises Invalid, or nothing."""
    by_line = {row.line: row.clause for row in keyed.rows}
    _raise(problems, [by_line.get(n, "") for n in range(max(by_line, default=0) + 1)])


@slow
def read_settled(stop: Stop, fields: Mapping[str, str], clauses: Mapping[int, str]) -> dict[int, Entry]:
    """What rows mean that were settled by typing it anew. ``clauses``: row → its clause. Raises Invalid."""
    keys = [str(id) for id in clauses]
    lines = []
    for id, clause in clauses.items():
        line = _line({**fields, "participant": NOBODY, "sheet": NOBODY}, str(id), name=NOBODY, spoken=False)
        lines.append(Line(0, line.cells | {"clause": clause, "group": fields.get(f"g-{id}", "")}))
    rows = _rows(stop, lines, keys)
    return {id: row.entry for id, row in zip(clauses, rows, strict=True)}
