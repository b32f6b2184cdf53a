"""The edits that a comment suggests: checked against the draft they are made on, and stored with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from ...drafts.models import Draft
from ...drafts.queries import ClauseRow
from ...drafts.redline import redline
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.slow import slow
from ...kit.text.rendered import finish
from ...kit.text.words import tidy
from ..models import Comment, Operation, SuggestedEdit
from ..texts import MOST_BYTES, cleaned

MOST_EDITS = 20
MOST_TOGETHER = 4 * MOST_BYTES
FENCE = "```"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: what it does, to which clause, after which one (none: at the beginning), and the new Markdown."""

    op: Operation
    clause: ClauseRow | None = None
    after: ClauseRow | None = None
    text: str | None = None


@slow
def prepare_edits(edits: Sequence[Edit], *, draft: Draft) -> tuple[list[Edit], list[tuple[str, str]]]:
    """Check edits and finish their redlines before the lock. → edits, and what ``add_comment`` keeps. Raises Invalid."""
    found = checked_edits(edits, draft=draft)
    pairs = [(edit.clause.markdown, edit.text) for edit in found if edit.clause and edit.text is not None]
    new = [edit.text for edit in found if edit.text is not None]
    return found, finish(inline=new, redlines=pairs, redline=redline)


def checked_edits(edits: Sequence[Edit], *, draft: Draft) -> list[Edit]:
    """The edits with their texts as they are stored. Raises Invalid under ``suggestion``."""
    if len(edits) > MOST_EDITS:
        raise _wrong(_("A suggestion has at most %(n)s edits.", n=MOST_EDITS))
    found = [_checked(edit, draft) for edit in edits]
    if sum(len((edit.text or "").encode("utf-8")) for edit in found) > MOST_TOGETHER:
        raise _wrong(_("This suggestion is too long. Suggest it in several comments."))
    touched = [edit.clause.clause_id for edit in found if edit.clause]
    if len(touched) != len(set(touched)):
        raise _wrong(_("Each clause is edited once in a suggestion."))
    return found


def store_edits(comment: Comment, edits: Sequence[Edit]) -> None:
    """Write the edits of a comment that was stored just now."""
    db.session.add_all(_row(comment, n, edit) for n, edit in enumerate(edits, 1))


def _row(comment: Comment, n: int, edit: Edit) -> SuggestedEdit:
    return SuggestedEdit(
        comment_id=comment.id,
        n=n,
        op=edit.op,
        clause_id=edit.clause.clause_id if edit.clause else None,
        wording_id=edit.clause.wording_id if edit.clause else None,
        after_id=edit.after.clause_id if edit.after else None,
        text=edit.text,
    )


def _checked(edit: Edit, draft: Draft) -> Edit:
    if any(row is not None and row.draft_id != draft.id for row in (edit.clause, edit.after)):
        raise _wrong(_("A suggestion is made on the clauses of one draft."))
    if (edit.clause is None) is not (edit.op is Operation.INSERT):
        raise _wrong(_("Replacing, deleting and moving need a clause; inserting needs none."))
    if edit.op is Operation.MOVE and edit.after is not None and edit.clause == edit.after:
        raise _wrong(_("A clause cannot be moved after itself."))
    after = edit.after if edit.op in (Operation.INSERT, Operation.MOVE) else None
    text = _text(edit) if edit.op in (Operation.REPLACE, Operation.INSERT) else None
    return Edit(edit.op, edit.clause, after, text)


def _text(edit: Edit) -> str:
    text = cleaned(edit.text or "", field="suggestion")
    text = text if text.startswith(FENCE) else " ".join(text.split())
    if edit.clause is not None and tidy(text) == tidy(edit.clause.markdown):
        raise _wrong(_("These are the words that stand there. Change them to say what you suggest."))
    return text


def _wrong(sentence: str) -> Invalid:
    return Invalid({"suggestion": sentence})
