"""*I can live with the rest of this part*: one act that names its clauses, stored and marked on each of them."""

from collections.abc import Collection
from typing import Any

from ...accounts.models import Account
from ...drafts.models import Draft
from ..counting import Choice
from ..errors import NoEnBloc
from ..queries.rest import rest_of
from .checking import check_choice, check_open
from .taking import Taken, put, terms_of


def live_with_the_rest(
    draft: Draft, part: str, *, by: Account, keys: Collection[str] | None = None, **given: Any
) -> list[Taken]:
    """Say of all clauses of a part on which one has said nothing that one can live with them.

    ``keys``: those that the confirmation named; what came to be among the rest since is left out. Where one said
    something already, or objects, nothing changes. ``given`` is what ``terms_of`` takes. Raises NoSuchPart, NoEnBloc,
    DraftClosed, DraftSuperseded, DraftWithdrawn, and Invalid where the policy wants a reason.
    """
    check_open(draft)
    terms = terms_of(draft, by=by, **given)
    if not terms.policy.en_bloc:
        raise NoEnBloc
    choice = check_choice(terms.policy, Choice.ACCEPT, reasoned=False)
    rows = [row for row in rest_of(draft, part, by) if keys is None or row.key in keys]
    made = put(terms, [(row, choice, None) for row in rows], held={}, en_bloc=True)
    return [Taken(position) for position in made]
