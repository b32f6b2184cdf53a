"""How people come to have an account: registered and confirmed, made by the operator, or as a guest."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from ...kit.clock import now
from ...kit.db import db
from ...kit.web.addresses import address_of
from ...ledger import Actor
from ..errors import AddressTaken
from ..mails import send
from ..models import Account, Purpose, Role
from ..queries import account_by_email, holders_of, roles_of
from .links import BY_HAND, mail_link, make_link, use_link
from .passwords import sign_out_everywhere
from .roles import grant_role

FIRST_MAINTAINER = "maintainer@localhost"


def register(*, name: str, email: str, next_path: str | None = None) -> None:
    """Take note of somebody who wants an account, and mail a link to confirm it.

    No password is taken before the address is confirmed, so that nobody can lay one in wait for another.
    Whoever has an account already is told so by mail, with a link to sign in; the page says the same to
    all.
    """
    account = account_by_email(email)
    if account is not None and account.confirmed_at is not None:
        subject = _l("You have an account already")
        mail_link(account, Purpose.SIGN_IN, template="known", subject=subject, next_path=next_path)
        return
    if account is None:
        account = Account(name=name, email=email, created_at=now())
        db.session.add(account)
    account.name = name
    mail_link(account, Purpose.CONFIRM, next_path=next_path)


def confirm(secret: str, *, password_hash: str | None = None) -> tuple[Account, str | None]:
    """Use a link that confirms an address. → the account, and where its owner wanted to go. Raises
    LinkIsSpent.
    """
    link = use_link(secret, Purpose.CONFIRM)
    account = link.account
    account.confirmed_at = account.confirmed_at or now()
    account.password_hash = password_hash or account.password_hash
    sign_out_everywhere(account)
    address = address_of("accounts.profile")
    send("welcome", str(account.email), subject=_l("Welcome"), name=account.name, address=address)
    return account, link.next_path


def add_account(email: str, *, name: str, roles: Iterable[Role | str] = (), by: Actor) -> Account:
    """Make a confirmed account, with roles: the operator's way. Raises AddressTaken."""
    account = account_by_email(email)
    if account is not None and account.confirmed_at is not None:
        raise AddressTaken
    at = now()
    if account is None:
        account = Account(email=email.strip().lower(), created_at=at)
        db.session.add(account)
    account.name, account.confirmed_at = name, at
    db.session.flush()
    for role in roles:
        grant_role(account, Role(role), by=by)
    return account


def add_guest(*, name: str) -> Account:
    """Make an account without an address, for somebody who joins by a code. It lives in one session."""
    guest = Account(name=name, created_at=now())
    db.session.add(guest)
    db.session.flush()
    return guest


def ensure_first_maintainer(*, by: Actor) -> Account:
    """The account that a new site begins with, maintainer and admin at once; where somebody is admin
    already, theirs.
    """
    first = account_by_email(FIRST_MAINTAINER)
    if first is not None and Role.ADMIN in roles_of(first):
        return first
    admins = holders_of(Role.ADMIN)
    if admins:
        return admins[0]
    both = (Role.MAINTAINER, Role.ADMIN)
    if first is None:
        return add_account(FIRST_MAINTAINER, name=str(_l("First maintainer")), roles=both, by=by)
    for role in both:
        grant_role(first, role, by=by)
    return first


def first_maintainer_link(*, by: Actor, base: str | None = None) -> str:
    """A link that signs in the first maintainer once, within a day, under the address where the site is
    served.
    """
    address, _link = make_link(ensure_first_maintainer(by=by), lifetime=BY_HAND, base=base)
    return address
