"""Who may report, moderate, appeal and pause; and ``not_paused``, which the writing rules of every feature use."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from ..accounts.rules import role
from ..kit.clock import now
from ..kit.permissions import all_of, any_of, not_, signed_in
from .queries import hiding_of, pause_of
from .registry import author_of, parties_of


class Can(StrEnum):
    """The permissions of this package."""

    REPORT = "moderation:thing:report"
    READ_OWN = "moderation:self:read"
    APPEAL = "moderation:hiding:appeal"
    SEE_QUEUE = "moderation:queue:see"
    READ_FOLDED = "moderation:folded:read"
    HIDE = "moderation:thing:hide"
    RESTORE = "moderation:thing:restore"
    DISMISS = "moderation:reports:dismiss"
    RULE = "moderation:appeal:rule"
    PAUSE = "moderation:account:pause"
    END_PAUSE = "moderation:account:end-pause"


def not_paused(viewer: Any, thing: Any) -> bool:
    """True for a person whose account is not paused now; false for nobody. Asks the database once a request."""
    return viewer is not None and pause_of(viewer) is None


def argues_there(viewer: Any, thing: Any) -> bool:
    """True when the viewer wrote the thing, or argues in its thread."""
    return viewer is not None and viewer.actor_id in parties_of(thing)


def is_author(viewer: Any, thing: Any) -> bool:
    """True when the thing is by the viewer."""
    return viewer is not None and viewer.actor_id is not None and viewer.actor_id == author_of(thing)


def folded_it(viewer: Any, thing: Any) -> bool:
    """True when it was the viewer who folded the thing."""
    hiding = hiding_of(thing)
    return viewer is not None and hiding is not None and hiding.by == viewer.actor_id


def has_a_role(viewer: Any, account: Any) -> bool:
    """True when the account in question, not the viewer's, holds a role now."""
    at = now()
    return any(grant.holds(at) for grant in account.grants)


def is_own(viewer: Any, account: Any) -> bool:
    """True when the account in question is the viewer's."""
    return viewer is not None and account.id == viewer.id


moderates = all_of(role("moderator"), not_paused)
_aside = all_of(moderates, not_(argues_there))
_pauses = all_of(not_(is_own), any_of(all_of(role("admin"), not_paused), all_of(moderates, not_(has_a_role))))

RULES = {
    Can.REPORT: (not_paused, _l("whoever is signed in may report, unless their account is paused")),
    Can.READ_OWN: (signed_in, _l("everyone sees what became of their own reports and appeals")),
    Can.APPEAL: (
        is_author,
        _l("whoever wrote what is folded may appeal, once; also while their account is paused"),
    ),
    Can.SEE_QUEUE: (moderates, _l("moderators see what is reported, held and appealed, and by whom")),
    Can.READ_FOLDED: (
        any_of(is_author, moderates),
        _l("the words of what is folded stay open to whoever wrote them and to moderators"),
    ),
    Can.HIDE: (_aside, _l("moderators fold, with a public reason; never in threads they argue in")),
    Can.RESTORE: (_aside, _l("moderators unfold, with a public reason; never in threads they argue in")),
    Can.DISMISS: (_aside, _l("moderators answer reports; never in threads they argue in")),
    Can.RULE: (
        all_of(_aside, not_(folded_it)),
        _l("another moderator than the one who folded rules on an appeal; never in threads they argue in"),
    ),
    Can.PAUSE: (
        _pauses,
        _l(
            "moderators pause accounts for at most 90 days; whoever holds a role is paused by admins only; nobody themselves"
        ),
    ),
    Can.END_PAUSE: (_pauses, _l("whoever may pause an account may end its pause early")),
}
