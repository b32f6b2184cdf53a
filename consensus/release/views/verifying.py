"""The program that checks an export or a dump by itself, at the address it always had."""

from pathlib import Path

from flask import Blueprint, Response

from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from .. import verify

bp = Blueprint("verifying", __name__)


@bp.get("/ledger/verify.py")
@open_to_all
@public
def program() -> Response:
    """The program, as it is run here too."""
    return Response(Path(verify.__file__).read_text("utf-8"), mimetype="text/x-python")
