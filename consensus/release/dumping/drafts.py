"""A draft as data: its files verbatim, its clauses with their words and what these are known by."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...drafts.models import Draft
from ...drafts.queries import ClauseRow, files_of, rows_of
from ...drafts.reading import draft_view
from ...kit.clock import rfc3339

Shape = dict[str, Any]


def draft_data(draft: Draft) -> Shape:
    """A published draft."""
    view, rows = draft_view(draft), rows_of(draft)
    by_order = {row.order: row.key for row in rows}
    return {
        "version": view.version,
        "title": view.title,
        "digest": view.digest,
        "status": view.status,
        "date": view.date.isoformat() if view.date else None,
        "published_at": rfc3339(view.published_at) if view.published_at else None,
        "comment_until": rfc3339(view.comment_until) if view.comment_until else None,
        "previous": view.previous,
        "language": view.language,
        "source": view.source,
        "files": [
            {"name": file.name, "sha256": file.sha256, "content": file.content} for file in files_of(draft)
        ],
        "clauses": _clauses(rows, by_order),
    }


def _clauses(rows: Sequence[ClauseRow], by_order: Mapping[int, str]) -> list[Shape]:
    return [
        {
            "key": row.key,
            "number": row.number,
            "part": row.part,
            "kind": str(row.kind),
            "depth": row.depth,
            "normative": row.normative,
            "parent": by_order.get(row.parent_order) if row.parent_order is not None else None,
            "wording": row.digest,
            "meaning": row.meaning_id,
            "text": row.text,
            "markdown": row.markdown,
        }
        for row in rows
    ]
