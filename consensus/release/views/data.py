"""What stands between a draft and its release, as data: the same as the API answers."""

from flask import Blueprint, Response, json, request

from ...drafts.queries import draft_named
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ..evaluating import evaluate
from ..models import Target
from ..shapes import gate_shape

bp = Blueprint("gate", __name__)


@bp.get("/release/<version>.json")
@open_to_all
@public
def data(version: str) -> Response:
    """The criteria of a stable release, or of ``?target=candidate``, as they stand for a draft now."""
    evaluated = evaluate(draft_named(version), request.args.get("target") or Target.STABLE)
    told = json.dumps(gate_shape(evaluated), sort_keys=False, ensure_ascii=False)
    return Response(told, mimetype="application/json")
