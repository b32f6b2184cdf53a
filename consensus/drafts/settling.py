"""Pure: one row of the map as a form shows it and as it comes back, so that only what somebody touched is decided.

A form sends, hidden, what it showed (``was``). What differs from that is a decision; what doesn't is not, however
the map has changed meanwhile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .changes import ChangeKind
from .plans import Row

GAP = "|"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a row says: where its clause comes from, whether others come from there too, and what it counts as."""

    sources: tuple[str, ...]
    shared: bool
    significance: str
    normative: bool

    def packed(self) -> str:
        """``data-information code|shared|substantive|normative``."""
        shared, normative = "shared" if self.shared else "", "normative" if self.normative else ""
        return GAP.join((" ".join(self.sources), shared, self.significance, normative))

    @property
    def kind(self) -> ChangeKind:
        """The kind of change it amounts to, as far as its sources say."""
        if not self.sources:
            return ChangeKind.NEW
        if self.shared:
            return ChangeKind.SPLIT
        return ChangeKind.MERGED if len(self.sources) > 1 else ChangeKind.EDITED


def unpacked(text: str) -> Settled | None:
    """The inverse of :meth:`Settled.packed`; None for anything else."""
    fields = text.split(GAP)
    if len(fields) != 4:
        return None
    return Settled(tuple(fields[0].split()), bool(fields[1]), fields[2], bool(fields[3]))


def settled(row: Row) -> Settled:
    """What a row of the map says now."""
    change = row.change
    return Settled(
        change.sources, change.kind == ChangeKind.SPLIT, str(change.significance or ""), row.normative
    )


def decision(
    key: str,
    was: Settled,
    given: Settled,
    *,
    reason: str | None = None,
    confirm: bool = False,
    undo: bool = False,
) -> dict[str, Any] | None:
    """What to decide about a row: what was touched, or all of where it comes from when it is confirmed; else None."""
    if undo:
        return {"key": key, "proposed": True}
    change: dict[str, Any] = {}
    if confirm or set(given.sources) != set(was.sources) or given.shared != was.shared:
        change |= {"kind": str(given.kind), "from": list(given.sources)}
    if given.significance != was.significance and given.significance:
        change |= {"significance": given.significance, "reason": reason}
    if given.normative != was.normative:
        change["normative"] = given.normative
    return {"key": key, **change} if change else None


def needs_a_look(row: Row) -> bool:
    """True for a change that nobody confirmed yet, and for one that waits for a second maintainer."""
    return row.clause is not None and is_change(row) and (not row.decided or waits(row))


def is_change(row: Row) -> bool:
    """True unless the clause stands as it stood."""
    return row.change.kind != ChangeKind.SAME or row.change.moved or row.change.surroundings


def is_risky(row: Row) -> bool:
    """True where marked words changed."""
    return bool(row.change.risks)


def waits(row: Row) -> bool:
    """True for a risky change called editorial by one maintainer, which counts once another agrees."""
    said = row.declaration
    return bool(
        said
        and said.significance == "editorial"
        and not said.seconded_by
        and row.change.significance != "editorial"
    )


def changed_meanwhile(rows: Mapping[str, Row], was: Mapping[str, Settled]) -> list[str]:
    """Keys of rows that say something else now than what a form had shown."""
    return [key for key, shown in was.items() if key in rows and settled(rows[key]) != shown]


def stands_already(row: Row | None, given: Settled, change: Mapping[str, Any]) -> bool:
    """True when a row says what a decision asks for: by a double click, or because somebody thought the same."""
    if row is None or "proposed" in change or ("from" in change and not row.decided):
        return False
    now = settled(row)
    if (set(now.sources), now.shared, now.normative) != (set(given.sources), given.shared, given.normative):
        return False
    return now.significance == given.significance or (waits(row) and given.significance == "editorial")


FILTERS = {"look": needs_a_look, "risky": is_risky, "all": is_change}


def chosen(rows: Sequence[Row], show: str) -> list[Row]:
    """The rows a filter shows: ``look``, ``risky`` or ``all``; of newer clauses only."""
    keep = FILTERS.get(show, needs_a_look)
    return [row for row in rows if row.clause is not None and keep(row)]
