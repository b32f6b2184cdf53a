"""Who may review, keep the registry, and speak of assessments; and why."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from ..accounts.rules import has_address, role
from ..kit.permissions import all_of, any_of, everybody, not_, signed_in
from ..moderation.rules import not_paused
from .models import Review, System
from .queries.contacts import speaks_for


class Can(StrEnum):
    """Permissions on systems, reviews, assessments and surprises."""

    READ = "systems:system:read"
    EDIT_REGISTRY = "systems:system:edit"
    DESK = "systems:desk:see"
    REVIEW = "systems:review:write"
    EDIT_REVIEW = "systems:review:edit"
    WITHDRAW_REVIEW = "systems:review:withdraw"
    SEE_WAITING = "systems:review:see-waiting"
    RELEASE = "systems:review:release"
    REPLY = "systems:review:reply"
    STANCE = "systems:verdict:say"
    WITHDRAW_STANCE = "systems:verdict:take-back"
    ANSWER = "systems:verdict:answer"
    SURPRISE = "systems:surprise:raise"
    COSIGN = "systems:surprise:cosign"
    UNSIGN = "systems:surprise:withdraw-cosignature"
    WITHDRAW_SURPRISE = "systems:surprise:withdraw"
    ANSWER_SURPRISE = "systems:surprise:answer"
    WHAT_IF = "systems:what-if:ask"


def has_confirmed(viewer: Any, thing: Any) -> bool:
    """True for whoever confirmed their address."""
    return viewer is not None and not viewer.is_guest and viewer.confirmed_at is not None


def is_own(viewer: Any, thing: Any) -> bool:
    """True when a review, an opinion or a surprise is the viewer's; of nothing in particular, nobody's."""
    return viewer is not None and thing is not None and thing.account_id == viewer.id


def speaks_for_its_maker(viewer: Any, thing: Any) -> bool:
    """True for whoever is named on the desk as a contact of the maker. ``thing``: a system, or a review of one."""
    system = thing.version.system if isinstance(thing, Review) else thing
    return viewer is not None and isinstance(system, System) and speaks_for(viewer, system)


maintainer = role("maintainer")
_writes = all_of(has_address, not_paused)
_reviews = all_of(has_address, has_confirmed, not_paused)

RULES = {
    Can.READ: (everybody, _l("everybody may read assessments and what they rest on, without an account")),
    Can.EDIT_REGISTRY: (all_of(maintainer, not_paused), _l("maintainers keep the registry of systems")),
    Can.DESK: (maintainer, _l("maintainers see which reviews wait, and whom to tell")),
    Can.REVIEW: (
        _reviews,
        _l("whoever confirmed their address may review a system, unless their account is paused"),
    ),
    Can.EDIT_REVIEW: (all_of(is_own, not_paused), _l("everyone revises their own reviews; history stays")),
    Can.WITHDRAW_REVIEW: (is_own, _l("everyone may withdraw their own reviews; also while they are paused")),
    Can.SEE_WAITING: (
        any_of(is_own, speaks_for_its_maker, maintainer),
        _l("while the maker has time to reply, a review is read by its author, the maker and maintainers"),
    ),
    Can.RELEASE: (
        all_of(maintainer, not_paused, not_(is_own), not_(speaks_for_its_maker)),
        _l("maintainers may make a review public before the maker's time is over; never their own"),
    ),
    Can.REPLY: (
        all_of(speaks_for_its_maker, not_paused),
        _l("whoever is named as a contact of the maker replies to reviews of its systems"),
    ),
    Can.STANCE: (
        _writes,
        _l(
            "whoever has an account with an address may agree or disagree with an assessment, unless it is paused"
        ),
    ),
    Can.WITHDRAW_STANCE: (signed_in, _l("everyone takes back what they said; also while they are paused")),
    Can.ANSWER: (
        all_of(maintainer, not_paused, not_(is_own)),
        _l("maintainers answer disagreements, with a public reason; never their own"),
    ),
    Can.SURPRISE: (
        _writes,
        _l(
            "whoever has an account with an address may say that an assessment surprised them, unless it is paused"
        ),
    ),
    Can.COSIGN: (
        all_of(_writes, not_(is_own)),
        _l(
            "whoever has an account with an address may say that they were surprised too, unless it is paused"
        ),
    ),
    Can.UNSIGN: (signed_in, _l("everyone may take back having been surprised")),
    Can.WITHDRAW_SURPRISE: (
        is_own,
        _l("everyone takes back their own surprises; also while they are paused"),
    ),
    Can.ANSWER_SURPRISE: (
        all_of(maintainer, not_paused, not_(is_own)),
        _l("maintainers answer surprises, with a public reason; never their own"),
    ),
    Can.WHAT_IF: (everybody, _l("everybody may ask what another checklist would change")),
}
