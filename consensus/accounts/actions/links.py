"""One-time links: made, mailed, used once."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ...kit.clock import now
from ...kit.db import db
from ...kit.web.addresses import address_of
from ..errors import LinkIsSpent, NotConfirmed
from ..keys import digest_of, new_secret
from ..mails import send
from ..models import Account, OneTimeLink, Purpose
from ..queries import account_by_email

LIFETIME = {
    Purpose.CONFIRM: timedelta(days=3),
    Purpose.SIGN_IN: timedelta(hours=1),
    Purpose.PASSWORD: timedelta(hours=1),
    Purpose.CLAIM: timedelta(days=3),
}
BY_HAND = timedelta(days=1)
MAILS = {
    Purpose.CONFIRM: ("confirm", _l("Please confirm your address")),
    Purpose.SIGN_IN: ("sign_in", _l("Your link to sign in")),
    Purpose.PASSWORD: ("password", _l("Your link to set a password")),
    Purpose.CLAIM: ("claim", _l("Keep what you said in the sitting")),
}
VIEWS = {
    Purpose.CONFIRM: "accounts.confirmation",
    Purpose.SIGN_IN: "accounts.link",
    Purpose.PASSWORD: "accounts.new_password",
    Purpose.CLAIM: "accounts.claiming",
}


def make_link(
    account: Account,
    purpose: Purpose = Purpose.SIGN_IN,
    *,
    lifetime: timedelta | None = None,
    next_path: str | None = None,
    base: str | None = None,
    email: str | None = None,
) -> tuple[str, OneTimeLink]:
    """Make a link for an account. → its whole address, which holds the secret and is kept nowhere, and the
    row.

    Raises NotConfirmed for an account that may not sign in, save to confirm it.
    """
    if not account.may_sign_in and purpose is not Purpose.CONFIRM:
        raise NotConfirmed
    secret, at = new_secret(), now()
    link = OneTimeLink(
        account=account,
        purpose=purpose,
        digest=digest_of(secret),
        next_path=next_path,
        email=email,
        created_at=at,
        expires_at=at + (lifetime or LIFETIME[purpose]),
    )
    db.session.add(link)
    db.session.flush()
    return address_of(VIEWS[purpose], base=base, token=secret), link


def request_link(email: str, purpose: Purpose = Purpose.SIGN_IN, *, next_path: str | None = None) -> None:
    """Mail a link to sign in with, or to set a password with.

    Whoever has no account gets a mail that says so, so that the page need not; who has not confirmed theirs
    yet gets the link that confirms it.
    """
    account = account_by_email(email)
    if account is None:
        subject = _l("There is no account with this address")
        send("no_account", email, subject=subject, address=address_of("accounts.registration"))
    elif account.confirmed_at is None:
        mail_link(account, Purpose.CONFIRM, next_path=next_path)
    else:
        mail_link(account, purpose, next_path=next_path)


def mail_link(
    account: Account,
    purpose: Purpose,
    *,
    template: str | None = None,
    subject: Any = None,
    next_path: str | None = None,
) -> None:
    """Make a link and mail it to the account's address."""
    address, link = make_link(account, purpose, next_path=next_path)
    usual, said = MAILS[purpose]
    name = (
        account.name if account.confirmed_at else None
    )  # else anybody could have us mail their words to anybody
    send(
        template or usual, str(account.email), subject=subject or said,
        name=name, address=address, until=link.expires_at,
    )  # fmt: skip


def use_link(secret: str, purpose: Purpose) -> OneTimeLink:
    """Use a link up. Raises LinkIsSpent when it's unknown, was used, or ran out, and when its account is
    gone.
    """
    query = select(OneTimeLink).where(OneTimeLink.digest == digest_of(secret), OneTimeLink.purpose == purpose)
    link = db.session.scalar(query.with_for_update(of=OneTimeLink))
    at = now()
    if (
        link is None
        or link.used_at is not None
        or link.expires_at <= at
        or link.account.erased_at is not None
    ):
        raise LinkIsSpent
    link.used_at = at
    db.session.flush()
    return link
