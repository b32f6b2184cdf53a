"""Editing one's own comment, with its history in sight, and deleting it, which leaves a tombstone."""

from sqlalchemy import delete, func, select

from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...kit.text.rendered import keep_finished
from ..errors import CommentIsDeleted, CommentIsStale, NotTheAuthor
from ..models import Acceptance, Comment, Revision, State, SuggestedEdit
from ..texts import Prepared
from ..verbs import Verb
from .campaigns import drop_bands, first_like, keep_bands
from .counting import counted, locked
from .moving import move
from .newcomers import hold_links
from .telling import digest_of, new_salt, tell


def edit_comment(comment: Comment, *, text: Prepared, by: Account, seen: int | None = None) -> Comment:
    """Put other words in the place of one's own; what was said before stays in its history. The same words are no act.

    ``seen`` is how many edits the author was looking at. Raises NotTheAuthor, CommentIsDeleted, CommentIsStale.
    """
    comment = _own(comment, by)
    last = db.session.scalar(select(func.max(Revision.n)).where(Revision.comment_id == comment.id)) or 0
    if seen is not None and seen != last:
        raise CommentIsStale
    if comment.body == text.body:
        return comment
    at = now()
    former = Revision(comment_id=comment.id, n=last + 1, body=comment.body, salt=comment.salt, at=comment.edited_at or comment.created_at)  # fmt: skip
    db.session.add(former)
    comment.body, comment.salt, comment.language = text.body, new_salt(), text.language
    comment.edited_at, comment.campaign_id = at, first_like(text, but=comment.id)
    drop_bands(comment)
    keep_bands(comment, text)
    keep_finished([text.finished])
    tell(Verb.EDITED, comment, by, edit=last + 1, digest=digest_of(comment))
    hold_links(comment, text, by=by)
    db.session.flush()
    return comment


def delete_comment(comment: Comment, *, by: Account) -> None:
    """Take one's own words away: a tombstone stays, with whatever was replied. Deleting an objection withdraws it.

    Twice is once. Raises NotTheAuthor.
    """
    if comment.deleted_at is not None and comment.author_id == by.id:
        return
    comment = _own(comment, by)
    with counted([comment]):
        if comment.is_open:
            move(comment, State.WITHDRAWN, by=by)
            tell(Verb.OBJECTION_WITHDRAWN, comment, by)
        comment.deleted_at, comment.unanswered, comment.suggests = now(), False, False
        comment.body = comment.salt = ""
    _forget_words(comment)
    tell(Verb.DELETED, comment, by)
    db.session.flush()


def _own(comment: Comment, by: Account) -> Comment:
    if comment.author_id != by.id:
        raise NotTheAuthor
    [found] = locked([comment.id])
    if found.deleted_at is not None:
        raise CommentIsDeleted
    return found


def _forget_words(comment: Comment) -> None:
    """Former words and the fingerprint go; a suggestion that was taken into a draft stays, as the source of its words."""
    drop_bands(comment)
    db.session.execute(delete(Revision).where(Revision.comment_id == comment.id))
    taken = select(Acceptance.comment_id).where(Acceptance.comment_id == comment.id)
    edits = delete(SuggestedEdit).where(SuggestedEdit.comment_id == comment.id, ~taken.exists())
    db.session.execute(edits)
