"""The path to stable: what stands between a draft and its release."""

from flask import Response, request
from flask_babel import gettext as _

from ...drafts.queries import draft_named
from ...kit.errors import Invalid
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ...release.evaluating import evaluate
from ...release.models import Target
from ...release.shapes import gate_shape
from ..answers import answer
from ..release_schemas import GateSchema, TargetQuery
from ..spec import Calls, path, reading

VERSION = [path("version", "A draft's version, or `latest`.")]
calls = Calls("api-release", __name__, url_prefix="/api/v1", description="The path to stable")


@calls.route("/release/<version>", parameters=VERSION)
@reading(GateSchema, query=TargetQuery)
@public
@open_to_all
def show_gate(version: str) -> Response:
    """What stands between a draft and a stable release, or a release candidate, criterion by criterion, as of now."""
    return answer(gate_shape(evaluate(draft_named(version), _target())))


def _target() -> Target:
    asked = request.args.get("target") or str(Target.STABLE)
    if asked not in tuple(Target):
        raise Invalid({"target": _("Choose one of these: %(targets)s.", targets=", ".join(Target))})
    return Target(asked)
