"""What acts on systems share: a system's row in hand, its versions, which of them leads, digests of people's words."""

import hashlib
import secrets
from collections.abc import Iterable

from sqlalchemy import select

from ...kit.db import db
from ..found import VersionFound
from ..models import Review, ReviewRevision, ReviewState, System, SystemVersion
from ..stored import links_json


def locked(system_id: int) -> System:
    """A system with its row in hand until the end of the transaction, so that its assessments are computed one by one."""
    query = select(System).where(System.id == system_id).with_for_update(of=System)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def locked_all(ids: Iterable[int]) -> None:
    """The same for several, always in the same order."""
    query = select(System.id).where(System.id.in_(sorted(ids))).order_by(System.id)
    db.session.execute(query.with_for_update(of=System)).all()


def take_versions(system: System, found: Iterable[VersionFound], *, update: bool = True) -> bool:
    """Add versions that are new and ``update`` the others by name; none is removed. → whether anything changed."""
    known = {each.version: each for each in system.versions}
    changed = False
    for each in found:
        fields = {"date": each.date, "links": links_json(each.links), "licences": list(each.licences)}
        version = known.get(each.version)
        if version is None:
            position = max((other.position for other in system.versions), default=0) + 1
            system.versions.append(SystemVersion(version=each.version, position=position, **fields))
            changed = True
        elif update and any(getattr(version, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(version, name, value)
            changed = True
    db.session.flush()
    return changed


def lead(system: System) -> bool:
    """See to it that the newest version with a review leads, else the newest. → whether another leads now."""
    public = (ReviewRevision.review_id == Review.id) & (ReviewRevision.number == Review.public)
    reviewed = (
        select(Review.version_id)
        .join(ReviewRevision, public)
        .where(
            Review.version_id.in_([each.id for each in system.versions]),
            Review.state == ReviewState.SUBMITTED,
            ReviewRevision.recused.is_(False),
        )
    )
    with_reviews = set(db.session.scalars(reviewed))
    first = max(
        system.versions, key=lambda each: (each.id in with_reviews, each.date, each.position), default=None
    )
    if first is None or first.leading:
        return False
    for each in system.versions:
        each.leading = False
    db.session.flush()
    first.leading = True
    db.session.flush()
    return True


def new_salt() -> str:
    """What keeps a digest from telling the words: deleted with them."""
    return secrets.token_hex(16)


def salted(salt: str, words: str) -> str:
    """The salted digest of somebody's words."""
    return hashlib.sha256((salt + words).encode("utf-8")).hexdigest()
