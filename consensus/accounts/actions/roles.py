"""Roles: granted and taken back, on record."""

from datetime import datetime

from ...kit.clock import now, rfc3339
from ...kit.db import db
from ...ledger import Actor, record
from ..errors import EndsBeforeItBegins, LastAdmin, NothingToGrantTo, RoleNotHeld
from ..models import Account, Role, RoleGrant
from ..queries import grants_now, holders_of
from ..verbs import Verb


def grant_role(account: Account, role: Role, *, until: datetime | None = None, by: Actor) -> RoleGrant:
    """Grant a role from now, until a moment or for good. Granting what is held until then already changes
    nothing; another end replaces the former grant. Raises NothingToGrantTo and EndsBeforeItBegins.
    """
    if account.is_guest or not account.may_sign_in:
        raise NothingToGrantTo
    at = now()
    if until is not None and until <= at:
        raise EndsBeforeItBegins
    for grant in grants_now(account):
        if grant.role is role and grant.until == until:
            return grant
        if grant.role is role:
            _close(grant, at, by)
    grant = RoleGrant(account=account, role=role, granted_by=str(by.actor_id), at=at, until=until)
    db.session.add(grant)
    db.session.flush()
    record(Verb.ROLE_GRANTED, by, account, role=str(role), until=rfc3339(until) if until else None)
    return grant


def revoke_role(account: Account, role: Role, *, by: Actor) -> None:
    """Take a role back. Raises RoleNotHeld, and LastAdmin where nobody could grant roles any more."""
    held = [grant for grant in grants_now(account) if grant.role is role]
    if not held:
        raise RoleNotHeld
    if role is Role.ADMIN and len(holders_of(Role.ADMIN)) == 1:
        raise LastAdmin
    end_roles(account, by=by, only=role)


def end_roles(account: Account, *, by: Actor, only: Role | None = None) -> None:
    """Take back all roles, or all grants of one, whoever is left."""
    at = now()
    ended = [grant for grant in grants_now(account) if only is None or grant.role is only]
    for grant in ended:
        _close(grant, at, by)
    db.session.flush()
    for role in sorted({grant.role for grant in ended}):
        record(Verb.ROLE_REVOKED, by, account, role=str(role))


def _close(grant: RoleGrant, at: datetime, by: Actor) -> None:
    grant.revoked_at, grant.revoked_by = at, str(by.actor_id)
