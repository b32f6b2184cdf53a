"""Who may do what at a stop."""

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.kit.permissions import can
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.models import Sitting, Task
from consensus.roadshow.rules import Can
from tests.factories import make_account
from tests.roadshow.acting import a_draft, a_stop, act, joined, on_duty, opened

LEADING = {
    Can.OPEN, Can.RUN, Can.SHOW_CODE, Can.REPLACE_CODE, Can.WITNESS, Can.SET_ASIDE, Can.APPROVE, Can.CLOSE,
}  # fmt: skip
WRITING = {Can.NOTE, Can.TURN, Can.SCRIBE, Can.SETTLE, Can.BATCH}
PLANNING = {Can.PLAN, Can.GIVE_DUTY}


@pytest.fixture
def sitting(app: Flask) -> Sitting:
    """An open sitting."""
    a_draft()
    return opened()


def may(account: Account | None, sitting: Sitting) -> set[Can]:
    """What somebody may do there."""
    return {permission for permission in Can if can(account, permission, sitting)}


def test_facilitators_lead_and_write_scribes_write_and_neither_plans(sitting: Sitting) -> None:
    fatou, omar = on_duty(sitting.stop), on_duty(sitting.stop, Task.SCRIBE, name="Omar")

    assert may(fatou, sitting) == LEADING | WRITING
    assert may(omar, sitting) == WRITING | {Can.WITNESS}


def test_a_duty_is_of_one_stop(sitting: Sitting) -> None:
    elsewhere = on_duty(a_stop("lagos"))

    assert may(elsewhere, sitting) == set()


def test_roles_of_the_site_hold_everywhere(sitting: Sitting) -> None:
    assert may(make_account(role="maintainer"), sitting) == LEADING | WRITING | PLANNING
    assert may(make_account(role="scribe"), sitting) == WRITING
    assert may(make_account(role="moderator"), sitting) == {Can.SET_ASIDE}
    assert may(make_account(role="admin"), sitting) == PLANNING


def test_whoever_takes_part_writes_notes_and_with_an_address_confirms_the_heads(sitting: Sitting) -> None:
    guest, ana = joined(sitting).account, make_account("Ana")
    joined(sitting, by=ana)

    assert may(guest, sitting) == {Can.NOTE}
    assert may(ana, sitting) == {Can.NOTE, Can.WITNESS}
    assert {permission for permission in Can if can(ana, permission, sitting.stop)} == {
        Can.NOTE,
        Can.WITNESS,
    }
    assert (may(None, sitting), may(make_account("Zoe"), sitting)) == (set(), set())


def test_nobody_confirms_the_heads_they_counted(sitting: Sitting) -> None:
    fatou = on_duty(sitting.stop)
    act(actions.declare_heads, sitting, 3, by=fatou)

    assert Can.WITNESS not in may(fatou, sitting)


def test_whoever_was_set_aside_takes_no_part(sitting: Sitting) -> None:
    part = joined(sitting)
    act(actions.set_aside, sitting, [part], reason="A stolen code.", by=SETUP)

    assert may(part.account, sitting) == set()
