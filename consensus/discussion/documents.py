"""How comments are found: by their words and those they suggest; and what was answered, by its reasons.

What was deleted is not found; what is folded is found by moderators.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from ..accounts.channels import STOP
from ..kit.db import db
from ..kit.refs import Ref
from ..kit.text.rendered import comment_texts
from ..kit.text.words import excerpt
from ..search.registry import EVERYBODY, MODERATORS, Document, searchable
from .models import Addressing, Comment, CommentKind, Disposition, SuggestedEdit
from .plain import plain_words
from .queries.answers import addressings_of, dispositions_of
from .queries.comments import comments_called, edits_of, folded

TITLE = 80
BATCH = 1_000


@dataclass(frozen=True, slots=True)
class _Around:
    """What belongs to some comments, by comment: the words they suggest, how they were answered, whether folded."""

    edits: Mapping[int, Sequence[SuggestedEdit]]
    dispositions: Mapping[int, Disposition]
    addressings: Mapping[int, Addressing]
    folded: Mapping[int, object]


def all_comments() -> Iterable[Ref]:
    """Every comment that was not deleted, a thousand at a time."""
    last = 0
    while ids := _ids_after(last):
        yield from (Ref("comment", str(id)) for id in ids)
        last = ids[-1]


@searchable("comment", subjects=all_comments)
def comment_documents(refs: Sequence[Ref]) -> Iterable[Document]:
    """Some comments, and what was answered to them. Authors are named by their public ids."""
    wanted = [int(ref.name) for ref in refs if ref.name.isascii() and ref.name.isdigit()]
    comments = [comment for comment in comments_called(wanted) if comment.deleted_at is None]
    dispositions = dispositions_of(comments)
    around = _Around(
        edits_of(comments), dispositions, addressings_of(dispositions.values()), folded(comments)
    )
    html = comment_texts([comment.body for comment in comments])
    for comment in comments:
        yield _comment(comment, plain_words(html[comment.body]), around)
        if comment.id in dispositions:
            yield _disposition(comment, dispositions[comment.id], around)


def _comment(comment: Comment, words: str, around: _Around) -> Document:
    about = comment.clause or comment.after
    edits = around.edits.get(comment.id, ())
    disposition = around.dispositions.get(comment.id)
    kinds = [str(comment.kind)] if comment.kind is not CommentKind.COMMENT else []
    others = [each.clause.key for each in edits if each.clause is not None and each.clause is not about]
    return Document(
        id=str(comment.ref),
        kind="comment",
        subject=str(comment.ref),
        url=f"/comments/{comment.id}",
        title=excerpt(words, most=TITLE),
        text="\n".join([words, *(edit.text for edit in edits if edit.text)]),
        language=comment.language,
        stop=_stop(comment),
        at=comment.created_at,
        author=comment.said_by,
        draft=comment.draft.version,
        clause=about.key if about else None,
        audience=_audience(comment, around),
        also=(*kinds, *(["suggestion"] if edits else [])),
        clauses=tuple(dict.fromkeys(others)),
        outcome=str(disposition.outcome) if disposition else None,
    )


def _disposition(comment: Comment, given: Disposition, around: _Around) -> Document:
    about, addressed = comment.clause or comment.after, around.addressings.get(given.id)
    replies = [each.reason for each in given.answers if each.reason]
    reasons = [given.reason, *replies, *([addressed.reason] if addressed else [])]
    return Document(
        id=str(given.ref),
        kind="disposition",
        subject=str(comment.ref),
        url=f"/comments/{comment.id}",
        title=excerpt(given.reason, most=TITLE),
        text="\n".join(reasons),
        language=comment.language,
        stop=_stop(comment),
        at=given.at,
        author=given.by if given.by.startswith(("p:", "v:")) else None,
        draft=comment.draft.version,
        clause=about.key if about else None,
        audience=_audience(comment, around),
        drafts=(given.resolved_in.version,) if given.resolved_in else (),
        clauses=tuple(clause.key for clause in given.clauses),
        outcome=str(given.outcome),
    )


def _stop(comment: Comment) -> str | None:
    """The stop in whose room it was said; None for what was said online."""
    return comment.channel.removeprefix(STOP) if comment.channel.startswith(STOP) else None


def _audience(comment: Comment, around: _Around) -> str:
    return MODERATORS if comment.id in around.folded else EVERYBODY


def _ids_after(id: int) -> Sequence[int]:
    query = select(Comment.id).where(Comment.id > id, Comment.deleted_at.is_(None))
    return db.session.scalars(query.order_by(Comment.id).limit(BATCH)).all()
