"""One stop: when and where, who leads it, what was said there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import g, render_template
from flask_babel import lazy_gettext as _l

from ...accounts.names import country_name, language_names
from ...kit.permissions import can, open_to_all
from ...kit.web.cache import public
from ...ledger.names import names_of
from ..models import Stop, StopState
from ..queries import duties_of
from ..queries.listed import listed, told_last
from ..queries.report import report_of
from ..rules import Can
from ..stops_shown import begins_at, days_words, sitting_views, stop_view
from .doors import bp, stop_at

MOVED = {
    "starts": _l("First day"), "ends": _l("Last day"), "city": _l("City"), "country": _l("Country"),
    "venue": _l("Venue"), "timezone": _l("Time zone"),
}  # fmt: skip


@bp.get("/roadshow/<slug>/")
@open_to_all
@public
def stop(slug: str) -> str:
    """One stop."""
    found = stop_at(slug)
    duties = duties_of(found)
    names = names_of({duty.account.actor_id or "" for duty in duties} - {""})
    return render_template(
        "roadshow/stop.html",
        stop=stop_view(found),
        begins=begins_at(found),
        language=language_names([found.language]),
        sittings=sitting_views(found),
        staff=[
            (str(duty.task), names.get(duty.account.actor_id or "", duty.account.name), _person(duty.account.actor_id))
            for duty in duties
        ],
        said=listed([found]).get(found.slug),
        report=report_of(found) if found.draft_id is not None else None,
        moved=moved_words(found),
        open=found.state is StopState.OPEN,
        runs=can(g.viewer, Can.RUN, found),
        sets_aside=found.draft_id is not None and can(g.viewer, Can.SET_ASIDE, found),
        scribes=can(g.viewer, Can.SCRIBE, found),
    )  # fmt: skip


def moved_words(stop: Stop) -> list[tuple[str, str, str]]:
    """What the last move changed: the field, what it said before, what it says now, as people read them."""
    change = told_last([stop]).get(stop.id) if stop.state is StopState.MOVED else None
    facts: Mapping[str, Any] = change.facts or {} if change else {}
    before, after = facts.get("from", {}), facts.get("to", {})
    return [
        (str(words), _said(name, before.get(name)), _said(name, after[name]))
        for name, words in MOVED.items()
        if name in after
    ]


def _said(name: str, value: object) -> str:
    if name == "country":
        return country_name(str(value) if value else None)
    day = date.fromisoformat(str(value)) if name in ("starts", "ends") and value else None
    return days_words(day, day) if day else str(value or "")


def _person(actor_id: str | None) -> str | None:
    return f"/people/{actor_id}/" if actor_id else None
