"""What this package keeps of a person, for them to take along."""

from typing import Any

from sqlalchemy import select

from ...accounts.models import Account
from ...kit.clock import rfc3339
from ...kit.db import db
from ..models import (
    Answer,
    Assignment,
    AuthorsAnswer,
    Comment,
    Cosignature,
    Disposition,
    PendingPost,
    Revision,
    SuggestedEdit,
)


def rows_of(account: Account) -> dict[str, Any]:
    """As JSON values: what they said, with former words and suggestions; what they share, replied, take care of, began."""
    return {
        "comments": _comments(account),
        "former_words": _former(account),
        "suggestions": _suggestions(account),
        "concerns_shared": _shared(account),
        "replies_to_answers": _replies(account),
        "takes_care_of": _cares(account),
        "begun": _begun(account),
    }


def _comments(account: Account) -> list[dict[str, Any]]:
    query = select(Comment).where(Comment.author_id == account.id).order_by(Comment.id)
    return [
        {
            "id": each.id, "kind": str(each.kind), "draft": each.draft.version,
            "clause": each.clause.key if each.clause else None, "parent": each.parent_id, "body": each.body,
            "quote": each.quote_exact, "language": each.language, "affiliation": each.affiliation,
            "stakeholder_group": each.stakeholder_group, "created_at": rfc3339(each.created_at),
            "deleted_at": rfc3339(each.deleted_at) if each.deleted_at else None,
        }
        for each in db.session.scalars(query)
    ]  # fmt: skip


def _former(account: Account) -> list[dict[str, Any]]:
    query = select(Revision).join(Comment, Comment.id == Revision.comment_id)
    query = query.where(Comment.author_id == account.id).order_by(Revision.comment_id, Revision.n)
    return [
        {"comment": each.comment_id, "n": each.n, "body": each.body, "at": rfc3339(each.at)}
        for each in db.session.scalars(query)
    ]


def _suggestions(account: Account) -> list[dict[str, Any]]:
    query = select(SuggestedEdit).join(Comment, Comment.id == SuggestedEdit.comment_id)
    query = query.where(Comment.author_id == account.id)
    return [
        {
            "comment": each.comment_id,
            "op": str(each.op),
            "clause": each.clause.key if each.clause else None,
            "after": each.after.key if each.after else None,
            "text": each.text,
        }
        for each in db.session.scalars(query.order_by(SuggestedEdit.comment_id, SuggestedEdit.n))
    ]


def _shared(account: Account) -> list[dict[str, Any]]:
    query = select(Cosignature).where(Cosignature.account_id == account.id).order_by(Cosignature.comment_id)
    return [
        {"comment": each.comment_id, "stakeholder_group": each.stakeholder_group, "at": rfc3339(each.at)}
        for each in db.session.scalars(query)
    ]


def _replies(account: Account) -> list[dict[str, Any]]:
    query = (
        select(Disposition.comment_id, AuthorsAnswer.answer, AuthorsAnswer.reason, AuthorsAnswer.at)
        .join(AuthorsAnswer, AuthorsAnswer.disposition_id == Disposition.id)
        .join(Comment, Comment.id == Disposition.comment_id)
        .where(Comment.author_id == account.id)
        .order_by(AuthorsAnswer.id)
    )
    return [
        {"comment": id, "answer": str(Answer(answer)), "reason": reason, "at": rfc3339(at)}
        for id, answer, reason, at in db.session.execute(query)
    ]


def _cares(account: Account) -> list[int]:
    query = select(Assignment.comment_id).where(Assignment.account_id == account.id)
    return list(db.session.scalars(query.order_by(Assignment.comment_id)))


def _begun(account: Account) -> list[dict[str, Any]]:
    query = select(PendingPost).where(PendingPost.account_id == account.id).order_by(PendingPost.id)
    return [
        {"path": each.path, "fields": each.fields, "at": rfc3339(each.created_at)}
        for each in db.session.scalars(query)
    ]
