"""How a guest of a sitting becomes somebody who can come back: an address, a link in a mail, and one person afterwards."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from ...kit.clock import now
from ...kit.db import db
from ...kit.web.addresses import address_of
from ..errors import LinkIsSpent, OwnPersonOnly
from ..keys import digest_of
from ..mails import send
from ..models import Account, OneTimeLink, Purpose
from .leaving import merge_accounts
from .links import MAILS, make_link, use_link
from .passwords import sign_out_everywhere


@dataclass(frozen=True, slots=True)
class Claimed:
    """Whose everything is now, and whether it was joined with an account that there was before."""

    account: Account
    joined: bool


def request_claim(guest: Account, *, email: str) -> None:
    """Mail a link to an address that a guest says is theirs. Nothing changes before it is followed.

    The mail and the page say the same whether there is an account with this address or not, and hold no word of the
    guest's, so that nobody can mail their words to somebody else. Raises OwnPersonOnly for whoever has an address.
    """
    if not guest.is_guest:
        raise OwnPersonOnly
    address, link = make_link(guest, Purpose.CLAIM, email=email)
    template, subject = MAILS[Purpose.CLAIM]
    send(template, email, subject=subject, address=address, until=link.expires_at)


def claim(secret: str) -> Claimed:
    """Follow such a link: the address becomes the guest's, or, where it has an account, that takes over what the guest did.

    Whoever reads the mail of the address owns everything afterwards; sessions of the guest end, and other links of
    theirs with them, since whoever asked may have been somebody else. Raises LinkIsSpent.
    """
    guest, own = _locked(secret)
    link = use_link(secret, Purpose.CLAIM)
    if not guest.is_guest or not guest.may_sign_in:
        raise LinkIsSpent
    sign_out_everywhere(guest)
    if own is not None and own.confirmed_at is not None:
        merge_accounts(guest, into=own, by=own)
        return Claimed(own, joined=True)
    if own is not None:
        _drop(own)
    guest.email, guest.confirmed_at = link.email, now()
    db.session.flush()
    profile = address_of("accounts.profile")
    send("welcome", str(guest.email), subject=_l("Welcome"), name=guest.name, address=profile)
    return Claimed(guest, joined=False)


def _locked(secret: str) -> tuple[Account, Account | None]:
    """The guest of a link, and the account with its address if there is one, both kept from others until the end.

    They are locked before the link is, for the first who comes also ends all other links of the guest. Raises
    LinkIsSpent when there is no such link.
    """
    asked = select(OneTimeLink.account_id, OneTimeLink.email).where(
        OneTimeLink.digest == digest_of(secret), OneTimeLink.purpose == Purpose.CLAIM
    )
    link = db.session.execute(asked).one_or_none()
    if link is None:
        raise LinkIsSpent
    wanted = (Account.id == link.account_id) | (Account.email == link.email)
    query = select(Account).where(wanted).order_by(Account.id).with_for_update(of=Account)
    found = db.session.scalars(query.execution_options(populate_existing=True)).unique().all()
    guest = next(each for each in found if each.id == link.account_id)
    return guest, next((each for each in found if each is not guest), None)


def _drop(unconfirmed: Account) -> None:
    """Forget an account that nobody confirmed: whoever asked for it has no more right to the address than a guest."""
    db.session.execute(delete(OneTimeLink).where(OneTimeLink.account_id == unconfirmed.id))
    db.session.delete(unconfirmed.link)
    db.session.delete(unconfirmed)
    db.session.flush()
