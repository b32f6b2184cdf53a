"""The public record, entry by entry, and what is needed to check it elsewhere."""

import json
from collections.abc import Iterator

from flask import Blueprint, Response, render_template, request, stream_with_context
from flask_babel import gettext as _

from ..kit.errors import Missing
from ..kit.permissions import open_to_all
from ..kit.web.cache import public
from . import queries
from .chain import FIELDS, canonical
from .telling import by_day, tell
from .verbs import VERBS, words_of_verb

bp = Blueprint("ledger", __name__, url_prefix="/ledger")


@bp.get("/")
@open_to_all
@public
def index() -> str:
    """The record in sentences, the newest first."""
    asked, cursor = request.args.get("verb", ""), request.args.get("cursor")
    verb = None if asked in ("", "all") else asked
    page = queries.newest_entries(cursor=cursor, verb=verb)
    n, hash = queries.head()
    return render_template(
        "ledger/index.html",
        days=by_day(tell(page.items)),
        next=page.next,
        deeper=bool(cursor),
        verb=verb,
        verbs=[(each, words_of_verb(each)) for each in sorted(VERBS)],
        head_n=n,
        head_hash=hash,
    )


@bp.get("/<int:n>")
@open_to_all
@public
def entry(n: int) -> str:
    """One entry with everything that is hashed."""
    found = queries.entry(n)
    if found is None:
        raise Missing(_("The public record has no entry with this number."))
    fields = found.as_dict()
    return render_template(
        "ledger/entry.html",
        entry=found,
        told=tell([found])[0],
        details=canonical(fields["details"]),
        words=canonical({name: fields[name] for name in FIELDS}),
        previous=n - 1 if n > 1 else None,
        next=n + 1 if n < queries.head()[0] else None,
    )


@bp.get("/export.ndjson")
@open_to_all
def export() -> Response:
    """Every entry, one a line."""
    answer = Response(stream_with_context(export_lines()), mimetype="application/x-ndjson")
    answer.headers["Content-Disposition"] = 'attachment; filename="ledger.ndjson"'
    return answer


def export_lines() -> Iterator[str]:
    """The lines of an export, in batches."""
    for each in queries.all_entries():
        yield json.dumps(each.as_dict(), separators=(",", ":"), ensure_ascii=False) + "\n"
