"""What people say of each clause, in figures, put into the data of a draft: the draft itself knows nothing of it."""

from collections.abc import Iterator
from typing import Any

from ..discussion.counted import counted
from ..drafts import shapes
from ..drafts.models import Draft
from ..drafts.queries import rows_of
from .breakdown import NOTHING
from .outcome import objections_of, status_of, weigh
from .places import takes_positions
from .queries.decided import last_calls_on
from .queries.objections import objections_on
from .queries.policies import policy_of
from .queries.tallies import breakdowns_of
from .tally import totals_as_data


def whole_shape(draft: Draft) -> dict[str, Any]:
    """A draft as data with all that is said of its clauses, as the API, pages and commands give it."""
    return with_positions(counted(shapes.draft_shape(draft), draft), draft)


def with_positions(shape: dict[str, Any], draft: Draft) -> dict[str, Any]:
    """A draft as data, with the totals and the outcome of each clause that takes positions, else null.

    A fixed number of statements, however many clauses and positions there are; what outcomes depend on is not asked.
    """
    if draft.publication is None:
        return shape
    figures = dict(_figures(draft))
    return shape | {"clauses": [clause | figures.get(clause["key"], {}) for clause in shape["clauses"]]}


def _figures(draft: Draft) -> Iterator[tuple[str, dict[str, Any]]]:
    policy, last_calls = policy_of(draft), last_calls_on(draft)
    found, objections = breakdowns_of(draft, whole=False), objections_on(draft)
    for row in filter(takes_positions, rows_of(draft)):
        weighed = weigh(found.get(row.clause_id, NOTHING).by_group, policy)
        against = objections_of(objections.get(row.clause_id, ()))
        status = status_of(weighed, policy, against, last_call_ended=last_calls.ended(row.clause_id))
        yield row.key, {"tally": totals_as_data(weighed.totals), "status": str(status)}
