"""Endorsements to test with, each act in a transaction of its own; and a small draft that changes, or does not."""

import re
from typing import Any

from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.drafts.bundle import File
from consensus.drafts.models import Draft
from consensus.kit.db import db, transaction
from consensus.kit.mail import OutboxMail
from consensus.ledger.models import Entry
from consensus.release.actions import (
    challenge_endorsement,
    confirm_endorsement,
    endorse,
    rule_on_challenge,
    withdraw_endorsement,
)
from consensus.release.endorsement_due import settle_endorsements
from consensus.release.given import EndorsementGiven
from consensus.release.models import Endorsement, Standing
from consensus.release.queries.endorsements import endorsement_called
from tests.factories import make_account, make_draft

TEXT = """# The definition

Everybody may use the system for every purpose. {#use}

Everybody may study how the system works in all of its parts. {#study}
"""
SAME = TEXT.replace("# The definition", "# The *definition*")
OTHER = TEXT.replace("for every purpose", "for most purposes")
CHECKLIST = """requires = "code"

[[component]]
id = "code"
title = "Code"
"""


def a_draft(version: str = "0.1", text: str = TEXT, *, checklist: str = "", **given: Any) -> Draft:
    """A published draft, perhaps with a checklist."""
    files = [File("checklist.toml", checklist)] if checklist else []
    return make_draft(version, text, files=files, **given)


def say(
    draft: Draft, by: Account | None = None, *, name: str = "", group: str = "licensee", **words: str
) -> Endorsement:
    """Somebody endorses a draft, for an organisation where there is a ``name``."""
    by = by or make_account(f"Ana of {name or draft.version}")
    kind = "organisation" if name else "individual"
    if name:
        words.setdefault("authority", "I am its director.")
    given = EndorsementGiven(kind, group, name=name, **words)
    with transaction():
        return endorse(draft, given=given, by=by)


def secret_mailed() -> str:
    """The secret of the link in the last mail."""
    text = db.session.scalars(select(OutboxMail.text).order_by(OutboxMail.id.desc())).first()
    found = re.search(r"/endorsements/confirm/(\S+)", text or "")
    assert found is not None
    return found[1]


def confirmed(draft: Draft, by: Account | None = None, *, name: str, **words: str) -> Endorsement:
    """An organisation's endorsement that somebody there confirmed."""
    say(draft, by, name=name, address="office@foundation.example", **words)
    secret = secret_mailed()
    with transaction():
        return confirm_endorsement(secret)


def withdrawn(endorsement: Endorsement, *, by: Account) -> None:
    """Withdraw it."""
    with transaction():
        withdraw_endorsement(endorsement_called(endorsement.id), by=by)


def challenged(endorsement: Endorsement, *, by: Account) -> None:
    """Challenge it."""
    with transaction():
        challenge_endorsement(
            endorsement_called(endorsement.id),
            reason="They sell it.",
            evidence="https://example.org/shop",
            by=by,
        )


def ruled(endorsement: Endorsement, *, upheld: bool, by: Account) -> None:
    """Rule on its challenge."""
    with transaction():
        rule_on_challenge(endorsement_called(endorsement.id), upheld=upheld, reason="So it is.", by=by)


def settled() -> int:
    """Let the follower settle everything. → how many endorsements."""
    total = 0
    while done := settle_endorsements():
        total += done
    db.session.rollback()
    return total


def standings() -> set[tuple[int, str, str]]:
    """(endorsement, draft, state) of every row; of those that ended, the state *ended*."""
    rows = db.session.scalars(select(Standing).execution_options(populate_existing=True))
    return {
        (each.endorsement_id, each.draft.version, "ended" if each.ended_at else str(each.state))
        for each in rows
    }


def told(verb: str) -> list[dict[str, Any]]:
    """The details of all entries of a verb."""
    return [
        each.details for each in db.session.scalars(select(Entry).where(Entry.verb == verb).order_by(Entry.n))
    ]


def mails() -> list[OutboxMail]:
    """Everything in the outbox, the first first."""
    return list(db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)))
