"""Drafts as wholes: which there are, which is current, in what state."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import selectinload

from ...kit.clock import now
from ...kit.db import db
from ..errors import NoDraftYet, NoSuchDraft
from ..models import Draft, DraftFile, Period, Preparation, Publication, Withdrawal

# Asked on nearly every page and by nearly every act, so they are made once.
_LATEST = (
    select(Draft)
    .join(Publication)
    .outerjoin(Withdrawal)
    .where(Withdrawal.draft_id.is_(None))
    .order_by(Publication.position.desc())
    .limit(1)
)
_LAST = (
    select(Publication.draft_id)
    .outerjoin(Withdrawal, Withdrawal.draft_id == Publication.draft_id)
    .where(Withdrawal.draft_id.is_(None))
    .order_by(Publication.position.desc())
    .limit(1)
)
_CLOSES = (
    select(Period.closes_at).where(Period.draft_id == bindparam("draft")).order_by(Period.id.desc()).limit(1)
)
_CLOSES_THEN = select(Period.closes_at).where(Period.draft_id == Publication.draft_id)
_CLOSES_THEN = _CLOSES_THEN.order_by(Period.id.desc()).limit(1).correlate(Publication)
_OPEN = _LAST.add_columns(_CLOSES_THEN.scalar_subquery())
_STANDING = select(_LAST.scalar_subquery(), _CLOSES.scalar_subquery())
_PERIOD = select(Period).where(Period.draft_id == bindparam("draft")).order_by(Period.id.desc()).limit(1)


def drafts_published() -> Sequence[Draft]:
    """Every draft ever published here, in order, withdrawn ones too."""
    return db.session.scalars(select(Draft).join(Publication).order_by(Publication.position)).unique().all()


def drafts_prepared() -> Sequence[Draft]:
    """Drafts that are being prepared, the newest first, with what is stored of each."""
    prepared = select(Draft).join(Preparation, Preparation.draft_id == Draft.id).order_by(Draft.id.desc())
    return db.session.scalars(prepared.options(selectinload(Draft.preparation))).unique().all()


def shown_drafts() -> Sequence[Draft]:
    """Prepared drafts that are shown in public as editors' drafts."""
    query = (
        select(Draft)
        .join(Preparation, Preparation.draft_id == Draft.id)
        .where(Preparation.shown.is_(True))
        .order_by(Draft.id.desc())
    )
    return db.session.scalars(query).unique().all()


def latest_draft() -> Draft | None:
    """The last published draft that is not withdrawn."""
    return db.session.scalars(_LATEST).unique().first()


def open_draft_id() -> int | None:
    """The id of the latest draft, while it is open: for acts that need no more of it."""
    found = db.session.execute(_OPEN).first()
    return found[0] if found and not _is_over(found[1], now()) else None


def draft_named(version: str, *, published: bool = True) -> Draft:
    """The draft of a version, or of ``latest``. Raises NoSuchDraft, or NoDraftYet for ``latest`` of nothing.

    With ``published`` a draft that is only prepared counts as none.
    """
    if version == "latest":
        latest = latest_draft()
        if latest is None:
            raise NoDraftYet
        return latest
    draft = db.session.scalars(select(Draft).where(Draft.version == version)).unique().one_or_none()
    if draft is None or (published and draft.publication is None):
        raise NoSuchDraft
    return draft


def next_draft(draft: Draft) -> Draft | None:
    """The draft that succeeded this one (aligned with it and not withdrawn)."""
    query = (
        select(Draft)
        .join(Publication)
        .outerjoin(Withdrawal)
        .where(Draft.previous_id == draft.id, Withdrawal.draft_id.is_(None))
        .order_by(Publication.position.desc())
    )
    return db.session.scalars(query.limit(1)).unique().first()


def preparation_of(draft: Draft) -> Preparation | None:
    """What is being prepared; None once published."""
    return db.session.get(Preparation, draft.id)


def revision_of_draft(draft: Draft) -> int:
    """The number that guards against stale pages; 0 for a published draft."""
    preparation = preparation_of(draft)
    return preparation.revision if preparation else 0


def period_of(draft: Draft) -> Period | None:
    """The period that holds now."""
    return db.session.scalars(_PERIOD, {"draft": draft.id}).first()


def periods_now(drafts: Iterable[Draft]) -> dict[int, Period]:
    """The period that holds now, by draft, for several drafts in one query."""
    ids = [draft.id for draft in drafts]
    newest = select(func.max(Period.id)).where(Period.draft_id.in_(ids)).group_by(Period.draft_id)
    return {
        period.draft_id: period for period in db.session.scalars(select(Period).where(Period.id.in_(newest)))
    }


def periods_of(draft: Draft) -> Sequence[Period]:
    """Every period record of a draft, the first first."""
    return db.session.scalars(select(Period).where(Period.draft_id == draft.id).order_by(Period.id)).all()


def status_of(draft: Draft, *, latest: Draft | None = None, at: datetime | None = None) -> str:
    """``prepared``, ``scheduled``, ``open``, ``closed``, ``superseded``, ``withdrawn`` or ``sealed`` (for good).

    ``latest``: the latest draft, where the caller knows it already.
    """
    if draft.withdrawal is not None:
        return "withdrawn"
    if draft.publication is None:
        preparation = preparation_of(draft)
        return "scheduled" if preparation and preparation.publish_at else "prepared"
    if draft.sealing is not None:
        return "sealed"
    if latest is not None and latest is not draft:  # told without a question, for lists of drafts
        return "superseded"
    last, closes_at = db.session.execute(_STANDING, {"draft": draft.id}).one()
    if latest is None and last != draft.id:
        return "superseded"
    return "closed" if _is_over(closes_at, at or now()) else "open"


def _is_over(closes_at: datetime | None, at: datetime) -> bool:
    return closes_at is not None and closes_at <= at


def files_of(draft: Draft) -> Sequence[DraftFile]:
    """Its files in order of name."""
    return db.session.scalars(
        select(DraftFile).where(DraftFile.draft_id == draft.id).order_by(DraftFile.name)
    ).all()
