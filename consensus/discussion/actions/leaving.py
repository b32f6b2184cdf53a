"""What becomes of what a person said and shared when they are joined with another account, or erased."""

from collections import Counter

from sqlalchemy import and_, delete, or_, select, tuple_, update
from sqlalchemy.orm import aliased

from ...accounts.models import Account
from ...kit.db import db
from ..models import Assignment, Comment, Cosignature, PendingPost, Revision
from .counting import counted, locked


def merge_rows(guest: Account, into: Account) -> None:
    """Move what a guest said, shared, kept and took care of. Nobody shares a concern twice, or their own."""
    _drop_shared_twice(guest, into)
    for model in (Cosignature, Assignment, PendingPost):
        db.session.execute(update(model).where(model.account_id == guest.id).values(account_id=into.id))
    said = update(Comment).where(Comment.author_id == guest.id)
    db.session.execute(said.values(author_id=into.id, nonce=None))


def erase_rows(account: Account) -> None:
    """Forget who said it: what was said and shared stays, by nobody; no digest tells its words any more.

    The affiliation goes too, for it may tell who it was; the stakeholder group stays, for it was counted.
    """
    own = select(Comment.id).where(Comment.author_id == account.id)
    db.session.execute(update(Revision).where(Revision.comment_id.in_(own)).values(salt=""))
    said = update(Comment).where(Comment.author_id == account.id)
    db.session.execute(said.values(salt="", nonce=None, affiliation=None, organisation_id=None))
    for model in (PendingPost, Assignment):
        db.session.execute(delete(model).where(model.account_id == account.id))


def _drop_shared_twice(guest: Account, into: Account) -> None:
    """Take away the guest's co-signatures of what the account shares too, and those of each under the other's comments."""
    other = aliased(Cosignature)
    twice = and_(Cosignature.account_id == guest.id, other.account_id == into.id)
    own = or_(
        and_(Cosignature.account_id == guest.id, Comment.author_id == into.id),
        and_(Cosignature.account_id == into.id, Comment.author_id == guest.id),
    )
    query = (
        select(Cosignature.comment_id, Cosignature.account_id, Cosignature.aside)
        .join(Comment, Comment.id == Cosignature.comment_id)
        .outerjoin(other, and_(other.comment_id == Cosignature.comment_id, other.account_id == into.id))
        .where(or_(twice, own))
    )
    found = db.session.execute(query).all()
    if not found:
        return
    surplus = [(comment, account) for comment, account, _aside in found]
    fewer = Counter(comment for comment, _account, aside in found if not aside)
    comments = locked(sorted(fewer))
    key = tuple_(Cosignature.comment_id, Cosignature.account_id)
    db.session.execute(delete(Cosignature).where(key.in_(surplus)))
    with counted(comments):
        for comment in comments:
            comment.cosigned -= fewer[comment.id]
