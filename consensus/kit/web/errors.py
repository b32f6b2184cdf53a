"""The one place that turns refusals into pages or ``application/problem+json``.

A refused form is shown again, filled in: the GET view of the same address (or the one named by ``@shown_by``) runs
with ``g.rejected`` set, and field macros read values and sentences from there.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from flask import (
    Flask,
    Response,
    current_app,
    g,
    json,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.globals import request_ctx
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from ..db import db
from ..errors import Missing, NeedsSignIn, Refusal

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rejected:
    """What a refused form said: the values as typed, the sentences per field, and one for the whole."""

    values: dict[str, Any]
    errors: dict[str, list[Any]] = field(default_factory=dict)
    message: Any = ""


def shown_by(endpoint: str) -> Callable[[Any], Any]:
    """Name the GET view that shows a POST's form again when it is refused; it gets the same URL arguments."""

    def mark(view: Any) -> Any:
        view.shown_by = endpoint
        return view

    return mark


def init_app(app: Flask) -> None:
    """Bind the handlers."""
    app.register_error_handler(Refusal, on_refusal)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(Exception, on_surprise)
    app.before_request(refuse_unreadable)


def refuse_unreadable() -> None:
    """An address that holds a NUL, which PostgreSQL cannot even look for, is no address of ours. Raises Missing."""
    if "\x00" in request.path or (b"%00" in request.query_string and not is_api()):
        raise Missing


def is_api() -> bool:
    """True when the asker is a program."""
    return request.path.startswith("/api/")


def on_refusal(error: Refusal) -> Any:
    """A refusal of ours; where it says when to come again (``retry_after``: seconds), its header does too."""
    db.session.rollback()
    answer = make_response(_refused(error))
    if "retry_after" in error.details:
        answer.headers["Retry-After"] = str(error.details["retry_after"])
    return answer


def _refused(error: Refusal) -> Any:
    if is_api():
        return problem(
            error.status, str(error.sentence), errors=getattr(error, "errors", None), **_more(error)
        )
    if isinstance(error, NeedsSignIn):
        return _to_sign_in()
    if request.method == "POST" and error.status != 404:
        again = _show_again(error.status, error.sentence, getattr(error, "errors", {}))
        if again is not None:
            return again
    return error_page(error.status, error.sentence)


def on_http(error: HTTPException) -> Any:
    """A refusal of Flask, Werkzeug or an extension."""
    if isinstance(error, RequestRedirect):
        return error
    db.session.rollback()
    status = error.code or 500
    sentence = _SENTENCES.get(status, lambda: str(error.description or ""))()
    if isinstance(error, CSRFError):
        sentence = _(
            "Your session had run out, so nothing was stored. What you typed is still here: send it again."
        )
    if is_api():
        answer = problem(status, sentence)
    else:
        again = _show_again(status, sentence, {}) if isinstance(error, CSRFError) else None
        answer = again if again is not None else error_page(status, sentence)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    return answer


def on_surprise(error: Exception) -> Any:
    """A fault of ours: logged whole, told in a sentence without its insides."""
    db.session.rollback()
    if current_app.testing and current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    log.exception("unexpected error at %s %s", request.method, request.path)
    sentence = _("Something went wrong on our side. It has been written down; nothing was stored by halves.")
    return problem(500, sentence) if is_api() else error_page(500, sentence)


def problem(status: int, detail: str, *, errors: Any = None, **more: Any) -> Response:
    """RFC 9457: type, title, status, detail, and errors per field."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    if errors is not None:
        body["errors"] = {name: [str(text) for text in texts] for name, texts in errors.items()}
    return Response(json.dumps(body), status, mimetype="application/problem+json")


def error_page(status: int, sentence: Any) -> Response:
    """An error as a page of this site; as a bare sentence where the host asked for is none, so that no link can be made."""
    if request_ctx.url_adapter is None:
        return Response(str(sentence), status, mimetype="text/plain")
    phrase = _PHRASES.get(status, lambda: HTTPStatus(status).phrase)()
    page = render_template("errors/error.html", status=status, title=phrase, message=sentence, links=None)
    return make_response(page, status)


def _show_again(status: int, sentence: Any, errors: dict[str, list[Any]]) -> Response | None:
    view = current_app.view_functions.get(request.endpoint or "")
    endpoint = getattr(view, "shown_by", None) or _get_view_here()
    if endpoint is None or g.get("rejected") is not None:
        return None
    values = {
        name: request.form.getlist(name) if name.endswith("[]") else text
        for name, text in request.form.items()
    }
    g.rejected = Rejected(values, errors, sentence)
    try:
        bare: Any = current_app.view_functions[endpoint]
        page = bare.bare(**(request.view_args or {}))
    except Refusal as refusal:
        return error_page(refusal.status, refusal.sentence)
    answer = make_response(page)
    if answer.location is None:  # a page that itself leads elsewhere says there why
        answer.status_code = status
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _get_view_here() -> str | None:
    adapter = current_app.create_url_adapter(request)
    if adapter is None or not adapter.test(method="GET"):
        return None
    endpoint, _arguments = adapter.match(method="GET")
    return str(endpoint)


def _to_sign_in() -> Any:
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)
    answer = error_page(
        401, _("Your session has ended. Go back: what you typed is still on the page before.")
    )
    return answer


def _more(error: Refusal) -> dict[str, Any]:
    return {
        name: value
        for name, value in error.details.items()
        if name not in ("type", "title", "status", "needs")
    }


_PHRASES: dict[int, Callable[[], str]] = {
    400: lambda: _("Not understood"),
    401: lambda: _("Please sign in"),
    403: lambda: _("Not for you"),
    404: lambda: _("Not found"),
    405: lambda: _("Not possible here"),
    409: lambda: _("Not possible now"),
    412: lambda: _("Changed meanwhile"),
    413: lambda: _("Too large"),
    422: lambda: _("Not quite right"),
    429: lambda: _("Too many at once"),
    500: lambda: _("Our fault"),
    501: lambda: _("Not installed"),
}
_SENTENCES: dict[int, Callable[[], str]] = {
    400: lambda: _("The request could not be read."),
    404: lambda: _("There is no such page. The address may be mistyped, or the page was never published."),
    405: lambda: _("This address does not take that kind of request."),
    413: lambda: _("This is larger than what can be taken."),
    429: lambda: _("That was a lot in a short time. Please wait a little and try again."),
}
