"""Where a program, or whoever writes one, begins: the list of calls, the OpenAPI document, the manual."""

from typing import Any

from flask import Blueprint, Response, current_app, g, json, render_template
from flask_login import current_user

from ...kit.permissions import RULES, open_to_all
from ...kit.web.cache import public
from ..answers import list_answer
from ..manual import groups_of, shapes_of
from ..schemas import CallList, RuleList
from ..spec import Calls, reading, spec_of

bp = Blueprint("api", __name__, url_prefix="/api")
calls = Calls("api-front", __name__, url_prefix="/api/v1", description="What there is")


@bp.get("/openapi.json")
@open_to_all
@public
def openapi() -> Response:
    """The OpenAPI document."""
    return Response(json.dumps(spec_of(current_app), indent=1, sort_keys=False), mimetype="application/json")


@bp.get("/docs/")
@open_to_all
@public
def manual() -> str:
    """The same for people. The one page below ``/api/``: here, reading, a session says who is there."""
    if current_user.is_authenticated:
        g.viewer = current_user._get_current_object()
    spec = spec_of(current_app)
    return render_template(
        "api/manual.html", groups=groups_of(spec), shapes=shapes_of(spec), what=spec["info"]["description"]
    )


@calls.route("/")
@reading(CallList, refusals=())
@public
@open_to_all
def list_calls() -> Response:
    """Every call there is."""
    return list_answer(list(_calls(spec_of(current_app))), next=None)


@calls.route("/rules")
@reading(RuleList, refusals=())
@public
@open_to_all
def list_rules() -> Response:
    """Who may do what, and why."""
    rules = [{"permission": name, "rule": str(rule.sentence)} for name, rule in sorted(RULES.items())]
    return list_answer(rules, next=None)


def _calls(spec: Any) -> Any:
    for group in groups_of(spec):
        for call in group.calls:
            yield {"method": call.method, "path": call.path, "summary": call.summary}
