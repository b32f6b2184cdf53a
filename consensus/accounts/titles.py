"""What roles, sectors and scopes are called on the screen."""

from typing import Any

from flask_babel import lazy_gettext as _l

from .models import Role, Scope, Sector

_ROLES: dict[Role, Any] = {
    Role.SCRIBE: _l("scribe"),
    Role.MODERATOR: _l("moderator"),
    Role.MAINTAINER: _l("maintainer"),
    Role.CHAIR: _l("chair"),
    Role.BOARD: _l("board member"),
    Role.ADMIN: _l("admin"),
}
_SECTORS: dict[Sector, Any] = {
    Sector.COMPANY: _l("company"),
    Sector.NONPROFIT: _l("non-profit organisation"),
    Sector.ACADEMIA: _l("university or research"),
    Sector.GOVERNMENT: _l("government or public body"),
    Sector.COMMUNITY: _l("community without legal form"),
    Sector.OTHER: _l("other"),
}
_SCOPES: dict[Scope, Any] = {Scope.READ: _l("read only"), Scope.WRITE: _l("read and write")}


def role_title(role: Role) -> str:
    """``maintainer``."""
    return str(_ROLES[role])


def sector_title(sector: Sector) -> str:
    """``non-profit organisation``."""
    return str(_SECTORS[sector])


def scope_title(scope: Scope) -> str:
    """``read only``."""
    return str(_SCOPES[scope])
