"""What the desk shows of a published map that is to be corrected: its rows, and the effect before it is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..kit.text.rendered import inline_texts
from ..kit.text.words import excerpt
from .actions.correcting import Effect
from .changes import ChangeFound, ChangeKind
from .models import Draft
from .queries import ClauseRow, changes_into, rows_of
from .settling import Settled, unpacked

SHORT = 80


@dataclass(frozen=True, slots=True)
class Source:
    """An older clause that a clause comes from, or might."""

    key: str
    number: str
    words: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Correctable:
    """One row of a published map, with what was typed into its form."""

    key: str
    number: str
    html: Markup
    change: ChangeFound
    shown: Settled
    sources: tuple[Source, ...]
    other: str
    significance: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause that can be chosen for correction."""

    key: str
    number: str
    words: str
    kind: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One row before and after a correction; ``before`` is None for a row that there was not."""

    key: str
    number: str
    before: ChangeFound | None
    after: ChangeFound


@dataclass(frozen=True, slots=True)
class EffectView:
    """What a correction would do, row by row."""

    differences: tuple[Difference, ...]
    splits: tuple[str, ...]
    parted: tuple[tuple[str, str], ...]


def choices(draft: Draft) -> list[Choice]:
    """Every clause of a published draft with what became of it."""
    if draft.previous is None:
        return []
    changes = changes_into(draft)
    return [
        Choice(
            row.key,
            row.number,
            row.lead or excerpt(row.text, most=SHORT),
            str(change.kind),
            _is_change(change),
        )
        for row in rows_of(draft)
        if (change := changes.get(row.key)) is not None
    ]


def correctable(draft: Draft, keys: Iterable[str], typed: Any) -> list[Correctable]:
    """The chosen rows of a published map; ``typed`` is a form (a MultiDict) that comes back, or None."""
    if draft.previous is None:
        return []
    changes, old = changes_into(draft), {row.key: row for row in rows_of(draft.previous)}
    wanted = set(keys)
    rows = [row for row in rows_of(draft) if row.key in wanted and row.key in changes]
    texts = inline_texts([row.markdown for row in rows])
    return [_correctable(row, changes[row.key], old, texts[row.markdown], typed) for row in rows]


def effect_view(draft: Draft, effect: Effect) -> EffectView:
    """An effect with the numbers of its clauses."""
    assert draft.previous is not None
    new = {effect.parted.get(row.key, row.key): row.number for row in rows_of(draft)}
    old = {row.key: row.number for row in rows_of(draft.previous)}
    return EffectView(
        tuple(
            Difference(after.key, _number(after, new, old), before, after) for before, after in effect.differs
        ),
        effect.splits,
        tuple(effect.parted.items()),
    )


def _correctable(
    row: ClauseRow, change: ChangeFound, old: Mapping[str, ClauseRow], html: Markup, typed: Any
) -> Correctable:
    shown = Settled(change.sources, False, str(change.significance or ""), False)
    if typed is None or f"was-{row.key}" not in typed:
        return Correctable(
            row.key, row.number, html, change, shown, _sources(change.sources, change.sources, old), "", ""
        )
    before = unpacked(typed[f"was-{row.key}"]) or shown
    ticked = typed.getlist(f"sources-{row.key}")
    return Correctable(
        key=row.key,
        number=row.number,
        html=html,
        change=change,
        shown=before,
        sources=_sources((*change.sources, *ticked), ticked, old),
        other=typed.get(f"other-{row.key}", ""),
        significance=typed.get(f"significance-{row.key}", ""),
    )


def _sources(keys: Sequence[str], ticked: Sequence[str], old: Mapping[str, ClauseRow]) -> tuple[Source, ...]:
    return tuple(
        Source(key, old[key].number, old[key].lead or excerpt(old[key].text, most=SHORT), key in ticked)
        for key in dict.fromkeys(keys)
        if key in old
    )


def _number(change: ChangeFound, new: Mapping[str, str], old: Mapping[str, str]) -> str:
    return (old if change.kind == ChangeKind.REMOVED else new).get(change.key, "")


def _is_change(change: ChangeFound) -> bool:
    return change.kind != ChangeKind.SAME or change.moved or change.surroundings
