"""Sealing: from then on nothing about a draft changes, neither its map nor its period, and it is never withdrawn."""

from flask_babel import gettext as _
from sqlalchemy import select

from ...kit.clock import now
from ...kit.db import db
from ...ledger import Actor
from ..errors import DraftIsSealed, NotPublished
from ..models import Draft, Publication, Sealing


def mark_sealed(draft: Draft, *, bundle: str, by: Actor) -> Sealing:
    """Keep that a draft is sealed, with the digest of what was sealed; whoever seals puts it on record.

    Raises NotPublished for a draft that is prepared or withdrawn, DraftIsSealed.
    """
    if draft.publication is None or draft.withdrawal is not None:
        raise NotPublished
    check_not_sealed(draft)
    sealing = Sealing(draft=draft, at=now(), by=by.actor_id, bundle=bundle)
    db.session.add(sealing)
    db.session.flush()
    return sealing


def check_not_sealed(draft: Draft) -> None:
    """Raise DraftIsSealed for a draft that is."""
    if draft.sealing is not None:
        raise DraftIsSealed


def check_map_is_free(draft: Draft) -> None:
    """Raise DraftIsSealed for a published draft that is sealed, or that a sealed one follows: the keys and meanings of later
    drafts rest on the maps before them.
    """
    check_not_sealed(draft)
    assert draft.publication is not None
    query = select(Draft.version).join(Sealing).join(Publication, Publication.draft_id == Draft.id)
    later = query.where(Publication.position > draft.publication.position).order_by(Publication.position)
    version = db.session.scalar(later.limit(1))
    if version is not None:
        raise DraftIsSealed(
            _(
                "Draft %(version)s, which follows this one, is sealed as stable. What it says rests on this map, so it can "
                "no longer be corrected.",
                version=version,
            )
        )
