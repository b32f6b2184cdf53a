"""What accounts itself keeps of a person, for the export. Merging and erasing of these stands in
``actions/leaving.py``.
"""

from typing import Any

from ..kit.clock import rfc3339
from .models import Account
from .queries import addresses_waiting, organisations_spoken_for, tokens_of


def profile_of(account: Account) -> dict[str, Any]:
    """The account as it is stored, without secrets."""
    return {
        "public_id": account.actor_id,
        "name": account.name,
        "email": account.email,
        "created_at": rfc3339(account.created_at),
        "confirmed_at": rfc3339(account.confirmed_at) if account.confirmed_at else None,
        "addresses_to_confirm": addresses_waiting(account),
        "has_password": account.password_hash is not None,
        "stakeholder_group": account.stakeholder_group,
        "group_reason": account.group_reason,
        "affiliation": account.affiliation,
        "country": account.country,
        "languages": account.languages,
    }


def roles_said(account: Account) -> list[dict[str, Any]]:
    """Every role that was granted, also those that are over."""
    return [
        {
            "role": str(grant.role),
            "granted_by": grant.granted_by,
            "at": rfc3339(grant.at),
            "until": rfc3339(grant.until) if grant.until else None,
            "revoked_at": rfc3339(grant.revoked_at) if grant.revoked_at else None,
        }
        for grant in account.grants
    ]


def tokens_said(account: Account) -> list[dict[str, Any]]:
    """Tokens by name, never their secrets."""
    return [
        {
            "name": token.name,
            "scope": str(token.scope),
            "created_at": rfc3339(token.created_at),
            "expires_at": rfc3339(token.expires_at) if token.expires_at else None,
        }
        for token in tokens_of(account)
    ]


def organisations_said(account: Account) -> list[str]:
    """The names of the organisations that one may speak for."""
    return [organisation.name for organisation in organisations_spoken_for(account)]
