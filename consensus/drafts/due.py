"""What is due with drafts: publication at a set time, taken up by the follower."""

import logging

from sqlalchemy import select

from ..kit.clock import now
from ..kit.db import db, fresh_look, transaction
from ..kit.errors import Refusal, Stale
from ..ledger import FOLLOWER
from .actions import plan_publication, publish_draft, schedule_draft
from .errors import AlreadyPublished
from .models import Draft, Preparation

log = logging.getLogger(__name__)


def publish_due() -> int:
    """Publish what is scheduled and due. What cannot be published loses its set time, and the log says why. → drafts."""
    fresh_look()
    due = select(Preparation.draft_id).where(
        Preparation.publish_at.is_not(None), Preparation.publish_at <= now()
    )
    return sum(_publish(id) for id in db.session.scalars(due.order_by(Preparation.publish_at)).all())


def _publish(id: int) -> int:
    fresh_look()
    draft = db.session.get(Draft, id)
    if draft is None or draft.publication is not None:
        return 0
    try:
        plan = plan_publication(draft)
        with transaction():
            publish_draft(draft, plan, by=FOLLOWER)
    except (Stale, AlreadyPublished):
        return 0  # somebody was faster: what is still due is looked at again in the next turn
    except Refusal as refusal:
        log.error("draft %s was due but could not be published: %s", draft.version, refusal)
        with transaction():
            schedule_draft(db.session.get_one(Draft, id), at=None, by=FOLLOWER)
        return 0
    return 1
