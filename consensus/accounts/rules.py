"""Who may do what with people, organisations and one's own account; and ``role()``, which every feature
uses.
"""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from ..kit.clock import now
from ..kit.permissions import Predicate, all_of, any_of, signed_in
from .models import Account, Role


class Can(StrEnum):
    """The permissions of this package."""

    SIGN_OUT = "accounts:self:sign-out"
    CHANGE_PROFILE = "accounts:self:change-profile"
    CHANGE_PASSWORD = "accounts:self:change-password"
    EXPORT = "accounts:self:export"
    ERASE = "accounts:self:erase"
    CLAIM = "accounts:self:claim"
    CREATE_TOKEN = "accounts:token:create"
    REVOKE_TOKEN = "accounts:token:revoke"
    LIST_PEOPLE = "accounts:people:list"
    SEE_ADDRESS = "accounts:people:see-address"
    GRANT_ROLE = "accounts:role:grant"
    REVOKE_ROLE = "accounts:role:revoke"
    RECORD_ORGANISATION = "accounts:organisation:record"
    CONFIRM_SPOKESPERSON = "accounts:organisation:confirm-spokesperson"


def holds(account: Account | None, role: Role | str) -> bool:
    """True when a person holds a role now: granted, begun, neither over nor revoked."""
    if account is None:
        return False
    at = now()
    return any(grant.role == role and grant.holds(at) for grant in account.grants)


def role(name: Role | str) -> Predicate:
    """The predicate "holds this role now". Raises ValueError for a role that does not exist."""
    wanted = Role(name)
    return lambda viewer, thing: holds(viewer, wanted)


def has_address(viewer: Any, thing: Any) -> bool:
    """True for a person who left an address; guests did not."""
    return viewer is not None and not viewer.is_guest


def is_oneself(viewer: Any, thing: Any) -> bool:
    """True when the thing belongs to the viewer."""
    return viewer is not None and thing.account_id == viewer.id


_desk = any_of(role("maintainer"), role("admin"))

RULES = {
    Can.SIGN_OUT: (signed_in, _l("whoever is signed in may sign out, here and everywhere")),
    Can.CHANGE_PROFILE: (signed_in, _l("everyone describes themselves, and nobody else")),
    Can.CHANGE_PASSWORD: (has_address, _l("whoever left an address may set a password")),
    Can.EXPORT: (signed_in, _l("everyone may take along what is kept of them")),
    Can.ERASE: (signed_in, _l("everyone may have what is kept of them erased")),
    Can.CLAIM: (signed_in, _l("whoever takes part as a guest may leave an address, and keep what they said")),
    Can.CREATE_TOKEN: (has_address, _l("whoever left an address may let programs act for them")),
    Can.REVOKE_TOKEN: (all_of(signed_in, is_oneself), _l("everyone revokes their own tokens")),
    Can.LIST_PEOPLE: (_desk, _l("maintainers and admins see who takes part")),
    Can.SEE_ADDRESS: (role("admin"), _l("only admins see people's addresses")),
    Can.GRANT_ROLE: (role("admin"), _l("admins grant roles, on record")),
    Can.REVOKE_ROLE: (role("admin"), _l("admins take roles back, on record")),
    Can.RECORD_ORGANISATION: (_desk, _l("maintainers and admins record organisations")),
    Can.CONFIRM_SPOKESPERSON: (
        _desk,
        _l("maintainers and admins confirm who may speak for an organisation, never for themselves"),
    ),
}
