"""Choosing the language of the site: one cookie, set when somebody asks for it."""

from flask import Blueprint, current_app, redirect, request
from werkzeug.wrappers import Response

from ..accounts.signing_in import local_path
from ..kit.errors import Missing
from ..kit.permissions import open_to_all
from ..kit.web.i18n import COOKIE, languages

bp = Blueprint("language", __name__)
YEAR = 365 * 24 * 3600


@bp.get("/language/<code>")
@open_to_all
def choose(code: str) -> Response:
    """Keep the choice and go back to where the reader was."""
    if code not in languages(current_app.config):
        raise Missing
    answer = redirect(local_path(request.args.get("next")) or "/", 303)
    answer.set_cookie(
        COOKIE,
        code,
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer
