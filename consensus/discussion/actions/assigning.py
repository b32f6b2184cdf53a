"""Who on the desk takes care of which comment. Private: the record tells what was answered, not who was to."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import delete

from ...accounts.models import Account, Role
from ...accounts.rules import holds
from ...kit.clock import now
from ...kit.db import db
from ...kit.db.dialects import upsert
from ...kit.errors import Invalid
from ..models import Assignment, Comment


def assign(comments: Sequence[Comment], *, to: Account | None, by: Account) -> None:
    """Have a maintainer take care of some comments, or (None) nobody in particular. Raises Invalid under ``to``."""
    if to is not None and not holds(to, Role.MAINTAINER):
        raise Invalid({"to": _("Comments are taken care of by maintainers.")})
    ids = [comment.id for comment in comments]
    if to is None:
        db.session.execute(delete(Assignment).where(Assignment.comment_id.in_(ids)))
        return
    rows = [{"comment_id": id, "account_id": to.id, "at": now()} for id in ids]
    upsert(db.session, Assignment.__table__, rows, key=["comment_id"], update=["account_id", "at"])  # type: ignore[arg-type]
