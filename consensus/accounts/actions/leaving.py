"""How people leave: erased, or joined with the account they turn out to have; and what is swept up after
them.
"""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from ...kit.clock import now
from ...kit.db import db, fresh_look, transaction
from ...kit.mail import OutboxMail
from ...ledger import Actor, record
from ..errors import OwnPersonOnly
from ..models import Account, ActorLink, OneTimeLink, Spokesperson, Token
from ..person_rows import erase_rows, merge_rows
from ..verbs import Verb
from .organisations import end_spokesperson
from .roles import end_roles

ERASED_NAME = _l("erased person")
STAY = timedelta(days=4)


def erase(account: Account, *, by: Actor) -> None:
    """Forget who somebody is: every personal row, and the link between them and the public record.

    What they did stays, by nobody in particular. Roles end first, on record. Erasing twice changes nothing.
    """
    if account.erased_at is not None:
        return
    for guest in db.session.scalars(select(Account).where(Account.merged_into_id == account.id)).all():
        erase(guest, by=by)
    end_roles(account, by=by)
    for spokesperson in db.session.scalars(
        select(Spokesperson).where(Spokesperson.account_id == account.id)
    ).all():
        end_spokesperson(spokesperson, by=by)
    erase_rows(account)
    record(Verb.ERASED, by, account)
    _blank(account)


def _blank(account: Account) -> None:
    given = select(OneTimeLink.email).where(
        OneTimeLink.account_id == account.id, OneTimeLink.email.is_not(None)
    )
    theirs = select(Account.email).where(Account.email.in_(given), Account.id != account.id)
    addresses = {account.email, *db.session.scalars(given)} - {None, *db.session.scalars(theirs)}
    db.session.execute(delete(OutboxMail).where(OutboxMail.recipient.in_(addresses)))
    for table in (OneTimeLink, Token, ActorLink):
        db.session.execute(delete(table).where(table.account_id == account.id))
    db.session.expire(account, ["link"])
    account.name = str(ERASED_NAME)
    account.email = account.password_hash = account.confirmed_at = None
    account.stakeholder_group = account.group_reason = account.country = None
    account.organisation = account.affiliation_text = None
    account.languages = []
    account.session_epoch += 1
    account.erased_at = now()
    db.session.flush()


def merge_accounts(guest: Account, *, into: Account, by: Actor) -> None:
    """Join what somebody did as a guest with their account, on record. Every feature moves its rows.

    Raises OwnPersonOnly when the first is no guest or the second is one.
    """
    if not guest.is_guest or not guest.may_sign_in or into.is_guest or not into.may_sign_in:
        raise OwnPersonOnly
    merge_rows(guest, into)
    guest.merged_into = into
    guest.session_epoch += 1
    db.session.flush()
    record(Verb.MERGED, by, guest, touches=[into], into=into.actor_id)


def tidy() -> int:
    """A turn of the follower: sweep up links long past their end, and the accounts nobody confirmed. → how
    many.
    """
    fresh_look()
    old = select(OneTimeLink).where(OneTimeLink.expires_at < now() - STAY).limit(200)
    if db.session.scalar(old.with_only_columns(OneTimeLink.id).limit(1)) is None:
        return 0
    with transaction():
        links = db.session.scalars(old).all()
        accounts = {link.account for link in links}
        for link in links:
            db.session.delete(link)
        db.session.flush()
        for account in accounts:
            _drop_unconfirmed(account)
    return len(links)


def _drop_unconfirmed(account: Account) -> None:
    waiting = account.email is not None and account.confirmed_at is None
    others = db.session.scalar(select(OneTimeLink.id).where(OneTimeLink.account_id == account.id).limit(1))
    if waiting and others is None:
        db.session.delete(account.link)
        db.session.delete(account)
