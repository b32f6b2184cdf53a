"""What the desk shows of a prepared draft's map, row by row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from ..kit.text.rendered import inline_texts
from ..kit.text.words import excerpt
from ..ledger.names import names_of
from .actions.mapping import always_substantive
from .models import Draft
from .pieces import Kind, Outline
from .planning import Prepared, plan_of, prepared
from .plans import Plan, Row
from .printed import change_views, reason_words
from .queries import ClauseRow, rows_of
from .settling import FILTERS, Settled, chosen, is_change, is_risky, needs_a_look, settled, waits
from .shown import ChangeView

PER_PAGE = 100
UNSURE = 0.75
SHORT = 90
ORGANISING = (Kind.HEADING, Kind.GROUP)


@dataclass(frozen=True, slots=True)
class Option:
    """An older clause that a row can come from."""

    key: str
    number: str
    words: str
    ticked: bool
    likeness: int | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of the map as the desk shows it."""

    key: str
    final: str
    clause: Any
    html: Markup
    change: ChangeView
    shown: Settled
    options: tuple[Option, ...]
    reason: str
    confidence: int
    unsure: bool
    risks: tuple[str, ...]
    decided: bool
    undoable: bool
    waits: bool
    declared_by: str | None
    declared_why: str | None
    seconded_by: str | None
    substantive_because: str | None
    organises: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """The clauses of a part that stand as they stood."""

    part: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of a prepared draft, as far as one page shows it."""

    rows: tuple[RowView, ...]
    folded: tuple[Folded, ...]
    removed: tuple[ClauseRow, ...]
    older: tuple[ClauseRow, ...]
    counts: Mapping[str, int]
    total: int
    show: str
    page: int
    pages: int
    against: str | None
    stale: bool
    revision: int
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bench:
    """A prepared draft, read once for a page: what is stored, the plan it makes, the draft before."""

    draft: Draft
    found: Prepared
    plan: Plan
    old: Mapping[str, ClauseRow]

    @property
    def outline(self) -> Outline:
        """The text as it was understood."""
        return self.found.outline  # type: ignore[no-any-return]

    def rows(self) -> dict[str, Row]:
        """Key as prepared → row, of newer clauses."""
        return {str(row.prepared_key): row for row in self.plan.rows if row.clause is not None}


def bench_of(draft: Draft) -> Bench:
    """Everything a page of the desk needs to know of a prepared draft."""
    found = prepared(draft)
    old = {row.key: row for row in rows_of(found.against)} if found.against else {}
    return Bench(draft, found, plan_of(draft, found=found), old)


def map_view(bench: Bench, *, show: str = "look", page: int = 1) -> MapView:
    """A page of the map through one of the filters ``look``, ``risky`` and ``all``."""
    show = show if show in FILTERS else "look"
    rows = chosen(bench.plan.rows, show)
    pages = max(1, -(-len(rows) // PER_PAGE))
    page = min(max(page, 1), pages)
    return _view(bench, rows[(page - 1) * PER_PAGE : page * PER_PAGE], show=show, page=page, pages=pages)


def rows_view(
    bench: Bench, keys: Iterable[str], *, likely: Mapping[str, Sequence[tuple[str, float]]] | None = None
) -> MapView:
    """Certain rows of the map, in order; ``likely`` has, for a key, older clauses it might come from."""
    wanted = set(keys)
    rows = [row for row in bench.plan.rows if row.clause is not None and row.prepared_key in wanted]
    return _view(bench, rows, show="all", page=1, pages=1, likely=likely or {})


def _view(
    bench: Bench,
    rows: Sequence[Row],
    *,
    show: str,
    page: int,
    pages: int,
    likely: Mapping[str, Sequence[tuple[str, float]]] | None = None,
) -> MapView:
    gone = [bench.old[row.key] for row in bench.plan.rows if row.clause is None and row.key in bench.old]
    return MapView(
        rows=tuple(_row_views(bench, rows, likely or {})),
        folded=tuple(_folded(bench)),
        removed=tuple(gone),
        older=tuple(bench.old.values()),
        counts=counts_of(bench.plan),
        total=len(bench.outline.clauses),
        show=show,
        page=page,
        pages=pages,
        against=bench.found.against.version if bench.found.against else None,
        stale=bench.found.stale,
        revision=bench.found.revision,
        parts={part.slug: part.title for part in bench.outline.parts},
    )


def counts_of(plan: Plan) -> dict[str, int]:
    """How many rows each filter shows, how many wait for a second maintainer, how many clauses were removed."""
    rows = [row for row in plan.rows if row.clause is not None]
    return {
        "look": sum(map(needs_a_look, rows)),
        "risky": sum(map(is_risky, rows)),
        "all": sum(map(is_change, rows)),
        "waiting": sum(map(waits, rows)),
        "same": sum(not is_change(row) for row in rows),
        "removed": len(plan.rows) - len(rows),
    }


def _folded(bench: Bench) -> Iterable[Folded]:
    for part in bench.outline.parts:
        rows = [
            row
            for row in bench.plan.rows
            if row.clause and row.clause.part == part.slug and not is_change(row)
        ]
        if rows:
            yield Folded(part.slug, tuple(rows))


def _row_views(
    bench: Bench, rows: Sequence[Row], likely: Mapping[str, Sequence[tuple[str, float]]]
) -> Iterable[RowView]:
    version = bench.found.against.version if bench.found.against else ""
    changes = [row.change for row in rows]
    clauses: dict[str, Any] = {row.change.key: row.clause for row in rows}
    views = change_views(changes, clauses, bench.old, version=version)
    texts = inline_texts([row.clause.markdown for row in rows if row.clause])
    proposed = {join.key: join.sources for join in bench.found.joins}
    names = names_of(_actors(rows))
    for row in rows:
        offered = (*row.change.sources, *proposed.get(row.change.key, ()))
        yield _row_view(row, views[row.change.key], texts, _options(bench, row, offered, likely), names)


def _actors(rows: Iterable[Row]) -> list[str]:
    said = [row.declaration for row in rows if row.declaration]
    return [actor for each in said for actor in (each.by, each.seconded_by) if actor]


def _options(
    bench: Bench, row: Row, offered: Sequence[str], likely: Mapping[str, Sequence[tuple[str, float]]]
) -> tuple[Option, ...]:
    scores = dict(likely.get(str(row.prepared_key), ()))
    keys = dict.fromkeys((*offered, *scores))
    return tuple(
        Option(
            key,
            bench.old[key].number,
            bench.old[key].lead or excerpt(bench.old[key].text, most=SHORT),
            key in row.change.sources,
            round(scores[key] * 100) if key in scores else None,
        )
        for key in keys
        if key in bench.old
    )


def _row_view(
    row: Row,
    change: ChangeView,
    texts: Mapping[str, Markup],
    options: tuple[Option, ...],
    names: Mapping[str, str],
) -> RowView:
    clause, said = row.clause, row.declaration
    assert clause is not None
    return RowView(
        key=str(row.prepared_key),
        final=row.key,
        clause=clause,
        html=texts[clause.markdown],
        change=change,
        shown=settled(row),
        options=options,
        reason=reason_words(row.change),
        confidence=round(row.change.confidence * 100),
        unsure=row.change.confidence < UNSURE and not row.decided,
        risks=tuple(risk_words(code) for code in row.change.risks),
        decided=row.decided,
        undoable=row.decided or row.normative != clause.normative,
        waits=waits(row),
        declared_by=names.get(said.by, said.by) if said else None,
        declared_why=said.reason if said else None,
        seconded_by=names.get(said.seconded_by, said.seconded_by) if said and said.seconded_by else None,
        substantive_because=always_substantive(row.change),
        organises=clause.kind in ORGANISING,
    )


def risk_words(code: str) -> str:
    """``modal:must`` as a person reads it."""
    category, _colon, word = code.partition(":")
    sentences = {
        "modal": _("modal verb “%(word)s”", word=word),
        "negation": _("negation “%(word)s”", word=word),
        "quantifier": _("quantity “%(word)s”", word=word),
        "number": _("number “%(word)s”", word=word),
        "licence": _("licence word “%(word)s”", word=word),
        "term": _("defined term “%(word)s”", word=word),
    }
    return sentences.get(category, code)
