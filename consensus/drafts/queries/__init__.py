"""Questions about drafts, clauses and what became of them."""

from .changes import change_counts, changes_into, changes_of, compare, lineage_of, redline_between
from .clauses import (
    ClauseRow,
    all_keys,
    aliases,
    aliases_of,
    clause_in,
    clause_named,
    glosses_of,
    history_of,
    parts_of,
    returning,
    rows_of,
    sides_of,
)
from .drafts import (
    draft_named,
    drafts_published,
    drafts_prepared,
    files_of,
    latest_draft,
    next_draft,
    period_of,
    periods_of,
    preparation_of,
    revision_of_draft,
    shown_drafts,
    status_of,
)
from .meanings import former_meanings, meanings_in

__all__ = [
    "ClauseRow", "aliases", "aliases_of", "change_counts", "all_keys", "changes_into", "changes_of", "clause_in", "clause_named", "compare",
    "draft_named", "drafts_prepared", "drafts_published", "files_of", "former_meanings", "glosses_of", "history_of",
    "latest_draft", "lineage_of", "meanings_in", "next_draft", "parts_of", "period_of", "periods_of",
    "preparation_of", "redline_between", "returning", "revision_of_draft", "rows_of", "shown_drafts", "sides_of",
    "status_of",
]  # fmt: skip
