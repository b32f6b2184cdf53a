"""Campaigns: comments whose texts are nearly the same know the first of them. Looking for it costs the same always."""

from collections import Counter
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, union_all

from ...kit.db import db
from ..likeness import first_alike
from ..models import Band, Comment
from ..texts import Prepared

MOST = 20  # texts that one is compared with
EACH = 4  # of those that share a band: the first ones
_SAID: Any = Comment.__table__
# Asked with each thing said, so they are made once.
_TEXTS = (
    select(_SAID.c.id, _SAID.c.campaign_id, _SAID.c.body)
    .where(_SAID.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(_SAID.c.id)
)
_KEEP: Any = insert(Band.__table__)  # type: ignore[arg-type]


def first_like(text: Prepared, *, but: int | None = None) -> int | None:
    """The comment that began the campaign which a text belongs to; None when nothing nearly the same was said.

    ``but``: a comment, just edited, that is not compared with itself.
    """
    said = db.session.execute(_TEXTS, {"ids": _candidates(text, but)}).all()
    others = [(campaign_id or id, body) for id, campaign_id, body in said if (campaign_id or id) != but]
    place = first_alike(text.body, [body for _first, body in others])
    return others[place][0] if place is not None else None


def keep_bands(comment: Comment, text: Prepared) -> None:
    """Keep by what later texts find this one."""
    rows = [{"comment_id": comment.id, "band": n, "value": value} for n, value in enumerate(text.bands)]
    if rows:
        db.session.execute(_KEEP, rows)


def drop_bands(comment: Comment) -> None:
    """No later text is found to be like this one."""
    db.session.execute(delete(Band).where(Band.comment_id == comment.id))


def _candidates(text: Prepared, but: int | None) -> list[int]:
    """Those that share most bands with a text, at most twenty: a few of each band, however many share it."""
    if not text.bands:
        return []
    found = db.session.scalars(
        _sharing(len(text.bands)), {f"band_{n}": value for n, value in enumerate(text.bands)}
    )
    shared = Counter(id for id in found if id != but)
    return [id for id, _n in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]]


@cache
def _sharing(n: int) -> Any:
    """The question that asks for the first few comments of each of ``n`` bands; made once, since it is long."""
    some = [
        select(Band.comment_id)
        .where(Band.value == bindparam(f"band_{each}"))
        .order_by(Band.comment_id)
        .limit(EACH + 1)
        .subquery()
        for each in range(n)
    ]
    return union_all(*(select(each.c.comment_id) for each in some))
