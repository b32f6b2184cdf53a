"""How objections move: made, sustained, withdrawn, answered. Only their authors let go of them, or a second person after silence."""

from ...drafts.models import Draft
from ...drafts.queries import latest_draft
from ...kit.clock import now
from ...kit.db import db
from ...ledger import Actor
from ..models import Comment, StandingMove, State
from .telling import speaker


def move(comment: Comment, state: State, *, reason: str = "", by: Actor) -> None:
    """Bring an objection into a state, as of the latest draft. A sustained comment of another kind is no objection."""
    comment.state = state
    comment.stands = comment.is_open and not comment.aside
    note_move(comment, state, draft=latest_draft() or comment.draft, reason=reason, by=by)


def note_move(comment: Comment, state: State, *, draft: Draft, reason: str = "", by: Actor) -> None:
    """Write down one move: on which draft, by whom, why."""
    db.session.add(
        StandingMove(
            comment_id=comment.id,
            state=state,
            draft_id=draft.id,
            by=speaker(comment, by).actor_id,
            reason=reason,
            at=now(),
        )
    )
