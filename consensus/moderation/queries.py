"""Questions about what is hidden, and why."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from ..accounts.models import Account
from ..kit.clock import rfc3339
from ..kit.db import db
from ..kit.refs import ref
from ..kit.web.paging import Page, page_of
from .models import Appeal, Flag, Hiding


def hiding_of(thing: Any) -> Hiding | None:
    """Why a thing is folded; None when it is not. Takes a thing, its ref, or its ref as text."""
    return db.session.scalar(select(Hiding).where(Hiding.ref == str(ref(thing))))


def hidings_of(things: Iterable[Any]) -> dict[str, Hiding]:
    """Those of some things that are folded, by ref as text, in one query."""
    wanted = {str(ref(thing)) for thing in things}
    return {each.ref: each for each in db.session.scalars(select(Hiding).where(Hiding.ref.in_(wanted)))}


def hidings(*, cursor: str | None = None, limit: int = 50) -> Page[Hiding]:
    """A page of everything that is folded now, the newest first."""
    return page_of(select(Hiding), [Hiding.id], cursor=cursor, limit=limit, newest_first=True)


def rows_of(account: Account) -> dict[str, Any]:
    """What this package keeps of a person, as JSON values: their reports and appeals."""
    flags = db.session.scalars(select(Flag).where(Flag.account_id == account.id).order_by(Flag.id))
    appeals = db.session.scalars(select(Appeal).where(Appeal.account_id == account.id).order_by(Appeal.id))
    return {
        "reports": [
            {"ref": each.ref, "rule": each.rule, "reason": each.reason, "at": rfc3339(each.at)}
            for each in flags
        ],
        "appeals": [{"ref": each.ref, "reason": each.reason, "at": rfc3339(each.at)} for each in appeals],
    }
