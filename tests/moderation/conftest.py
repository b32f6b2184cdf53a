"""Two people, and what they reported; moderators, and notes that can be folded."""

from typing import NamedTuple

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.moderation.models import Appeal, Flag, Hiding
from tests.factories import make_account

from .notes import Note, declare_notes, make_note


class People(NamedTuple):
    """Who takes part in a test."""

    ana: Account
    guest: Account


class Scene(NamedTuple):
    """Ana wrote a note, Ben reads it; Mo and Mia moderate."""

    ana: Account
    ben: Account
    mo: Account
    mia: Account
    note: Note


@pytest.fixture(autouse=True)
def notes() -> None:
    """Notes can be folded."""
    declare_notes()


@pytest.fixture
def scene(app: Flask) -> Scene:
    """A note by Ana, before anything happens to it."""
    ana, ben = make_account("Ana"), make_account("Ben", email="ben@example.org")
    mo, mia = make_account("Mo", role="moderator"), make_account("Mia", role="moderator")
    return Scene(ana, ben, mo, mia, make_note(by=ana))


@pytest.fixture
def people(app: Flask) -> People:
    """Ana reported one thing, the guest the same and another; the guest appealed."""
    with transaction():
        ana = Account(
            name="Ana", email="ana@example.org", created_at=now(), confirmed_at=now(), session_epoch=0
        )
        guest = Account(name="Guest", created_at=now(), session_epoch=0)
        db.session.add_all([ana, guest])
        db.session.flush()
        for account, ref in ((ana, "comment:1"), (guest, "comment:1"), (guest, "comment:2")):
            db.session.add(
                Flag(ref=ref, account_id=account.id, rule="spam", reason=f"says {account.name}", at=now())
            )
        db.session.add(Appeal(ref="comment:3", account_id=guest.id, reason="It was a joke.", at=now()))
    return People(ana, guest)


def hide(*refs: str, by: str = "p:moderatormoderat", reason: str = "It sells watches.") -> None:
    """Fold some things, whatever they are."""
    with transaction():
        db.session.add_all(Hiding(ref=ref, by=by, rule="spam", reason=reason, at=now()) for ref in refs)
