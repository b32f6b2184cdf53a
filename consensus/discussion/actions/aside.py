"""What people said and shared in a room from which they were set aside: it stays as it is, and counts nothing until then."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import select

from ...kit.db import db
from ..models import Comment, Cosignature
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


def set_cosignatures_aside(accounts: Collection[int], *, channel: str, aside: bool) -> list[Comment]:
    """The same of the concerns that people shared through a channel. → the comments that fewer share now, or more again."""
    query = select(Cosignature).where(
        Cosignature.account_id.in_(list(accounts)), Cosignature.channel == channel,
        Cosignature.aside.is_(not aside),
    )  # fmt: skip
    comments = locked(sorted(set(db.session.scalars(query.with_only_columns(Cosignature.comment_id)))))
    given = db.session.scalars(query.execution_options(populate_existing=True)).all()
    of = Counter(each.comment_id for each in given)
    for each in given:
        each.aside = aside
    with counted(comments):
        for comment in comments:
            comment.cosigned += -of[comment.id] if aside else of[comment.id]
    return comments
