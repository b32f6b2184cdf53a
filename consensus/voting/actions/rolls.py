"""The roll: how many may take part in a draft and by which rule, published at its opening and locked with it."""

from collections.abc import Sequence

from ...accounts.models import Account
from ...drafts.models import Draft
from ...kit.clock import now
from ...kit.db import db
from ...ledger import Actor, record
from ..errors import RollIsPublished
from ..models import Roll, RollMember
from ..policies import NAMED, policy_as_data
from ..queries.figures import eligible
from ..queries.policies import policy_source_of
from ..verbs import Verb


def publish_roll(draft: Draft, *, accounts: Sequence[Account] = (), by: Actor) -> Roll:
    """Publish how many may take part, with the policy that says who; ``accounts``: who, where the policy names them.

    Raises RollIsPublished.
    """
    if db.session.get(Roll, draft.id) is not None:
        raise RollIsPublished
    source = policy_source_of(draft)
    members = {account.id for account in accounts} if source.policy.who == NAMED else set()
    db.session.add_all(RollMember(draft_id=draft.id, account_id=id) for id in sorted(members))
    roll = Roll(
        draft_id=draft.id, draft=draft, who=source.policy.who, eligible=0, by=str(by.actor_id), at=now(),
        standard=source.text if source.version is None else None,
    )  # fmt: skip
    db.session.add(roll)
    db.session.flush()
    roll.eligible = eligible(draft) or 0
    policy = {name: value for name, value in policy_as_data(source.policy).items() if name != "sentences"}
    record(
        Verb.ROLL, by, draft, draft=draft.version, who=roll.who, eligible=roll.eligible, policy=policy,
        digest=source.digest,
    )  # fmt: skip
    db.session.flush()
    return roll
