"""What one person said, by clause; and who is meant by a name."""

from collections.abc import Sequence

from sqlalchemy import func, select

from ...accounts.models import Account, ActorLink
from ...drafts.models import Clause
from ...kit.db import db
from ..models import Comment


def said_by(account: Account) -> dict[str, int]:
    """Key of a clause → how often a person spoke in its threads; costs what that person said."""
    query = (
        select(Clause.key, func.count())
        .join(Comment, Comment.home_clause_id == Clause.id)
        .where(Comment.author_id == account.id, Comment.deleted_at.is_(None))
        .group_by(Clause.key)
    )
    return dict(db.session.execute(query).all())


def people_called(names: Sequence[str]) -> dict[str, str]:
    """Name → the public id of the one person who has it; names that several have, or nobody, are left out."""
    query = (
        select(Account.name, func.min(ActorLink.actor_id))
        .join(ActorLink, ActorLink.account_id == Account.id)
        .where(Account.name.in_(names), Account.erased_at.is_(None), Account.merged_into_id.is_(None))
        .group_by(Account.name)
        .having(func.count() == 1)
    )
    return dict(db.session.execute(query).all()) if names else {}
