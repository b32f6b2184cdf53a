"""Clauses through all drafts."""

from flask import Response

from ...drafts import shapes
from ...drafts.queries import clause_named
from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ..answers import answer
from ..schemas import ClauseHistorySchema
from ..spec import Calls, path, reading

calls = Calls("api-clauses", __name__, url_prefix="/api/v1", description="What lasts through all drafts")


@calls.route("/clauses/<key>", parameters=[path("key", "A clause's key, or an alias.")])
@reading(ClauseHistorySchema)
@public
@open_to_all
def show_clause(key: str) -> Response:
    """A clause: its identity, and its wording in every draft.

    An alias answers with the clause it stands for, whose `key` is the lasting one.
    """
    return answer(shapes.clause_history_shape(clause_named(key)))
