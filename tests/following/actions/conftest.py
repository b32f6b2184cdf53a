"""Two people, of whom one was a guest, and an entry they were told of."""

from typing import NamedTuple

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.following.models import InboxItem, Watch
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.ledger import CLI, record
from consensus.ledger.verbs import VERBS


class People(NamedTuple):
    """Who takes part in a test."""

    ana: Account
    guest: Account


@pytest.fixture
def people(app: Flask, monkeypatch: pytest.MonkeyPatch) -> People:
    """Ana follows a and was told of entry 1; the guest follows a and b, and was told of entries 1 and 2."""
    monkeypatch.setitem(VERBS, "thing.tried", "tried %(subject)s")
    for subject in ("clause:a", "clause:b"):
        with transaction():
            record("thing.tried", CLI, subject)
    with transaction():
        ana = Account(
            name="Ana", email="ana@example.org", created_at=now(), confirmed_at=now(), session_epoch=0
        )
        guest = Account(name="Guest", created_at=now(), session_epoch=0)
        db.session.add_all([ana, guest])
        db.session.flush()
        follow(ana, refs=["clause:a"], told=[1])
        follow(guest, refs=["clause:a", "clause:b"], told=[1, 2])
    return People(ana, guest)


def follow(account: Account, *, refs: list[str], told: list[int]) -> None:
    """Have somebody follow things and be told of entries."""
    db.session.add_all(Watch(account_id=account.id, ref=ref, at=now()) for ref in refs)
    db.session.add_all(InboxItem(account_id=account.id, n=n, why=refs[0]) for n in told)
