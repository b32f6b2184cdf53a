"""Who speaks for the makers of systems, and whose reviews wait until they were told."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from ...accounts.models import Account
from ...kit.db import db
from ..errors import NoSuchContact
from ..models import MakerContact, Review, ReviewRevision, ReviewState, System, SystemVersion

BIGGEST = 2**31


def contacts_of(system: System) -> Sequence[MakerContact]:
    """Whom to tell about a system, the first first."""
    query = select(MakerContact).where(MakerContact.system_id == system.id, MakerContact.ended_at.is_(None))
    return db.session.scalars(query.options(joinedload(MakerContact.account)).order_by(MakerContact.id)).all()


def contact_called(id: int) -> MakerContact:
    """The contact with this number, also one that is over. Raises NoSuchContact."""
    found = db.session.get(MakerContact, id) if id < BIGGEST else None
    if found is None:
        raise NoSuchContact
    return found


def speaks_for(account: Account, system: System) -> bool:
    """Whether a person is a contact of a system: by their account, or by its confirmed address."""
    reached = MakerContact.account_id == account.id
    if account.email is not None and account.confirmed_at is not None:
        reached |= MakerContact.email == account.email
    mine = select(MakerContact.id).where(
        MakerContact.system_id == system.id, MakerContact.ended_at.is_(None), reached
    )
    return db.session.scalar(mine.limit(1)) is not None


def waiting_revisions(
    *, due: datetime | None = None, account: Account | None = None
) -> Sequence[ReviewRevision]:
    """Reviews as submitted that wait until the maker's time is over, the earliest first.

    ``due``: only those whose time is over then; ``account``: only those of systems that somebody speaks for.
    """
    query = (
        select(ReviewRevision)
        .join(Review, Review.id == ReviewRevision.review_id)
        .where(ReviewRevision.released_at.is_(None), _is_last(), Review.state == ReviewState.SUBMITTED)
        .options(
            joinedload(ReviewRevision.review).joinedload(Review.version).joinedload(SystemVersion.system)
        )
        .options(joinedload(ReviewRevision.review).joinedload(Review.account))
        .order_by(ReviewRevision.waits_until, ReviewRevision.id)
    )
    if due is not None:
        query = query.where(ReviewRevision.waits_until <= due)
    if account is not None:
        query = query.where(SystemVersion.system_id.in_(_spoken_for(account))).join(
            SystemVersion, SystemVersion.id == Review.version_id
        )
    return db.session.scalars(query).unique().all()


def _spoken_for(account: Account) -> Select[int]:
    mine = select(MakerContact.system_id).where(MakerContact.ended_at.is_(None))
    return mine.where((MakerContact.account_id == account.id) | (MakerContact.email == account.email))


def _is_last() -> ColumnElement[bool]:
    """Not followed by another revision of the same review."""
    later = select(ReviewRevision.review_id, ReviewRevision.number).subquery()
    return ~(
        select(later.c.review_id)
        .where(later.c.review_id == ReviewRevision.review_id, later.c.number > ReviewRevision.number)
        .exists()
    )
