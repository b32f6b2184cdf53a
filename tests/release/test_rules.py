"""Who may set, judge, announce, endorse, challenge and seal."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from consensus.accounts.actions import confirm_spokesperson, grant_role, revoke_role
from consensus.accounts.models import Account, Role
from consensus.drafts.models import Draft
from consensus.kit.clock import now
from consensus.kit.db import transaction
from consensus.kit.permissions import can
from consensus.ledger import SETUP
from consensus.moderation.actions import pause_account
from consensus.moderation.models import Rule
from consensus.release.rules import Can, Judged
from tests.factories import make_account, make_draft, make_guest

from .making import a_challenge, an_endorsement, an_organisation

SPEAKS = {Can.READ, Can.OWN, Can.ENDORSE, Can.CHALLENGE}
DECIDES = {Can.DESK, Can.REOPEN, Can.CANDIDATE, Can.PLAN, Can.RULE, Can.OPEN_SEAL}


@pytest.fixture
def draft(app: Flask) -> Draft:
    """A published draft."""
    return make_draft("0.0.8", "# The definition\n\nEverybody may use it.\n")


def may(account: Account | None, thing: Any = None) -> set[Can]:
    """What somebody may do."""
    return {permission for permission in Can if can(account, permission, thing)}


@pytest.mark.parametrize(
    ("role", "more"),
    [
        ("participant", set()),
        ("maintainer", DECIDES | {Can.SET_CRITERIA, Can.SET_FAMILY}),
        ("chair", DECIDES | {Can.ABANDON}),
        ("board", {Can.DESK, Can.OPEN_SEAL, Can.SIGN, Can.ABANDON}),
        ("admin", {Can.SET_FAMILY, Can.ROTATE}),
    ],
)
def test_each_role_has_its_part(draft: Draft, role: str, more: set[Can]) -> None:
    assert may(make_account(role=role)) == SPEAKS | more


def test_strangers_and_guests_read(draft: Draft) -> None:
    assert (may(None), may(make_guest())) == ({Can.READ}, {Can.READ, Can.OWN})


def test_a_criterion_is_judged_by_the_roles_it_names(draft: Draft) -> None:
    judged = Judged(draft, "usable-reference", ("board", "chair"))
    roles = ("board", "chair", "maintainer", "participant")

    assert {role for role in roles if can(make_account(role=role), Can.JUDGE, judged)} == {"board", "chair"}


def test_former_members_of_the_board_do_not_sign(draft: Draft) -> None:
    former, dismissed, member = (make_account(name) for name in ("Former", "Dismissed", "Member"))
    with transaction():
        grant_role(former, Role.BOARD, until=now() + timedelta(days=1), by=SETUP)
        grant_role(dismissed, Role.BOARD, by=SETUP)
        grant_role(member, Role.BOARD, until=now() + timedelta(days=3), by=SETUP)
    before = [can(each, Can.SIGN) for each in (former, dismissed, member)]
    with transaction():
        revoke_role(dismissed, Role.BOARD, by=SETUP)

    with time_machine.travel(now() + timedelta(days=2)):
        after = [can(each, Can.SIGN) for each in (former, dismissed, member)]

    assert (before, after) == ([True, True, True], [False, False, True])


def test_who_is_paused_only_withdraws(draft: Draft) -> None:
    rosa = make_account("Rosa", role="maintainer")
    own = an_endorsement(draft, rosa)
    with transaction():
        pause_account(
            rosa, until=now() + timedelta(days=2), rule=Rule.SPAM, reason="It was too much.", by=SETUP
        )

    assert may(rosa, own) == {Can.READ, Can.OWN, Can.WITHDRAW, Can.DESK}


def test_everyone_withdraws_their_own_and_challenges_that_of_others(draft: Draft) -> None:
    ana, ben = make_account("Ana"), make_account("Ben")
    own = an_endorsement(draft, ana)

    assert may(ana, own) & {Can.WITHDRAW, Can.CHALLENGE} == {Can.WITHDRAW}
    assert may(ben, own) & {Can.WITHDRAW, Can.CHALLENGE} == {Can.CHALLENGE}


def test_who_speaks_for_an_organisation_withdraws_for_it_and_has_it_confirmed(draft: Draft) -> None:
    lab, ben = an_organisation(), make_account("Ben")
    theirs = an_endorsement(draft, make_account("Ana"), organisation=lab)
    before = may(ben, theirs) & {Can.WITHDRAW, Can.ASK}
    with transaction():
        confirm_spokesperson(lab, ben, by=make_account(role="maintainer"))

    assert (before, may(ben, theirs) & {Can.WITHDRAW, Can.ASK}) == (set(), {Can.WITHDRAW, Can.ASK})


def test_nobody_rules_on_their_own_challenge_or_endorsement(draft: Draft) -> None:
    rosa, kai, other = (make_account(name, role="chair") for name in ("Rosa", "Kai", "Other"))
    challenge = a_challenge(an_endorsement(draft, rosa), kai)

    assert [can(each, Can.RULE, challenge) for each in (rosa, kai, other)] == [False, False, True]
