"""A draft as it is read: parts and trees of clauses with finished words, changes and explanations.

Published drafts and prepared ones give the same shape, so that a preview is exactly what readers will see. A handful
of queries, however many clauses there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from ..kit.text.linking import link_footnotes, link_terms
from ..kit.text.markdown import render
from ..kit.text.rendered import inline_texts, redline_texts
from .changes import ChangeFound, ChangeKind
from .models import Draft, Period
from .planning import plan_of, prepared
from .printing import is_changed, walk
from .queries import (
    ClauseRow,
    changes_of,
    changes_through,
    glosses_of,
    latest_draft,
    parts_of,
    period_of,
    periods_now,
    preparation_of,
    rows_in,
    rows_of,
    status_of,
)
from .redline import redline
from .shown import ChangeView, ClauseView, DraftView, PartView, Reading, SourceView, TermView
from .terms import defined_terms

KINDS = ("same", "edited", "moved", "split", "merged", "new", "removed")
UNTOUCHED = frozenset({ChangeKind.NEW, ChangeKind.SAME, ChangeKind.MOVED, ChangeKind.REMOVED})


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


def clause_views(rows: Sequence[ClauseRow], *, version: str = "") -> list[ClauseView]:
    """Rows as printed clauses: finished words, not yet linked to each other."""
    texts = inline_texts([row.markdown for row in rows] + [cell for row in rows for cell in row.cells])
    return [
        ClauseView(
            key=row.key,
            kind=str(row.kind),
            number=row.number,
            order=row.order,
            depth=row.depth,
            level=row.level,
            marker=row.marker,
            table=row.table,
            lead=row.lead,
            part=row.part,
            parent_order=row.parent_order,
            html=texts[row.markdown],
            cells_html=[texts[cell] for cell in row.cells],
            normative=row.normative,
            required=row.required,
            digest=row.digest,
            text=row.text,
            markdown=row.markdown,
            version=version,
        )
        for row in rows
    ]


def change_views(
    changes: Iterable[ChangeFound],
    new: Mapping[str, ClauseRow],
    old: Mapping[str, ClauseRow],
    *,
    version: str,
) -> dict[str, ChangeView]:
    """Key → what became of the clause, for those of the newer draft; redlines are fetched all at once."""
    standing = [change for change in changes if change.kind != ChangeKind.REMOVED]
    found = [Became(change, new[change.key], _before(change, old), version) for change in standing]
    return {each.change.key: view for each, view in zip(found, _became(found), strict=True)}


def views_through(history: Sequence[tuple[Draft, ClauseRow]]) -> dict[int, ClauseView]:
    """Draft → one clause as it is printed there, with what became of it; a handful of queries for all drafts."""
    if not history:
        return {}
    changes = changes_through(history[0][1].clause_id)
    old = rows_in(
        {
            (draft.previous_id, key)
            for draft, _row in history
            if draft.previous_id and draft.id in changes
            for key in changes[draft.id].sources
        }
    )
    views = dict(
        zip(
            [draft.id for draft, _row in history], clause_views([row for _draft, row in history]), strict=True
        )
    )
    found = {}
    for draft, row in history:
        if draft.previous is not None and draft.id in changes:
            before = {key: each for (id, key), each in old.items() if id == draft.previous_id}
            change = changes[draft.id]
            found[draft.id] = Became(change, row, _before(change, before), draft.previous.version)
    for id, view in zip(found, _became(list(found.values())), strict=True):
        views[id].change = view
    return views


@dataclass(frozen=True, slots=True)
class Became:
    """A change, the clause it led to, those it came from, and the version in which these stood."""

    change: ChangeFound
    row: ClauseRow
    before: tuple[ClauseRow, ...]
    version: str

    @property
    def pair(self) -> tuple[str, str] | None:
        """The Markdown before and after, where there is a redline to show."""
        words = "\n".join(row.markdown for row in self.before)
        return (words, self.row.markdown) if words and self.change.kind not in UNTOUCHED else None


def _before(change: ChangeFound, old: Mapping[str, ClauseRow]) -> tuple[ClauseRow, ...]:
    return tuple(old[key] for key in change.sources if key in old)


def _became(found: Sequence[Became]) -> list[ChangeView]:
    lined = redline_texts([each.pair for each in found if each.pair], redline)
    return [_change_view(each, lined[each.pair] if each.pair else None) for each in found]


def _change_view(became: Became, redline_html: Markup | None) -> ChangeView:
    change = became.change
    return ChangeView(
        kind=str(change.kind),
        moved=change.moved,
        surroundings=change.surroundings,
        significance=change.significance,
        sources=tuple(SourceView(row.key, row.number, became.version, row.lead) for row in became.before),
        redline_html=redline_html,
        confidence=change.confidence,
        reason=change.reason,
        risks=tuple(change.risks),
    )


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
