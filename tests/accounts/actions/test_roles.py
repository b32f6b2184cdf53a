"""Roles are granted and taken back on record."""

from datetime import timedelta

import pytest
import time_machine

from consensus.accounts import actions
from consensus.accounts.errors import EndsBeforeItBegins, LastAdmin, NothingToGrantTo, RoleNotHeld
from consensus.accounts.models import Role
from consensus.accounts.queries import roles_of
from consensus.kit.clock import now, rfc3339
from consensus.kit.db import transaction
from consensus.ledger.queries import newest_entries
from tests.accounts.record import told
from tests.factories import make_account, make_guest


def grant(account, role, by, **options):
    with transaction():
        return actions.grant_role(account, Role(role), by=by, **options)


def revoke(account, role, by):
    with transaction():
        actions.revoke_role(account, Role(role), by=by)


@pytest.fixture
def admin(app):
    return make_account("Ada", role="admin")


@pytest.fixture
def ana(app):
    return make_account("Ana")


def test_a_role_says_who_granted_it_and_when(admin, ana):
    given = grant(ana, "chair", admin)

    assert (roles_of(ana), given.granted_by, given.until) == ([Role.CHAIR], admin.actor_id, None)
    assert told()[1:] == [("role.granted", admin.actor_id, f"account:{ana.actor_id}")]
    assert newest_entries().items[0].details == {"role": "chair", "until": None}


def test_a_role_ends_by_itself(admin, ana):
    end = now() + timedelta(days=10)
    grant(ana, "scribe", admin, until=end)

    assert roles_of(ana) == [Role.SCRIBE]
    with time_machine.travel(end + timedelta(seconds=1)):
        assert roles_of(ana) == []
    assert newest_entries().items[0].details == {"role": "scribe", "until": rfc3339(end)}


def test_granting_twice_is_granting_once(admin, ana):
    first, second = grant(ana, "chair", admin), grant(ana, "chair", admin)

    assert first is second
    assert len(told()) == 2


def test_another_end_replaces_the_former_grant(admin, ana):
    grant(ana, "chair", admin)
    end = now() + timedelta(days=3)

    grant(ana, "chair", admin, until=end)

    assert [(each.until, each.revoked_by) for each in ana.grants] == [(None, admin.actor_id), (end, None)]
    assert roles_of(ana) == [Role.CHAIR]


def test_a_role_that_would_be_over_at_once_is_refused(admin, ana):
    with pytest.raises(EndsBeforeItBegins):
        grant(ana, "chair", admin, until=now())


def test_a_guest_holds_no_role(admin):
    with pytest.raises(NothingToGrantTo):
        grant(make_guest(), "scribe", admin)


def test_a_role_is_taken_back_on_record_and_the_grant_is_kept(admin, ana):
    grant(ana, "board", admin)

    revoke(ana, "board", admin)

    assert roles_of(ana) == []
    assert [(each.role, each.revoked_by) for each in ana.grants] == [(Role.BOARD, admin.actor_id)]
    assert [verb for verb, _, _ in told()[1:]] == ["role.granted", "role.revoked"]


def test_a_role_that_is_not_held_cannot_be_taken_back(admin, ana):
    with pytest.raises(RoleNotHeld):
        revoke(ana, "board", admin)


def test_somebody_can_always_grant_roles(admin, ana):
    with pytest.raises(LastAdmin):
        revoke(admin, "admin", admin)

    grant(ana, "admin", admin)
    revoke(admin, "admin", admin)

    assert (roles_of(admin), roles_of(ana)) == ([], [Role.ADMIN])
