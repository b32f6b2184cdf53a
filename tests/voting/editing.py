"""Two drafts of which the second changes something that was declared editorial."""

from consensus.drafts.actions import decide_map
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.ledger import SETUP, Actor
from tests.drafts.making import OLD, prepare, publish

POLISHED = OLD.replace("**Study** how it works, and look inside.", "**Study** how it works, and open it up.")


def polished(version: str = "0.2", *, text: str = POLISHED, key: str = "study", by: Actor = SETUP) -> Draft:
    """A draft whose change of a clause is called editorial by somebody."""
    draft = prepare(text, version)
    with transaction():
        decide_map(draft, [{"key": key, "significance": "editorial"}], by=by)
    return publish(draft)
