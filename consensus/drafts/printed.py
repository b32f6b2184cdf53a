"""Clauses as they are printed: finished words, and what became of them, fetched for many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from ..kit.text.rendered import inline_texts, redline_texts
from .changes import ChangeFound, ChangeKind
from .models import Draft
from .moves import shown_redline
from .queries import ClauseRow, changes_through, rows_in
from .reasons import REASONS
from .shown import ChangeView, ClauseView, SourceView

UNTOUCHED = frozenset({ChangeKind.NEW, ChangeKind.SAME, ChangeKind.MOVED, ChangeKind.REMOVED})


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
    lined = redline_texts([each.pair for each in found if each.pair], shown_redline)
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
        reason=reason_words(change),
        risks=tuple(change.risks),
    )


def reason_words(change: ChangeFound) -> str:
    """Why the map says what it says, in the reader's language."""
    known = REASONS.get(change.reason_code)
    return _(known, **dict(change.reason_params)) if known else change.reason
