"""A draft as it is read: parts and trees of clauses with finished words, changes and explanations.

Published drafts and prepared ones give the same shape, so that a preview is exactly what readers will see. A handful
of queries, however many clauses there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from ..kit.text.linking import link_footnotes, link_terms
from ..kit.text.markdown import render
from .changes import ChangeFound, ChangeKind
from .models import Draft, Period
from .planning import plan_of, prepared
from .printed import change_views, clause_views
from .printing import is_changed, walk
from .queries import (
    ClauseRow,
    changes_of,
    glosses_of,
    latest_draft,
    parts_of,
    period_of,
    periods_now,
    preparation_of,
    rows_of,
    status_of,
)
from .shown import ClauseView, DraftView, PartView, Reading, TermView
from .terms import defined_terms

KINDS = ("same", "edited", "moved", "split", "merged", "new", "removed")


def draft_views(drafts: Sequence[Draft]) -> list[DraftView]:
    """Several drafts as wholes, in their order, for as many queries as one."""
    latest, periods = latest_draft(), periods_now(drafts)
    return [draft_view(draft, latest=latest, periods=periods) for draft in drafts]


def draft_view(
    draft: Draft, *, latest: Draft | None = None, periods: Mapping[int, Period] | None = None
) -> DraftView:
    """A draft as a whole, without its clauses. What the caller knows already saves queries."""
    latest = latest or latest_draft()
    period = period_of(draft) if periods is None else periods.get(draft.id)
    stored = preparation_of(draft) if draft.publication is None else None
    until = period.closes_at if period else stored.comment_until if stored else None
    return DraftView(
        version=draft.version,
        title=draft.title,
        date=draft.date,
        published_at=draft.published_at,
        comment_until=until,
        status=status_of(draft, latest=latest),
        summary=draft.summary,
        digest=draft.digest,
        previous=draft.previous.version if draft.previous else None,
        latest=latest.version if latest else None,
        source=draft.source,
        language=draft.language,
    )


def reading_of(draft: Draft) -> Reading:
    """A published draft as readers see it."""
    rows, changes = rows_of(draft), changes_of(draft) if draft.previous else []
    old = {row.key: row for row in rows_of(draft.previous)} if draft.previous else {}
    parts = [PartView("", part.slug, part.title, str(part.kind)) for part in parts_of(draft)]
    return _reading(draft_view(draft), parts, rows, changes, old, _explained(draft))


def reading_of_prepared(draft: Draft) -> Reading:
    """A prepared draft, exactly as readers will see it once it is published as it stands."""
    found = prepared(draft)
    outline, against, plan = found.outline, found.against, plan_of(draft, found=found)
    rows = [_as_row(row, outline) for row in plan.rows if row.clause is not None]
    old = {row.key: row for row in rows_of(against)} if against else {}
    parts = [PartView("", part.slug, part.title, part.kind) for part in outline.parts]
    final = plan.keys()
    changes = [_renamed(row.change, final) for row in plan.rows] if against else []
    return _reading(draft_view(draft), parts, rows, changes, old, {})


def _renamed(change: ChangeFound, final: Mapping[str, str]) -> ChangeFound:
    return change if change.kind == ChangeKind.REMOVED else replace(change, key=final[change.key])


def _as_row(row: Any, outline: Any) -> ClauseRow:
    clause = row.clause
    return ClauseRow(
        placement_id=-clause.order - 1,
        clause_id=0,
        wording_id=0,
        meaning_id=0,
        draft_id=0,
        key=row.key,
        order=clause.order,
        number=clause.number,
        part=clause.part,
        parent_order=outline.clauses[clause.parent].order if clause.parent is not None else None,
        kind=clause.kind,
        depth=clause.depth,
        level=clause.level,
        marker=clause.marker,
        table=clause.table,
        lead=clause.lead,
        markdown=clause.markdown,
        cells=clause.cells,
        normative=row.normative,
        required=clause.required,
        surroundings="",
        text=clause.text,
        digest=clause.digest,
    )


def _explained(draft: Draft) -> dict[int, tuple[Markup | None, Markup | None]]:
    return {id: (_block(gloss.plain), _block(gloss.example)) for id, gloss in glosses_of(draft).items()}


@lru_cache(maxsize=2048)
def _block(text: str) -> Markup | None:
    return render(text, profile="draft") if text else None


def _reading(
    view: DraftView,
    parts: Sequence[PartView],
    rows: Sequence[ClauseRow],
    changes: Sequence[ChangeFound],
    old: Mapping[str, ClauseRow],
    explained: Mapping[int, tuple[Markup | None, Markup | None]],
) -> Reading:
    clauses = clause_views(rows)
    seen = change_views(changes, {row.key: row for row in rows}, old, version=view.previous or "")
    for row, clause in zip(rows, clauses, strict=True):
        clause.change = seen.get(clause.key)
        clause.plain_html, clause.example_html = explained.get(row.placement_id, (None, None))
    terms = _link(clauses, {part.slug: part.kind for part in parts})
    _plant(parts, clauses)
    _count(view, parts, clauses, changes, old)
    return Reading(view, tuple(parts), tuple(clauses), terms)


def _link(clauses: Sequence[ClauseView], kinds: Mapping[str, str]) -> tuple[TermView, ...]:
    """Footnote markers and defined terms become links; footnotes learn who refers to them."""
    by_order = {clause.order: clause for clause in clauses}
    notes: dict[str, dict[str, str]] = {}
    for clause in clauses:
        if clause.kind == "footnote":
            notes.setdefault(clause.part, {})[clause.marker] = clause.key
            cited = by_order.get(clause.parent_order) if clause.parent_order is not None else None
            clause.cited_by = cited.key if cited else None
    found = defined_terms(clauses, kinds)
    forms = {form.lower(): term.key for term in found for form in term.forms}
    by_key = {clause.key: clause for clause in clauses}
    terms = tuple(
        TermView(term.key, term.term, by_key[term.key].html, by_key[term.key].number) for term in found
    )
    for clause in clauses:
        own = {form: key for form, key in forms.items() if key != clause.key}
        labels = notes.get(clause.part, {})
        if clause.kind != "heading":
            clause.html = link_terms(clause.html, own)
        clause.html = link_footnotes(clause.html, labels, label=_footnote_label)
        clause.cells_html = [
            link_footnotes(cell, labels, label=_footnote_label) for cell in clause.cells_html
        ]
    return terms


def _footnote_label(marker: str) -> str:
    return _("Footnote %(n)s", n=marker)


def _plant(parts: Sequence[PartView], clauses: Sequence[ClauseView]) -> None:
    by_order = {clause.order: clause for clause in clauses}
    by_slug = {part.slug: part for part in parts}
    for clause in clauses:
        parent = by_order.get(clause.parent_order) if clause.parent_order is not None else None
        home = parent.children if parent is not None else by_slug[clause.part].clauses
        home.append(clause)
    for part in parts:
        first = part.clauses[0] if part.clauses else None
        part.number = first.number.split(".")[0] if first else ""
        if first is not None and first.kind == "heading":
            part.title = str(first.text)


def _count(
    view: DraftView,
    parts: Sequence[PartView],
    clauses: Sequence[ClauseView],
    changes: Sequence[ChangeFound],
    old: Mapping[str, ClauseRow],
) -> None:
    gone = [old[change.key] for change in changes if change.kind == ChangeKind.REMOVED and change.key in old]
    by_slug = {part.slug: part for part in parts}
    for clause in clause_views(gone, version=view.previous or ""):
        (by_slug.get(clause.part) or parts[-1]).removed.append(clause)
    for part in parts:
        part.changed = sum(is_changed(clause.change) for clause in walk(part.clauses)) if view.previous else 0
    view.total = len(clauses)
    view.changed = sum(part.changed for part in parts)
    view.counts = count_kinds(changes)


def count_kinds(changes: Iterable[ChangeFound]) -> dict[str, int]:
    """How many changes of each kind; renamed counts among edited, changed surroundings among moved."""
    counts = dict.fromkeys(KINDS, 0)
    for change in changes:
        kind = "edited" if change.kind == ChangeKind.RENAMED else str(change.kind)
        if kind == "same" and (change.moved or change.surroundings):
            kind = "moved"
        counts[kind] += 1
    return counts
