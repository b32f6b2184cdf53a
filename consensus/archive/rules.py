"""Who may read, bring in and withdraw what was said elsewhere; and why."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from ..accounts.rules import role
from ..kit.permissions import all_of, everybody
from ..moderation.rules import not_paused


class Can(StrEnum):
    """Permissions on archives."""

    READ = "archive:archive:read"
    IMPORT = "archive:archive:import"
    WITHDRAW = "archive:archive:withdraw"
    UNNAME = "archive:archive:unname"


_keeps = all_of(role("maintainer"), not_paused)

RULES = {
    Can.READ: (everybody, _l("everybody may read what was said elsewhere, without an account")),
    Can.IMPORT: (_keeps, _l("maintainers bring in discussions that were held elsewhere")),
    Can.WITHDRAW: (_keeps, _l("maintainers withdraw an archive as a whole, on record")),
    Can.UNNAME: (
        _keeps,
        _l("maintainers take a name out of an archive, when its bearer asks for that"),
    ),
}
