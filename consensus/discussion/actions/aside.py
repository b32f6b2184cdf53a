"""What people said in a room from which they were set aside: it stays as it is, and its objections stand no more until then."""

from collections.abc import Collection

from sqlalchemy import select

from ...kit.db import db
from ..models import Comment
from .counting import counted, locked


def set_comments_aside(authors: Collection[int], *, channel: str, aside: bool) -> list[Comment]:
    """Set aside what some people said through a channel, or take it back in. → what changed, the first first.

    It is part of the act that sets the people aside, and on record with it.
    """
    said = select(Comment.id).where(
        Comment.author_id.in_(list(authors)), Comment.channel == channel, Comment.aside.is_(not aside)
    )
    comments = locked(list(db.session.scalars(said)))
    with counted(comments):
        for comment in comments:
            comment.aside = aside
            comment.stands = comment.is_open and not aside
    return comments
