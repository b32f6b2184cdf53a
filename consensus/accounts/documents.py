"""Whom people mean by a name they search for; people themselves are no documents."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import aliased

from ..kit.db import db
from ..search.analysis import fold, terms_of
from ..search.registry import resolves
from .models import Account, ActorLink

MOST_ASKED, MOST_MEANT = 50_000, 500


@resolves("author")
def people_called(words: str) -> Iterable[str]:
    """Ids of the record of everybody whose name has these words, whatever their case and accents."""
    wanted = _words(words)
    if not wanted:
        return []
    owner = aliased(Account)
    query = (
        select(ActorLink.actor_id, Account.name, owner.name)
        .join(Account, Account.id == ActorLink.account_id)
        .outerjoin(owner, owner.id == Account.merged_into_id)
        .limit(MOST_ASKED)
    )
    found = [id for id, name, other in db.session.execute(query) if wanted <= _words(other or name)]
    return found[:MOST_MEANT]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for each in terms_of(fold(name), "xx") for word in each.exact)
