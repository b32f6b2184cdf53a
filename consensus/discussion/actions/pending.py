"""What somebody typed before they signed in: kept for a week under a secret, so that nothing is lost on the way."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, select

from ...accounts.keys import digest_of, new_secret
from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db, fresh_look, transaction
from ...kit.errors import Invalid
from ..models import Comment, PendingPost

KEPT = timedelta(days=7)
LARGEST = 64 * 1024
LONGEST_PATH = 500


def keep_pending(path: str, fields: Mapping[str, Any], *, account: Account | None = None) -> str:
    """Keep what was typed on a page, to be taken back by whoever has the secret. → the secret. Raises Invalid."""
    size = len(json.dumps(dict(fields), ensure_ascii=False).encode("utf-8", "replace"))
    if size > LARGEST or len(path) > LONGEST_PATH:
        raise Invalid(
            {"body": _("This is more than what can be kept for you. Please copy it before you go on.")}
        )
    secret = new_secret()
    kept = PendingPost(
        digest=digest_of(secret), account_id=account.id if account else None, path=path, fields=dict(fields), created_at=now()
    )  # fmt: skip
    db.session.add(kept)
    db.session.flush()
    return secret


def pending_called(secret: str) -> PendingPost | None:
    """What was kept under a secret, to be shown again; None when it was posted since, or its time ran out."""
    query = select(PendingPost).where(
        PendingPost.digest == digest_of(secret), PendingPost.created_at > now() - KEPT
    )
    return db.session.scalars(query).one_or_none()


def drop_pending(secret: str) -> None:
    """Forget what was kept: it was posted, or given up."""
    db.session.execute(delete(PendingPost).where(PendingPost.digest == digest_of(secret)))


def note_posted(kept: PendingPost, comment: Comment) -> None:
    """Forget the words of what was posted, and keep where they stand now, for a second click."""
    kept.fields, kept.path = {}, f"/comments/{comment.id}"
    db.session.flush()


def sweep_pending() -> int:
    """A turn of the follower: forget what nobody came back for. → how many."""
    fresh_look()
    old = select(PendingPost.id).where(PendingPost.created_at <= now() - KEPT)
    ids = list(db.session.scalars(old.order_by(PendingPost.created_at).limit(200)))
    if not ids:
        return 0
    with transaction():
        db.session.execute(delete(PendingPost).where(PendingPost.id.in_(ids)))
    return len(ids)
