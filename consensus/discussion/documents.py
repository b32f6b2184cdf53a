"""How comments are found: each by its words and those it suggests, while it is neither deleted nor folded."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from ..kit.db import db
from ..kit.refs import Ref
from ..kit.text.rendered import comment_texts
from ..kit.text.words import excerpt
from ..search.registry import Document, searchable
from .models import Comment
from .plain import plain_words
from .queries.comments import comments_called, edits_of, folded

TITLE = 80
BATCH = 1_000


def all_comments() -> Iterable[Ref]:
    """Every comment that was not deleted, a thousand at a time."""
    last = 0
    while ids := _ids_after(last):
        yield from (Ref("comment", str(id)) for id in ids)
        last = ids[-1]


@searchable("comment", subjects=all_comments)
def comment_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """Some comments. What was deleted or is folded has nothing to show. Authors are named by their public ids."""
    wanted = [int(ref.name) for ref in refs if ref.name.isascii() and ref.name.isdigit()]
    comments = [comment for comment in comments_called(wanted) if comment.deleted_at is None]
    hidden, edits = folded(comments), edits_of(comments)
    html = comment_texts([comment.body for comment in comments])
    for comment in comments:
        if comment.id not in hidden:
            suggested = [edit.text for edit in edits.get(comment.id, ()) if edit.text]
            yield _document(comment, plain_words(html[comment.body]), suggested)


def _document(comment: Comment, words: str, suggested: Sequence[str]) -> Document:
    about = comment.clause or comment.after
    return Document(
        id=str(comment.ref),
        kind="comment",
        subject=str(comment.ref),
        url=f"/comments/{comment.id}",
        title=excerpt(words, most=TITLE),
        text="\n".join([words, *suggested]),
        language=comment.language,
        at=comment.created_at,
        author=comment.said_by,
        draft=comment.draft.version,
        clause=about.key if about else None,
    )


def _ids_after(id: int) -> Sequence[int]:
    query = select(Comment.id).where(Comment.id > id, Comment.deleted_at.is_(None))
    return db.session.scalars(query.order_by(Comment.id).limit(BATCH)).all()
