"""Who sets and judges criteria, who announces, endorses, challenges and seals; and why."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from ..accounts.models import Role
from ..accounts.queries import may_speak_for
from ..accounts.rules import has_address, holds, role
from ..drafts.models import Draft
from ..kit.permissions import all_of, any_of, everybody, not_, signed_in
from ..moderation.rules import not_paused
from .models import Endorsement, EndorsementChallenge


class Can(StrEnum):
    """Permissions on criteria, candidates, endorsements and seals."""

    READ = "release:draft:read"
    DESK = "release:desk:see"
    SET_CRITERIA = "release:criteria:set"
    JUDGE = "release:criterion:judge"
    REOPEN = "release:criterion:reopen"
    CANDIDATE = "release:candidate:announce"
    PLAN = "release:date:plan"
    OWN = "release:endorsement:own"
    ENDORSE = "release:endorsement:make"
    WITHDRAW = "release:endorsement:withdraw"
    ASK = "release:endorsement:ask"
    CHALLENGE = "release:endorsement:challenge"
    RULE = "release:endorsement:rule"
    SET_FAMILY = "release:organisation:set-family"
    OPEN_SEAL = "release:seal:open"
    SIGN = "release:seal:sign"
    ABANDON = "release:seal:abandon"
    ROTATE = "release:key:rotate"


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion of a draft that people judge, and which roles do."""

    draft: Draft
    criterion: str
    roles: tuple[str, ...]


def judges(viewer: Any, thing: Any) -> bool:
    """True for whoever holds one of the roles that judge it now. ``thing``: see :class:`Judged`."""
    return isinstance(thing, Judged) and any(holds(viewer, Role(name)) for name in thing.roles)


def has_confirmed(viewer: Any, thing: Any) -> bool:
    """True for whoever confirmed their address."""
    return viewer is not None and not viewer.is_guest and viewer.confirmed_at is not None


def is_own(viewer: Any, thing: Any) -> bool:
    """True when an endorsement is the viewer's; of nothing in particular, nobody's."""
    return viewer is not None and thing is not None and thing.account_id == viewer.id


def speaks_for_it(viewer: Any, thing: Any) -> bool:
    """True for whoever is confirmed to speak for the organisation that endorses."""
    if viewer is None or not isinstance(thing, Endorsement) or thing.organisation is None:
        return False
    return may_speak_for(viewer, thing.organisation)


def is_involved(viewer: Any, thing: Any) -> bool:
    """True for who challenged an endorsement, whose it is, and who belongs to the organisation. ``thing``: a challenge."""
    if viewer is None or not isinstance(thing, EndorsementChallenge):
        return False
    endorsement = thing.endorsement
    if viewer.id in (thing.account_id, endorsement.account_id) or speaks_for_it(viewer, endorsement):
        return True
    return endorsement.organisation_id is not None and endorsement.organisation_id == viewer.affiliation_id


maintainer, chair, board = role("maintainer"), role("chair"), role("board")
_decides = all_of(any_of(maintainer, chair), not_paused)
_speaks = all_of(has_address, has_confirmed, not_paused)

RULES = {
    Can.READ: (everybody, _l("everybody may read what stands between a draft and its release")),
    Can.DESK: (
        any_of(maintainer, chair, board),
        _l("maintainers, chairs and the board see the desk of the release"),
    ),
    Can.SET_CRITERIA: (
        all_of(maintainer, not_paused),
        _l("maintainers set criteria, with a public reason; they hold from the next draft"),
    ),
    Can.JUDGE: (
        all_of(judges, not_paused),
        _l("whoever holds the role that the criterion names judges it now, with a public reason"),
    ),
    Can.REOPEN: (_decides, _l("maintainers and chairs open a judged criterion anew, with a public reason")),
    Can.CANDIDATE: (
        _decides,
        _l("maintainers and chairs announce release candidates and withdraw them, with a public reason"),
    ),
    Can.PLAN: (
        _decides,
        _l("maintainers and chairs say for which day a release is planned, with a public reason"),
    ),
    Can.OWN: (signed_in, _l("everyone sees at one place what they endorsed")),
    Can.ENDORSE: (
        _speaks,
        _l(
            "whoever confirmed their address may endorse the latest draft, unless their account is paused; guests leave an "
            "address first, on the page of their account"
        ),
    ),
    Can.WITHDRAW: (
        any_of(is_own, speaks_for_it),
        _l(
            "everyone withdraws their endorsement at any time, also while paused; so does who speaks for the organisation"
        ),
    ),
    Can.ASK: (
        all_of(any_of(is_own, speaks_for_it), has_address, has_confirmed, not_paused),
        _l(
            "who endorsed for an organisation, and who speaks for it, have it confirmed by mail, unless their account is "
            "paused"
        ),
    ),
    Can.CHALLENGE: (
        all_of(_speaks, not_(is_own)),
        _l("whoever confirmed their address may challenge the stakeholder group that somebody else claims"),
    ),
    Can.RULE: (
        all_of(_decides, not_(is_involved)),
        _l("maintainers and chairs rule on challenges of endorsements; never on their own"),
    ),
    Can.SET_FAMILY: (
        all_of(any_of(maintainer, role("admin")), not_paused),
        _l("maintainers and admins say which organisations belong together, so that they endorse once"),
    ),
    Can.OPEN_SEAL: (
        all_of(any_of(board, chair, maintainer), not_paused),
        _l("members of the board, chairs and maintainers lay a draft before the board, once all else passes"),
    ),
    Can.SIGN: (
        all_of(board, not_paused),
        _l("whoever is a member of the board now signs, dissents or abstains; former members do not"),
    ),
    Can.ABANDON: (
        all_of(any_of(board, chair), not_paused),
        _l("members of the board, and chairs, give a sealing up or open it anew, with a public reason"),
    ),
    Can.ROTATE: (
        all_of(role("admin"), not_paused),
        _l(
            "admins put another key into use with which the site signs, on record; operators do so on the command line"
        ),
    ),
}
