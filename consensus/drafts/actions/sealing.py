"""Sealing: from then on nothing about a draft changes, neither its map nor its period, and it is never withdrawn."""

from ...kit.clock import now
from ...kit.db import db
from ...ledger import Actor
from ..errors import DraftIsSealed, NotPublished
from ..models import Draft, Sealing


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
