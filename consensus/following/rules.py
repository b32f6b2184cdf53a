"""Who may follow, and why."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from ..accounts.rules import has_address
from ..kit.permissions import signed_in


class Can(StrEnum):
    """The permissions of this package."""

    WATCH = "following:thing:watch"
    READ = "following:inbox:read"
    SET_MAIL = "following:mail:set"


RULES = {
    Can.WATCH: (signed_in, _l("whoever is signed in may be told of what happens to a thing")),
    Can.READ: (signed_in, _l("everyone reads their own inbox, and sees what they watch")),
    Can.SET_MAIL: (has_address, _l("whoever left an address says how often we write to it")),
}
