"""A system's badge, as a picture and as data: what came out, under which draft, when, and that it is no certificate."""

from typing import Any

from flask import Response, jsonify, render_template
from flask_babel import gettext as _

from ...drafts.models import Draft
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ..models import System
from ..queries.lines import line_of
from ..queries.registry import system_named
from ..titles import verdict_title
from .doors import bp, draft_needed

PER_SIGN, PER_BOLD, LEAST, BESIDE = 5.6, 7.6, 300, 54


@bp.get("/systems/<slug>/badge.svg")
@open_to_all
@public
def badge_picture(slug: str) -> Response:
    """The badge under the latest draft, or under ``?draft=``."""
    found = badge(system_named(slug), draft_needed())
    width = BESIDE + max(LEAST, PER_BOLD * len(found["label"]), PER_SIGN * len(found["under"]))
    drawn = render_template("systems/badge.svg", badge=found, width=round(width))
    return Response(drawn, mimetype="image/svg+xml")


@bp.get("/systems/<slug>/badge.json")
@open_to_all
@public
def badge_data(slug: str) -> Any:
    """The same as data."""
    return jsonify(badge(system_named(slug), draft_needed()))


def badge(system: System, draft: Draft) -> dict[str, Any]:
    """What a badge says: the assessment in words, the draft, the day it was computed, and what it is not."""
    line = line_of(system, draft=draft)
    day = line.at.date().isoformat() if line.at else None
    note = _("community review, not certification")
    return {
        "system": line.slug,
        "name": line.name,
        "version": line.version,
        "draft": draft.version,
        "date": day,
        "verdict": line.verdict,
        "label": f"{line.name}: {verdict_title(line.verdict)}",
        "under": ", ".join(filter(None, [_("draft %(version)s", version=draft.version), day])) + f": {note}",
        "note": note,
    }
