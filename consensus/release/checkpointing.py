"""The follower's daily checkpoint, and one on demand: keys are read and made before the lock."""

import logging

from flask import current_app

from ..kit.clock import now
from ..kit.db import again_on_a_race, db, fresh_look
from ..kit.errors import Refused
from ..ledger import FOLLOWER, Actor
from ..ledger.queries import head
from .actions.checkpoints import make_checkpoint
from .actions.keys import ensure_key
from .keys import private_key
from .models import SiteKey
from .queries.checkpoints import SignedHead, checkpoint_for
from .queries.keys import current_key

log = logging.getLogger(__name__)
FAILED = "checkpoint-failed"


def sign_head(*, by: Actor) -> SignedHead:
    """Sign where the record ends, with the key in use; one is made where there is none yet. In a transaction of its own.

    Raises NoKeyFile and NothingToSign.
    """
    key = ensure_key(by=by)
    private, id = private_key(key.id), key.id
    return again_on_a_race(lambda: make_checkpoint(private, key=db.session.get_one(SiteKey, id)))


def daily_checkpoint() -> int:
    """A turn: one checkpoint for each day (UTC) on which the record moved. → how many.

    Setup makes the key; before that there is nothing to sign with. While the site cannot sign, this is logged once a day, and nothing else waits for it.
    """
    fresh_look()
    n, _hash = head()
    last, today = checkpoint_for(None), now().date()
    if n == 0 or (last is not None and (last.n == n or last.at.date() == today)):
        return 0
    if current_key() is None or current_app.extensions.get(FAILED) == today:
        return 0
    try:
        sign_head(by=FOLLOWER)
    except Refused as refused:
        current_app.extensions[FAILED] = today
        log.error("no checkpoint was made: %s", refused)
        return 0
    return 1
