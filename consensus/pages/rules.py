"""Who may see what pages put together."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from ..accounts.rules import role
from ..kit.permissions import any_of


class Can(StrEnum):
    """Permissions of floor 10."""

    DESK = "pages:desk:read"


RULES = {
    Can.DESK: (
        any_of(*(role(name) for name in ("maintainer", "moderator", "chair", "admin"))),
        _l("those with a role see the desk"),
    ),
}
