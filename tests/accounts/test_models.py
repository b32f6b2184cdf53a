"""What the database itself keeps true of people."""

import pytest
from sqlalchemy import String, literal
from sqlalchemy.exc import IntegrityError

from consensus.accounts.models import Account, RoleGrant, new_actor_id
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from tests.factories import make_account


def store(row):
    with transaction():
        db.session.add(row)


@pytest.mark.both_databases
@pytest.mark.parametrize("fields", [
    {"email": "ana@example.org"}, {"email": "BO@example.org"}, {"country": "SEN"},
    {"erased_at": now()},
])  # fmt: skip
def test_an_account_that_cannot_be_is_refused(app, fields):
    make_account(email="ana@example.org")
    good = {"name": "Bo", "email": "bo@example.org", "created_at": now()}

    with pytest.raises(IntegrityError):
        store(Account(**good | fields))
    store(Account(**good))


@pytest.mark.both_databases
def test_a_role_is_taken_back_by_somebody(app):
    account = make_account()

    with pytest.raises(IntegrityError):
        store(RoleGrant(account=account, role="chair", granted_by="p:x", at=now(), revoked_at=now()))


@pytest.mark.both_databases
def test_a_role_that_does_not_exist_is_not_stored(app):
    account = make_account()
    row = {"account_id": account.id, "role": literal("emperor", String()), "granted_by": "p:x", "at": now()}

    with pytest.raises(IntegrityError), transaction():
        db.session.execute(RoleGrant.__table__.insert().values(row))


def test_public_ids_are_long_random_and_fit_into_an_address():
    ids = {new_actor_id() for _ in range(1000)}

    assert (len(ids), {len(id) for id in ids}) == (1000, {18})
    assert str(Account(name="Ana").ref).startswith("account:p:")
