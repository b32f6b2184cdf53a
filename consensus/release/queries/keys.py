"""The site's keys: which is in use, and all there were."""

from collections.abc import Sequence

from sqlalchemy import func, select

from ...kit.db import db
from ..models import SiteKey


def current_key() -> SiteKey | None:
    """The key in use; None before the first was made."""
    return db.session.scalars(select(SiteKey).where(SiteKey.retired_at.is_(None))).one_or_none()


def all_keys() -> Sequence[SiteKey]:
    """Every key there was, the first first."""
    return db.session.scalars(select(SiteKey).order_by(SiteKey.position)).all()


def next_position() -> int:
    """The place of the next key among all."""
    return (db.session.scalar(select(func.max(SiteKey.position))) or 0) + 1
