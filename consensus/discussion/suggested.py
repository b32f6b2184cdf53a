"""Suggestions as pages show them: each edit with its redline against the words it was made on."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..drafts.redline import redline
from ..kit.text.rendered import redline_texts
from .known import Known
from .models import Comment, SuggestedEdit
from .queries.comments import words_suggested_on


@dataclass(frozen=True, slots=True)
class EditView:
    """One edit of a suggestion: its redline against the words it was made on, where there are any."""

    op: str
    key: str | None
    after: str | None
    text: str | None
    redline_html: Markup | None


def edit_views(comments: Sequence[Comment], known: Known) -> dict[int, tuple[EditView, ...]]:
    """The edits of each comment, redlined against the Markdown that stood in the draft its author saw."""
    shown = {comment.id: known.edits_shown(comment) for comment in comments}
    places = {
        (comment.draft_id, edit.clause_id)
        for comment in comments
        for edit in shown[comment.id]
        if edit.clause_id is not None
    }
    words = words_suggested_on(places) if places else {}
    drafts = {comment.id: comment.draft_id for comment in comments}
    pairs = {
        edit: (words.get((drafts[id], edit.clause_id or 0), ""), edit.text or "")
        for id, edits in shown.items()
        for edit in edits
        if edit.clause_id is not None and edit.op in ("replace", "delete")
    }
    lined = redline_texts(list(pairs.values()), redline) if pairs else {}
    return {
        id: tuple(_edit_view(edit, lined[pairs[edit]] if edit in pairs else None) for edit in edits)
        for id, edits in shown.items()
    }


def _edit_view(edit: SuggestedEdit, redline_html: Markup | None) -> EditView:
    return EditView(
        op=str(edit.op),
        key=edit.clause.key if edit.clause else None,
        after=edit.after.key if edit.after else None,
        text=edit.text,
        redline_html=redline_html,
    )
