"""What can be done with people, organisations and roles. Actions flush; the entrance commits."""

from .arriving import (
    add_account,
    add_guest,
    confirm,
    ensure_first_maintainer,
    first_maintainer_link,
    register,
)
from .claiming import claim, request_claim
from .leaving import erase, merge_accounts, tidy
from .links import BY_HAND, make_link, request_link, use_link
from .organisations import change_organisation, confirm_spokesperson, create_organisation, end_spokesperson
from .passwords import reset_password, set_password, sign_out_everywhere
from .profile import change_profile
from .roles import grant_role, revoke_role
from .tokens import create_token, note_use, revoke_token

__all__ = [
    "BY_HAND", "add_account", "add_guest", "change_organisation", "change_profile", "claim", "confirm",
    "confirm_spokesperson", "create_organisation", "create_token", "end_spokesperson",
    "ensure_first_maintainer", "erase", "first_maintainer_link", "grant_role", "make_link",
    "merge_accounts", "note_use", "register", "request_claim", "request_link", "reset_password", "revoke_role",
    "revoke_token", "set_password", "sign_out_everywhere", "tidy", "use_link",
]  # fmt: skip
