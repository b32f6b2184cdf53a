"""Receipts: what the public record says of one position, checkable by whoever has the link."""

from flask import Response, jsonify, render_template
from flask_babel import gettext as _

from ...kit.errors import Missing
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ...ledger.models import Entry
from ...ledger.queries import entry as entry_numbered
from ...ledger.vouched import checkpoint_after
from ..queries.rows import position_of_entry
from ..verbs import Verb
from .doors import bp


def taken_at(n: int) -> Entry:
    """The entry of a position. Raises Missing for another, or for none."""
    found = entry_numbered(n)
    if found is None or found.verb != Verb.TAKEN:
        raise Missing(_("The public record has no position under this number."))
    return found


@bp.get("/positions/receipts/<int:n>")
@open_to_all
@public
def receipt(n: int) -> str:
    """What stands on record, what became of it since, and how to check it."""
    entry = taken_at(n)
    return render_template(
        "voting/receipt.html",
        entry=entry,
        said=entry.details,
        position=position_of_entry(n),
        checkpoint=checkpoint_after(n),
    )


@bp.get("/positions/receipts/<int:n>.json")
@open_to_all
@public
def receipt_file(n: int) -> Response:
    """The receipt as a file, for ``verify.py --receipt``, with the first checkpoint that covers it, once there is one."""
    entry, checkpoint = taken_at(n), checkpoint_after(n)
    answer = jsonify(entry.as_dict() | {"checkpoint": checkpoint.as_dict() if checkpoint else None})
    answer.headers["Content-Disposition"] = f'attachment; filename="receipt-{n}.json"'
    return answer
