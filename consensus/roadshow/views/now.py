"""Where a room stands: what its phones and its screen ask for every second or so. Tiny, the same for all, and kept."""

from flask import Response, jsonify

from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ..queries import now_of
from .doors import bp


@bp.get("/roadshow/<slug>/sittings/<int:number>/now.json")
@open_to_all
@public
def now(slug: str, number: int) -> Response:
    """Which clause is shown, whether positions are revealed, how many notes: with an ETag that changes when it does."""
    return jsonify(now_of(slug, number).as_dict())
