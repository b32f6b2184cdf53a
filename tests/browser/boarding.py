"""The board on the site the browser looks at: a bundle of an earlier draft, with dissent, and a checkpoint of the record."""

from typing import Any

from consensus.accounts.models import Account
from consensus.drafts.queries import draft_named
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.release.actions.sealing import freeze
from consensus.release.bundling import make_bundle
from consensus.release.checkpointing import sign_head
from consensus.release.models import Signature, Stance

SAID = (
    (
        Stance.DISSENT,
        "The table of components **moved into another document**. I would seal both together, or neither.",
    ),
    (Stance.ABSTAIN, "I was not there when it was discussed."),
)


def boarded(rosa: Account, *others: Account) -> dict[str, Any]:
    """What lies before the board, though the draft is not the latest: two members have spoken, Rosa has not."""
    made = make_bundle(draft_named("0.0.9"))
    with transaction():
        seal = freeze(draft_named("0.0.9"), made, needed=7, board=11, by=db.session.merge(rosa))
        for (stance, reason), member in zip(SAID, others, strict=True):
            by = db.session.merge(member).actor_id
            said = Signature(
                seal_id=seal.id, by=by, stance=stance, reason=reason, salt="ab" * 16, at=now(), n=1
            )
            db.session.add(said)
    return {"checkpoint": sign_head(by=SETUP).n}
