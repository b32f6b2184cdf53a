"""Where positions are taken, and where a clause's words stand now."""

from ..discussion.places import TAKES_POSITIONS, standing_of
from ..drafts.models import Draft
from ..drafts.queries import ClauseRow, latest_draft


def takes_positions(row: ClauseRow) -> bool:
    """Whether positions are taken on a clause: on what says something, not on headings and groups of rows."""
    return row.kind in TAKES_POSITIONS


def current_words(draft: Draft, clause_id: int) -> str:
    """The path of where the words of a clause stand now: of the latest draft as a whole where nothing came of them."""
    latest = latest_draft()
    if latest is None:
        return "/drafts/"
    key = standing_of(clause_id, since=draft, draft=latest)
    return f"/drafts/{latest.version}/" + (f"clauses/{key}/" if key else "")
