"""The public record, in order, with its hashes."""

from flask import Response, request
from flask_babel import gettext as _

from ...kit.errors import Invalid
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ...kit.web.paging import asked_limit
from ...ledger.queries import entries_after
from ..answers import list_answer
from ..schemas import EntryList, LedgerQuery
from ..spec import Calls, reading

LARGEST = 2**31 - 1
calls = Calls("api-ledger", __name__, url_prefix="/api/v1", description="What happened, numbered and chained")


@calls.route("/ledger")
@reading(EntryList, query=LedgerQuery, refusals=(422,))
@public
@open_to_all
def list_entries() -> Response:
    """Entries of the public record, the oldest first, each with its hash.

    `after` is the number of the last entry that you have; the next page's is in `next`.
    """
    limit = asked_limit()
    found = entries_after(_after(), most=limit + 1)
    items = [entry.as_dict() for entry in found[:limit]]
    return list_answer(items, next={"after": items[-1]["n"]} if len(found) > limit else None)


def _after() -> int:
    text = request.args.get("after", "0")
    if not (text.isascii() and text.isdigit()):
        raise Invalid({"after": _("The number of an entry: 0 or more.")})
    return min(int(text[:12]), LARGEST)
