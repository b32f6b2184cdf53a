"""Which systems surprised people under a draft, and who was surprised as well."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from ...accounts.models import Account
from ...drafts.models import Draft
from ...kit.db import db
from ..errors import NoSuchSurprise
from ..models import Surprise, SurpriseAnswer, SurpriseCosignature, System

BIGGEST = 2**31


def surprise_called(id: int) -> Surprise:
    """The surprise with this number, also one that was taken back. Raises NoSuchSurprise."""
    found = db.session.scalar(_whole().where(Surprise.id == id)) if id < BIGGEST else None
    if found is None:
        raise NoSuchSurprise
    return found


def surprises_called(ids: Collection[int]) -> Sequence[Surprise]:
    """Some surprises, by number."""
    wanted = [id for id in ids if id < BIGGEST]
    return db.session.scalars(_whole().where(Surprise.id.in_(wanted)).order_by(Surprise.id)).all()


def open_surprises() -> Sequence[Surprise]:
    """Those that nobody answered or took back, under all drafts, the first first: for the desk."""
    return db.session.scalars(_whole().where(is_open()).order_by(Surprise.id)).all()


def is_open() -> ColumnElement[bool]:
    """The condition that a surprise was neither taken back nor answered."""
    answered = select(SurpriseAnswer.id).where(SurpriseAnswer.surprise_id == Surprise.id).exists()
    return Surprise.withdrawn_at.is_(None) & ~answered


def surprises_of(draft: Draft, *, system: System | None = None) -> Sequence[Surprise]:
    """Those that stand under a draft, perhaps of one system; what most people share first."""
    query = _whole().where(Surprise.draft_id == draft.id, Surprise.withdrawn_at.is_(None))
    if system is not None:
        query = query.where(Surprise.system_id == system.id)
    return db.session.scalars(query.order_by(Surprise.cosigned.desc(), Surprise.id)).all()


def cosigned_by(account: Account | None, draft: Draft) -> set[int]:
    """The numbers of surprises under a draft that somebody shares."""
    if account is None:
        return set()
    query = (
        select(SurpriseCosignature.surprise_id)
        .join(Surprise, Surprise.id == SurpriseCosignature.surprise_id)
        .where(Surprise.draft_id == draft.id, SurpriseCosignature.account_id == account.id)
    )
    return set(db.session.scalars(query))


def groups_sharing(surprises: Sequence[Surprise]) -> dict[int, dict[str | None, int]]:
    """Surprise → stakeholder group → how many share it; one statement."""
    query = (
        select(SurpriseCosignature.surprise_id, SurpriseCosignature.stakeholder_group, func.count())
        .where(SurpriseCosignature.surprise_id.in_([each.id for each in surprises]))
        .group_by(SurpriseCosignature.surprise_id, SurpriseCosignature.stakeholder_group)
    )
    found: dict[int, dict[str | None, int]] = {}
    for id, group, n in db.session.execute(query):
        found.setdefault(id, {})[group] = n
    return found


def _whole() -> Select[Surprise]:
    return select(Surprise).options(
        joinedload(Surprise.account),
        joinedload(Surprise.system),
        joinedload(Surprise.draft),
        selectinload(Surprise.answers),
    )
