"""The filters and globals that templates get; nothing else reaches them."""

import hashlib
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import format_date, format_datetime, format_timedelta
from jinja2 import StrictUndefined

from ..clock import now, rfc3339
from ..mail import is_sent_by_mail
from ..permissions import can
from ..text import linking, markdown, slots
from .i18n import current_language, direction, languages, own_name


def init_app(app: Flask) -> None:
    """Bind filters, globals and what each request's templates know."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        markdown=lambda text, profile="comment": markdown.render(text or "", profile=profile),
        inline_markdown=lambda text: markdown.render(text or "", profile="inline"),
        raised=linking.raise_footnotes,
        fill=slots.fill,
        rfc3339=rfc3339,
    )
    app.jinja_env.globals.update(
        can=can, ago=ago, date=date, moment=moment, static_url=static_url, own_name=own_name, slot=slots.slot
    )
    app.context_processor(_of_this_request)


def _of_this_request() -> dict[str, Any]:
    language = current_language()
    return {
        "viewer": g.get("viewer"),
        "rejected": g.get("rejected"),
        "lang": language,
        "dir": direction(language),
        "languages": [(code, own_name(code)) for code in languages(current_app.config)],
        "site_name": current_app.config["SITE_NAME"],
        "mail_is_sent": is_sent_by_mail(),
        "here": request.path if request else "/",
    }


def ago(at: datetime) -> str:
    """``3 days ago`` or ``in 2 hours``, in the reader's language."""
    return str(format_timedelta(at - now(), add_direction=True))


def date(at: Any) -> str:
    """A date as people write it."""
    return str(format_date(at, "long"))


def moment(at: datetime) -> str:
    """A date and time with its zone, UTC."""
    return f"{format_datetime(at, 'd MMMM y, HH:mm', rebase=False)} UTC"


def static_url(path: str) -> str:
    """The address of a static file with the digest of its content, so that it can be kept for ever."""
    return url_for("static", filename=path, v=_digest(str(Path(current_app.static_folder or "") / path)))


@lru_cache(maxsize=256)
def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
