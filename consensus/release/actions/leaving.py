"""What becomes of a person's endorsements, judgements and signatures when they are joined with another account, or erased."""

from typing import Any

from sqlalchemy import update

from ...accounts.models import Account
from ...kit.db import db
from ..models import Endorsement, EndorsementChallenge, EndorsementKind, Judgement, Signature


def merge_rows(guest: Account, into: Account) -> None:
    """A guest has nothing here: endorsing and challenging take a confirmed address, the rest takes a role."""


def erase_rows(account: Account) -> None:
    """Forget who endorsed, judged and signed, and in which words; that it was done stays and is counted as before.

    The name of an organisation stays; what was said for it, by whom and at which address goes. A claim that was not
    confirmed cannot be any more.
    """
    private: dict[str, Any] = {"salt": "", "address": None, "secret": None}
    said = {"authority": "", "conditions": "", "statement": "", "language": None}
    own = update(Endorsement).where(Endorsement.account_id == account.id)
    db.session.execute(own.values(**private, **said))
    db.session.execute(own.where(Endorsement.kind == EndorsementKind.INDIVIDUAL).values(name=""))
    challenged = update(EndorsementChallenge).where(EndorsementChallenge.account_id == account.id)
    db.session.execute(challenged.values(salt=""))
    for model in (Judgement, Signature):
        db.session.execute(update(model).where(model.by == account.actor_id).values(salt="", reason=""))
