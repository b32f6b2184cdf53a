"""An organisation confirms that it endorses: by a link that is mailed to an address there, which works once.

The address is private and forgotten with the link; what is told is its domain, so that readers can judge for themselves.
The mail holds no words but names, so that nobody can have theirs mailed to others.
"""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from ...accounts.errors import LinkIsSpent
from ...accounts.fields import read_address
from ...accounts.keys import digest_of, new_secret
from ...accounts.mails import send
from ...accounts.models import Account
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...kit.text.words import excerpt
from ...kit.web.addresses import address_of
from ...ledger import RULE, record
from ..errors import AlreadyConfirmed, NotStanding, OrganisationEndorsesAlready
from ..given import OPEN_TO_ANYBODY, domain_of
from ..models import Endorsement, Standing
from ..queries.endorsements import effective
from ..verbs import Verb

LIFETIME = timedelta(days=14)
SHOWN = 120


def checked_address(text: str) -> str:
    """An address at an organisation. Raises ValueError with a sentence, also for a mailbox that anybody can have."""
    address = read_address(text.strip())
    if domain_of(address) in OPEN_TO_ANYBODY:
        raise ValueError(
            _("Anybody can have an address there. Give one that shows the organisation's own domain.")
        )
    return address


def ask_to_confirm(endorsement: Endorsement, *, address: str, by: Account) -> None:
    """Mail the link, perhaps again and elsewhere; the one before stops working.

    Raises AlreadyConfirmed, NotStanding, Invalid.
    """
    held = _locked(Endorsement.id == endorsement.id)
    if held is None or held.is_confirmed:
        raise AlreadyConfirmed
    if held.withdrawn_at is not None or held.disallowed_at is not None:
        raise NotStanding
    try:
        mail_link(held, checked_address(address))
    except ValueError as error:
        raise Invalid({"address": str(error)}) from error


def mail_link(endorsement: Endorsement, address: str) -> None:
    """Make a link and mail it."""
    secret = new_secret()
    endorsement.address, endorsement.secret, endorsement.asked_at = address, digest_of(secret), now()
    db.session.flush()
    send(
        "endorsement_confirm", address, subject=_l("Please confirm an endorsement"),
        declarer=excerpt(endorsement.account.name, most=SHOWN),
        organisation=excerpt(endorsement.name, most=SHOWN), version=endorsement.draft.version,
        address=address_of("endorsements.confirming", secret=secret), until=endorsement.asked_at + LIFETIME,
    )  # fmt: skip


def confirm_endorsement(secret: str) -> Endorsement:
    """Follow the link: the endorsement is the organisation's from now on.

    On record by the site, since whoever reads that mail need not be anybody here. Raises LinkIsSpent,
    OrganisationEndorsesAlready.
    """
    held = _locked(Endorsement.secret == digest_of(secret))
    if held is None or not can_be_confirmed(held):
        raise LinkIsSpent
    db.session.expire(held, ["standings"])
    standing = [each for each in held.standings if each.ended_at is None and each.state != "lapsed"]
    if _another_stands(held, standing):
        raise OrganisationEndorsesAlready
    held.domain = domain_of(held.address or "")
    held.confirmed_at, held.address, held.secret = now(), None, None
    for each in standing:
        each.confirmed = True
    db.session.flush()
    shown = [each.draft for each in held.standings]
    touches = [*shown, *([held.organisation] if held.organisation else [])]
    record(Verb.CONFIRMED, RULE, held, touches=touches, draft=held.draft.version, domain=held.domain)
    return held


def can_be_confirmed(endorsement: Endorsement) -> bool:
    """Whether a link that was mailed for it still works."""
    over = endorsement.withdrawn_at or endorsement.disallowed_at or endorsement.confirmed_at
    return over is None and endorsement.asked_at is not None and now() < endorsement.asked_at + LIFETIME


def forget_addresses() -> int:
    """Forget addresses whose link works no more. → how many."""
    old = update(Endorsement).where(Endorsement.address.is_not(None), Endorsement.asked_at < now() - LIFETIME)
    done = db.session.execute(old.values(address=None, secret=None))
    return int(getattr(done, "rowcount", 0))


def _locked(which: object) -> Endorsement | None:
    query = select(Endorsement).where(which).with_for_update(of=Endorsement)  # type: ignore[arg-type]  # a model stands for its table
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def _another_stands(held: Endorsement, standing: list[Standing]) -> bool:
    """Whether another endorsement of the family is confirmed for one of the drafts it stands for."""
    if not standing:
        return False
    query = select(Standing.endorsement_id).where(
        Standing.draft_id.in_([each.draft_id for each in standing]), Standing.holder == standing[0].holder,
        Standing.confirmed, effective(), Standing.endorsement_id != held.id,
    )  # fmt: skip
    return db.session.scalar(query.limit(1)) is not None
