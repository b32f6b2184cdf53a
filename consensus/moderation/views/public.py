"""The public log: what was decided, under which rule, and why; never the folded words."""

from typing import Any

from flask import render_template, request

from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ...ledger.names import names_of, person_in
from .. import queries
from .doors import PLACES, bp

SHOWN: dict[str, Any] = {
    "decided": queries.decisions, "folded": queries.hidings, "paused": queries.pauses,
}  # fmt: skip


@bp.get("/moderation/")
@open_to_all
@public
def log() -> str:
    """Everything that was decided, or only what is folded or paused now; the newest first."""
    cursor, asked = request.args.get("cursor"), request.args.get("show")
    show = asked if asked in SHOWN else "decided"
    page = SHOWN[show](cursor=cursor)
    refs = [str(row.account.ref if show == "paused" else row.ref) for row in page.items]
    ids = {row.by for row in page.items} | {id for named in refs if (id := person_in(named))}
    folded, paused = queries.how_many_now()
    return render_template(
        "moderation/log.html",
        show=show,
        rows=list(zip(refs, page.items, strict=True)),
        next=page.next,
        deeper=bool(cursor),
        names=names_of(ids),
        person_in=person_in,
        still=queries.hidings_of(refs) if show == "decided" else {},
        folded=folded,
        paused=paused,
        **PLACES,
    )
