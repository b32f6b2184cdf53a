"""A board, and closed drafts that may be sealed, to test with; each act in a transaction of its own."""

from datetime import UTC, datetime, timedelta

import time_machine
from flask import current_app
from sqlalchemy import select

from consensus.accounts.actions import grant_role, revoke_role
from consensus.accounts.models import Account, Role
from consensus.drafts.models import Draft
from consensus.kit.db import again_on_a_race, db, transaction
from consensus.ledger import SETUP
from consensus.ledger.models import Entry
from consensus.release.actions.criteria import set_criteria
from consensus.release.actions.keys import ensure_key
from consensus.release.actions.sealing import lay_before_board
from consensus.release.actions.signing_off import sign_bundle
from consensus.release.bundling import look, make_bundle
from consensus.release.keys import private_key
from consensus.release.models import Seal, Signature, Stance
from consensus.release.queries.keys import current_key
from tests.factories import make_account, make_draft

TEXT = """# The definition

Everybody may use the system for every purpose. {#use}

Everybody may study how the system works. {#study}
"""
LENIENT = """name = "stable"
title = "Stable release"
version = {version}
signatures = {signatures}

[[criterion]]
id = "objections"
kind = "objections"
title = "No objection is left unaddressed"

[[criterion]]
id = "comments"
kind = "comments"
title = "Every comment received in time has an answer"

[[criterion]]
id = "seal"
kind = "seal"
title = "The board seals it"
"""


def lenient(*, version: int = 1, signatures: int = 2) -> None:
    """Criteria that a draft without comments meets."""
    with transaction():
        text = LENIENT.format(version=version, signatures=signatures)
        set_criteria(text, reason="For a test", by=SETUP)


def a_closed_draft(version: str = "0.1", text: str = TEXT) -> Draft:
    """A draft whose period is over."""
    then = datetime.now(UTC) - timedelta(days=20)
    with time_machine.travel(then):
        return make_draft(version, text, comment_until=then + timedelta(days=10))


def a_board(*names: str, until: datetime | None = None) -> list[Account]:
    """Members of the board."""
    members = [make_account(name) for name in names or ("Bea", "Cal", "Dee")]
    with transaction():
        for each in members:
            grant_role(db.session.get_one(Account, each.id), Role.BOARD, until=until, by=SETUP)
    return members


def dismissed(member: Account) -> None:
    """Somebody is taken off the board."""
    with transaction():
        revoke_role(db.session.get_one(Account, member.id), Role.BOARD, by=SETUP)


def laid(draft: Draft, *, by: Account) -> Seal:
    """A draft is laid before the board."""
    ensure_key(by=SETUP)
    made = make_bundle(draft)
    with transaction():
        return lay_before_board(
            db.session.get_one(Draft, draft.id), made, by=db.session.get_one(Account, by.id)
        )


def said(
    seal: Seal, by: Account, stance: Stance = Stance.SIGN, *, reason: str = "", digest: str | None = None
) -> Signature:  # fmt: skip
    """A member says what they say of a bundle, as a request does: it is looked at before the lock."""
    key = current_key()
    assert key is not None
    private, looked, digest = private_key(key.id), look(seal.draft), digest or seal.bundle
    seal_id, person = seal.id, by.id

    def work() -> Signature:
        return sign_bundle(
            db.session.get_one(Seal, seal_id), stance=stance, digest=digest, reason=reason, looked=looked, key=private,
            by=db.session.get_one(Account, person),
        )  # fmt: skip

    return again_on_a_race(work)


def before_the_board(*names: str, signatures: int = 2) -> tuple[Seal, list[Account]]:
    """A bundle that lies before a board."""
    lenient(signatures=signatures)
    board = a_board(*names)
    return laid(a_closed_draft(), by=board[0]), board


def told(verb: str) -> list[Entry]:
    """What the record says of a kind of act, the first first."""
    db.session.rollback()
    return list(db.session.scalars(select(Entry).where(Entry.verb == verb).order_by(Entry.n)))


def folder() -> str:
    """Where this site keeps what is its own."""
    return str(current_app.config["INSTANCE"])
