"""Passwords, which arrive here hashed: that is slow, and done before the lock."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from ...kit.clock import now
from ...kit.db import db
from ...kit.web.addresses import address_of
from ..mails import send
from ..models import Account, OneTimeLink, Purpose
from .links import use_link


def reset_password(secret: str, *, password_hash: str) -> Account:
    """Set a password by a link, which ends every session and every other link. Raises LinkIsSpent."""
    account = use_link(secret, Purpose.PASSWORD).account
    set_password(account, password_hash=password_hash)
    return account


def set_password(account: Account, *, password_hash: str) -> None:
    """Set a password. Whoever is signed in elsewhere is signed out, and the owner is told by mail."""
    account.password_hash = password_hash
    sign_out_everywhere(account)
    if account.email:
        address = address_of("accounts.forgotten")
        send(
            "password_set",
            account.email,
            subject=_l("Your password was set"),
            name=account.name,
            address=address,
        )


def sign_out_everywhere(account: Account) -> None:
    """End every session, and every link that could begin one. Programs' tokens stay; they are revoked one
    by one.
    """
    account.session_epoch += 1
    waiting = update(OneTimeLink).where(OneTimeLink.account_id == account.id, OneTimeLink.used_at.is_(None))
    db.session.execute(waiting.values(used_at=now()))
    db.session.flush()
