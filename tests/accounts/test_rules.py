"""Who may do what with people."""

import pytest

from consensus.accounts.models import Role
from consensus.accounts.rules import RULES, Can, holds, role
from consensus.kit.permissions import can
from tests.factories import make_account, make_guest

EVERYBODY = {"participant", *Role}
MAY = {
    Can.SIGN_OUT: EVERYBODY | {"guest"},
    Can.CHANGE_PROFILE: EVERYBODY | {"guest"},
    Can.EXPORT: EVERYBODY | {"guest"},
    Can.ERASE: EVERYBODY | {"guest"},
    Can.CLAIM: EVERYBODY | {"guest"},
    Can.CHANGE_PASSWORD: EVERYBODY,
    Can.CREATE_TOKEN: EVERYBODY,
    Can.LIST_PEOPLE: {"maintainer", "admin"},
    Can.RECORD_ORGANISATION: {"maintainer", "admin"},
    Can.CONFIRM_SPOKESPERSON: {"maintainer", "admin"},
    Can.SEE_ADDRESS: {"admin"},
    Can.GRANT_ROLE: {"admin"},
    Can.REVOKE_ROLE: {"admin"},
}


def make(who):
    return {"nobody": lambda: None, "guest": make_guest}.get(who, lambda: make_account(role=who))()


@pytest.mark.parametrize("who", ["nobody", "guest", "participant", *Role])
def test_each_permission_is_given_to_exactly_these(app, who):
    viewer = make(who)

    assert {permission for permission in MAY if can(viewer, permission)} == {
        permission for permission, given in MAY.items() if who in given
    }


def test_every_permission_is_in_the_table_with_its_reason():
    assert set(RULES) == set(Can) == {*MAY, Can.REVOKE_TOKEN}
    assert all(str(sentence) for _, sentence in RULES.values())


def test_a_role_that_does_not_exist_is_a_mistake_of_ours():
    with pytest.raises(ValueError):
        role("emperor")


def test_nobody_holds_a_role():
    assert not holds(None, Role.ADMIN)
