"""Under which id a person is known in what they say of clauses: made with their first position, deleted by erasure."""

from sqlalchemy import select

from ...accounts.models import Account
from ...kit.db import db
from ..errors import WentOn
from ..models import VoterLink
from ..models.positions import new_voter


def voter_of(account: Account) -> VoterLink:
    """The person's second id, kept from their other windows until the end of the transaction; made where there is none.

    Raises WentOn for a guest who was joined with an account meanwhile.
    """
    found = locked(account.id)
    if found is None:
        _check_there(account)
        found = VoterLink(voter=new_voter(), account_id=account.id)
        db.session.add(found)
        db.session.flush()
    return found


def _check_there(account: Account) -> None:
    """Wait for whoever joins this account with another now, and see what came of it."""
    query = select(Account.merged_into_id).where(Account.id == account.id).with_for_update(of=Account)
    if db.session.scalar(query) is not None:
        raise WentOn


def locked(account_id: int) -> VoterLink | None:
    """The link of an account, with its row in hand; None where it never took a position."""
    query = select(VoterLink).where(VoterLink.account_id == account_id).with_for_update(of=VoterLink)
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
