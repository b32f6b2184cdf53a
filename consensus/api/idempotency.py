"""A write that is sent again with its ``Idempotency-Key`` is answered again, not done again.

The answer is stored in the transaction of the act itself: either both are there or neither. Only successes are kept;
what was refused changed nothing and may be tried again under the same key. Of two requests at the same time the
second waits for the first one's commit (its claim meets the unique constraint) and gets that one's answer.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Response, g, make_response, request
from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from ..accounts.models import Account
from ..kit.clock import now
from ..kit.db import db, fresh_look, transaction
from ..kit.db.dialects import upsert
from ..kit.errors import Invalid
from ..kit.web.transactions import SAFE
from .models import StoredAnswer

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
_SHAPE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?")


def asked_key() -> str | None:
    """The key that this write brought, or None. Raises Invalid for one that cannot be kept."""
    key = request.headers.get(HEADER)
    if key is None or request.method in SAFE or g.get("viewer") is None:
        return None
    key = key.strip(" \t")
    if not _SHAPE.fullmatch(key):
        raise Invalid({HEADER: _("A key has 1 to 200 characters of ASCII.")})
    return key


def answer_again() -> Response | None:
    """The answer that was given to this very write before, or None. Raises Invalid when the key stood for another."""
    key = asked_key()
    if key is None:
        return None
    stored = db.session.scalar(_stored(g.viewer.id, key).where(StoredAnswer.at > now() - KEPT))
    return _as_response(stored) if stored is not None and stored.status is not None else None


def once(view: Callable[..., Any]) -> Callable[..., Any]:
    """A write that stores its answer under the key it brought, in its own transaction."""

    @wraps(view)
    def entrance(**arguments: Any) -> Any:
        key = asked_key()
        if key is None:
            return view(**arguments)
        stored = _claim(g.viewer.id, key)
        if stored.status is not None:
            return _as_response(stored)
        answer = make_response(view(**arguments))
        _keep(stored.id, answer)
        return answer

    return entrance


def forget_old_answers() -> int:
    """The follower's turn: delete what is older than a day. → rows."""
    fresh_look()
    old = StoredAnswer.at <= now() - KEPT
    if db.session.scalar(select(StoredAnswer.id).where(old).limit(1)) is None:
        return 0
    with transaction():
        return int(db.session.execute(delete(StoredAnswer).where(old)).rowcount)  # type: ignore[attr-defined]


def forget_answers_to(account: Account) -> None:
    """Delete what is kept of one person."""
    db.session.execute(delete(StoredAnswer).where(StoredAnswer.account_id == account.id))


def _stored(account_id: int, key: str) -> Any:
    return select(StoredAnswer).where(StoredAnswer.account_id == account_id, StoredAnswer.key == key)


def _claim(account_id: int, key: str) -> StoredAnswer:
    """The row of this key: another request's with its answer, or our own, still without."""
    at = now()
    mine = (StoredAnswer.account_id == account_id, StoredAnswer.key == key)
    db.session.execute(delete(StoredAnswer).where(*mine, StoredAnswer.at <= at - KEPT))
    row = {"account_id": account_id, "key": key, "digest": _digest(), "at": at}
    upsert(db.session, StoredAnswer.__table__, [row], key=["account_id", "key"], update=[])  # type: ignore[arg-type]
    return db.session.scalars(_stored(account_id, key).execution_options(populate_existing=True)).one()


def _keep(id: int, answer: Response) -> None:
    values = {
        "status": answer.status_code,
        "body": answer.get_data(as_text=True),
        "location": answer.headers.get("Location"),
        "etag": answer.headers.get("ETag"),
    }
    db.session.execute(update(StoredAnswer).where(StoredAnswer.id == id).values(values))


def _as_response(stored: StoredAnswer) -> Response:
    if stored.digest != _digest():
        raise Invalid(
            {HEADER: _("This key was used for another request. Take a new key for each new request.")}
        )
    answer = Response(stored.body, stored.status, mimetype="application/json" if stored.body else None)
    for name, value in (("Location", stored.location), ("ETag", stored.etag)):
        if value is not None:
            answer.headers[name] = value
    answer.headers["Idempotency-Replayed"] = "true"
    return answer


def _digest() -> str:
    """SHA-256 over method, address and body: what has to be the same for a request to be the same."""
    parts = (request.method.encode(), request.full_path.encode(), request.get_data())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
