"""How much is said of each clause, put into the data of a draft: the draft itself knows nothing of it."""

from collections.abc import Mapping
from typing import Any

from ..drafts.models import Draft
from ..drafts.queries import keys_of
from .queries.counts import Counts, talk_of

NOTHING = Counts()


def counted(shape: dict[str, Any], draft: Draft) -> dict[str, Any]:
    """A draft as data, with the comments and standing objections of each of its clauses. Two statements."""
    if draft.publication is None:
        return shape
    found = talk_by_key(draft)
    clauses = [
        clause | {"comments": said.comments, "objections": said.objections}
        for clause in shape["clauses"]
        for said in [found.get(clause["key"], NOTHING)]
    ]
    return shape | {"clauses": clauses}


def talk_by_key(draft: Draft) -> Mapping[str, Counts]:
    """Key → how much is said of the clause, for those of which anything is said."""
    found = {id: said for id, said in talk_of(draft).items() if said.comments or said.objections}
    keys = keys_of(found)
    return {keys[id]: said for id, said in found.items()}
