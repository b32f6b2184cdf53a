"""Whom acts on endorsements and seals concern: by the ids under which the record knows them."""

from collections.abc import Sequence

from sqlalchemy import select

from ...accounts.models import Account, ActorLink, Role
from ...accounts.queries import holders_of
from ...kit.db import db
from ..models import Endorsement, EndorsementChallenge


def board_members() -> Sequence[Account]:
    """Everybody who is a member of the board now: those who may sign."""
    return holders_of(Role.BOARD)


def endorser_of(id: int) -> str | None:
    """Who made an endorsement."""
    query = select(ActorLink.actor_id).join(Endorsement, Endorsement.account_id == ActorLink.account_id)
    return db.session.scalars(query.where(Endorsement.id == id)).first()


def challengers_of(id: int) -> set[str]:
    """Who challenged an endorsement."""
    query = select(ActorLink.actor_id).join(
        EndorsementChallenge, EndorsementChallenge.account_id == ActorLink.account_id
    )
    return set(db.session.scalars(query.where(EndorsementChallenge.endorsement_id == id)))
