"""Pure: the rows of a batch: what each says, whether it can be taken, and what it is to the rows that are there.

A row is known by sheet, participant and clause. The first hand that keys it makes it, another hand's is its second
keying, the same again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .entries import OBJECT, Entry, position_called, same_entry, same_hand
from .tabular import Line, Problem

COLUMNS = (
    "sheet", "participant", "group", "clause", "position", "reason", "comment", "language", "entered_by",
)  # fmt: skip
NEEDED = ("sheet", "participant", "clause", "position", "entered_by")
LONGEST = {"sheet": 40, "participant": 80, "entered_by": 80}

EMPTY, TOO_LONG, NOTHING = "empty", "too-long", "nothing"
NO_CLAUSE, NO_POSITIONS = "no-clause", "no-positions"
NO_POSITION, NOT_OFFERED, NO_REASON = "no-position", "not-offered", "no-reason"
NO_GROUP, NO_LANGUAGE, OTHER_GROUP = "no-group", "no-language", "other-group"
OTHERWISE, ENOUGH, AFTER_REFUSED, SAID = "otherwise", "enough", "after-refused", "said"

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may speak of. ``clauses``: key or alias → the key, and whether positions are taken on it.

    ``group``, ``language``: what a text means, None where it means none; ``tidy``: a text as it is stored.
    """

    clauses: Mapping[str, tuple[str, bool]]
    offered: Collection[str]
    reasoned: Collection[str]
    group: Callable[[str], str | None]
    language: Callable[[str], str | None]
    tidy: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class RowGiven:
    """One row of a file, checked."""

    line: int
    sheet: str
    participant: str
    clause: str
    entry: Entry

    @property
    def key(self) -> Key:
        """What the row is known by."""
        return self.sheet, self.participant, self.clause


@dataclass(slots=True)
class Kept:
    """A row that is there: its keyings, where it was given in this file, and whether it was taken back."""

    key: Key
    first: Entry
    second: Entry | None = None
    line: int | None = None
    withdrawn: bool = False
    id: int | None = None


class Step(StrEnum):
    """What a row of a file is to what is there."""

    NEW = "new"
    SECOND = "second"
    SAME = "same"
    OTHERWISE = OTHERWISE
    ENOUGH = ENOUGH


@dataclass(slots=True)
class Plan:
    """What a file brings: new rows, second keyings, how many rows were there already, and what is refused.

    ``refused``: rows whose first keying was, with its line; another hand's keying does not take its place.
    """

    new: list[Kept] = field(default_factory=list)
    second: list[Kept] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    refused: dict[Key, int] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """How many keyings are taken."""
        return len(self.new) + len(self.second)


def checked(line: Line, known: Known) -> RowGiven | list[Problem]:
    """One line as a row, or all that is wrong with it."""
    cells = {name: known.tidy(words).strip() for name, words in line.cells.items()}
    wrong = [*_too_little(cells), *_wrong_words(cells, known), *_wrong_position(cells, known)]
    if wrong:
        return [Problem(line.number, column, code, about) for column, code, about in wrong]
    position, reason, comment = position_called(cells["position"]) or "", cells["reason"], cells["comment"]
    if not position:  # a reason for nothing is a comment
        reason, comment = "", "\n\n".join(filter(None, (reason, comment)))
    entry = Entry(
        position=position, reason=reason, comment=comment,
        language=known.language(cells["language"]) or "", group=known.group(cells["group"]) or "",
        entered_by=_one_line(cells["entered_by"]),
    )  # fmt: skip
    clause, _takes = known.clauses[cells["clause"].strip("#")]
    return RowGiven(line.number, _one_line(cells["sheet"]), _one_line(cells["participant"]), clause, entry)


Wrong = tuple[str | None, str, str]


def _too_little(cells: Mapping[str, str]) -> Iterable[Wrong]:
    for name, most in LONGEST.items():
        if not cells[name]:
            yield name, EMPTY, name
        elif len(cells[name]) > most:
            yield name, TOO_LONG, str(most)
    if not (cells["position"] or cells["reason"] or cells["comment"]):
        yield "position", NOTHING, ""


def _wrong_words(cells: Mapping[str, str], known: Known) -> Iterable[Wrong]:
    clause = cells["clause"].strip("#")
    if clause not in known.clauses:
        yield "clause", NO_CLAUSE if clause else EMPTY, clause or "clause"
    for name, read, code in (("group", known.group, NO_GROUP), ("language", known.language, NO_LANGUAGE)):
        if cells[name] and read(cells[name]) is None:
            yield name, code, cells[name]


def _wrong_position(cells: Mapping[str, str], known: Known) -> Iterable[Wrong]:
    found = position_called(cells["position"])
    _key, takes = known.clauses.get(cells["clause"].strip("#"), ("", True))
    if found is None:
        yield "position", NO_POSITION, cells["position"]
    elif found and not takes:
        yield "position", NO_POSITIONS, cells["clause"]
    elif found and found not in known.offered:
        yield "position", NOT_OFFERED, found
    elif (found in known.reasoned or found == OBJECT) and found and not cells["reason"]:
        yield "reason", NO_REASON, found


def _one_line(text: str) -> str:
    return " ".join(text.split())


def step_of(there: Kept | None, given: Entry) -> Step:
    """What a keying is to a row that is there."""
    if there is None:
        return Step.NEW
    keyed = [each for each in (there.first, there.second) if each is not None]
    if any(same_entry(each, given) for each in keyed):
        return Step.SAME
    if there.withdrawn:
        return Step.NEW
    if any(same_hand(each.entered_by, given.entered_by) for each in keyed):
        return Step.OTHERWISE
    return Step.SECOND if there.second is None else Step.ENOUGH


def planned(
    rows: Iterable[RowGiven], stored: Mapping[Key, Kept], groups: Mapping[tuple[str, str], str]
) -> Plan:
    """What the rows of a file are to those that are there, in their order. ``groups``: person → stakeholder group."""
    plan, there, spoken = Plan(), dict(stored), dict(groups)
    for row in rows:
        step = step_of(there.get(row.key), row.entry)
        if step is Step.SAME:
            plan.unchanged += 1
        elif step in (Step.OTHERWISE, Step.ENOUGH):
            before = there[row.key].line
            plan.problems.append(Problem(row.line, None, str(step), str(before) if before else ""))
        elif step is Step.SECOND:
            there[row.key].second = row.entry
            plan.second.append(there[row.key])
        else:
            _begin(row, plan, there, spoken)
    return plan


def _begin(row: RowGiven, plan: Plan, there: dict[Key, Kept], spoken: dict[tuple[str, str], str]) -> None:
    """A row that is not there yet; a person speaks for one stakeholder group."""
    person, group = (row.sheet, row.participant), row.entry.group
    if row.key in plan.refused:
        plan.problems.append(Problem(row.line, None, AFTER_REFUSED, str(plan.refused[row.key])))
        return
    if group and spoken.setdefault(person, group) != group:
        plan.problems.append(Problem(row.line, "group", OTHER_GROUP, spoken[person]))
        plan.refused[row.key] = row.line
        return
    before = there.get(row.key)
    kept = Kept(row.key, row.entry, line=row.line, id=before.id if before else None)
    there[row.key] = kept
    plan.new.append(kept)
