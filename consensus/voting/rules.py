"""Who may take positions, and who decides what figures only indicate; and why."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from ..accounts.rooms import speaks_here
from ..accounts.rules import role
from ..drafts.models import Draft
from ..kit.permissions import all_of, any_of, not_, signed_in
from ..moderation.rules import not_paused
from .policies import CONFIRMED, NAMED
from .queries.involved import (
    answered_an_objection,
    appealed,
    declared_the_change,
    is_on_roll,
    made_the_call,
    objected,
)
from .queries.policies import policy_of


class Can(StrEnum):
    """Permissions on positions, challenges, calls and last calls."""

    TAKE = "voting:position:take"
    WITHDRAW = "voting:position:withdraw"
    REFUSE = "voting:position:refuse-carrying"
    SEE_OWN = "voting:self:read"
    CHALLENGE = "voting:change:challenge"
    RULE = "voting:challenge:rule"
    CALL = "voting:call:make"
    APPEAL = "voting:call:appeal"
    RULE_APPEAL = "voting:appeal:rule"
    LAST_CALL = "voting:last-call:announce"
    PUBLISH_ROLL = "voting:roll:publish"


def takes_part(viewer: Any, thing: Any) -> bool:
    """True for whom the policy of the draft lets take part. ``thing``: the draft, or what has one; None: any draft."""
    draft = thing if isinstance(thing, Draft) else getattr(thing, "draft", None)
    if viewer is None or draft is None:
        return viewer is not None
    who = policy_of(draft).who
    if who == CONFIRMED:
        return not viewer.is_guest and viewer.confirmed_at is not None
    return who != NAMED or is_on_roll(viewer, draft)


chair, board, maintainer = role("chair"), role("board"), role("maintainer")
_involved = any_of(declared_the_change, answered_an_objection, made_the_call, objected, appealed)

RULES = {
    Can.TAKE: (
        all_of(signed_in, not_paused, takes_part),
        _l("whoever the draft's policy lets take part says where they stand, unless their account is paused"),
    ),
    Can.WITHDRAW: (signed_in, _l("everyone takes back what they said; also while they are paused")),
    Can.REFUSE: (
        signed_in,
        _l("everyone may refuse to have their position carried over an editorial change"),
    ),
    Can.SEE_OWN: (signed_in, _l("everyone sees what they said themselves")),
    Can.CHALLENGE: (
        all_of(signed_in, not_paused, speaks_here),
        _l(
            "whoever holds a position on the old words may challenge that their change was editorial; guests during "
            "their sitting"
        ),
    ),
    Can.RULE: (
        all_of(chair, not_paused, not_(declared_the_change)),
        _l("chairs rule on challenges; never whoever declared the change editorial"),
    ),
    Can.CALL: (
        all_of(chair, not_paused, not_(declared_the_change), not_(answered_an_objection)),
        _l("chairs call consensus; never whoever declared the change or answered an objection to it"),
    ),
    Can.APPEAL: (
        all_of(signed_in, not_paused, takes_part, speaks_here),
        _l(
            "participants appeal against a consensus call together, and whoever sustains an objection alone; guests "
            "during their sitting"
        ),
    ),
    Can.RULE_APPEAL: (
        all_of(any_of(board, chair), not_paused, not_(_involved)),
        _l("members of the board, or chairs, who were not involved rule on appeals"),
    ),
    Can.LAST_CALL: (all_of(chair, not_paused), _l("chairs announce last calls")),
    Can.PUBLISH_ROLL: (
        all_of(maintainer, not_paused),
        _l("maintainers name who may take part, where the policy asks for it"),
    ),
}
