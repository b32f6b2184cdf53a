"""Who may report, moderate, appeal and pause."""

from datetime import timedelta
from typing import Any

import pytest

from consensus.accounts.models import Role
from consensus.kit.clock import now
from consensus.kit.permissions import can
from consensus.moderation.rules import RULES, Can
from tests.accounts.counting import queries_of
from tests.factories import make_account, make_guest

from .acting import appeal, fold, hold, pause
from .notes import make_note

OF_THINGS = (Can.REPORT, Can.APPEAL, Can.READ_FOLDED, Can.HIDE, Can.RESTORE, Can.DISMISS, Can.RULE)
ASIDE = {Can.READ_FOLDED, Can.HIDE, Can.RESTORE, Can.DISMISS, Can.RULE}


def granted(viewer: Any, thing: Any, among: Any = OF_THINGS) -> set[Can]:
    """What somebody may do with a thing."""
    return {permission for permission in among if can(viewer, permission, thing)}


@pytest.mark.parametrize("who", ["nobody", "guest", "participant", *Role])
def test_the_queue_and_folding_are_for_moderators_reporting_for_whoever_is_signed_in(
    scene: Any, who: str
) -> None:
    make = {"nobody": lambda: None, "guest": make_guest}.get(who, lambda: make_account(role=who))
    viewer: Any = make()

    expected = (set() if who == "nobody" else {Can.REPORT}) | (ASIDE if who == "moderator" else set())
    assert granted(viewer, scene.note) == expected
    assert can(viewer, Can.SEE_QUEUE) is (who == "moderator")
    assert can(viewer, Can.READ_OWN) is (who != "nobody")


def test_whoever_wrote_it_may_read_it_and_appeal(scene: Any) -> None:
    fold(scene.note, by=scene.mo)

    assert granted(scene.ana, scene.note) == {Can.REPORT, Can.APPEAL, Can.READ_FOLDED}


def test_moderators_who_argue_there_see_and_do_not_act(scene: Any) -> None:
    among = make_note("b", by=scene.ana, argue=[scene.mo])
    own = make_note("c", by=scene.mo)

    assert granted(scene.mo, among) == {Can.REPORT, Can.READ_FOLDED}
    assert granted(scene.mo, own) == {Can.REPORT, Can.READ_FOLDED, Can.APPEAL}
    assert granted(scene.mia, among) == ASIDE | {Can.REPORT}


def test_another_moderator_than_the_one_who_folded_rules(scene: Any) -> None:
    fold(scene.note, by=scene.mo)
    appeal(scene.note, by=scene.ana)

    may = [(viewer.name, can(viewer, Can.RULE, scene.note)) for viewer in (scene.mo, scene.mia)]
    assert may == [("Mo", False), ("Mia", True)]


def test_what_a_rule_held_any_moderator_releases(scene: Any) -> None:
    hold(scene.note)

    assert can(scene.mo, Can.RESTORE, scene.note) and can(scene.mia, Can.RESTORE, scene.note)


def test_whoever_is_paused_reports_nothing_and_moderates_nothing_but_may_appeal(scene: Any) -> None:
    admin = make_account("Ada", role="admin")
    fold(scene.note, by=scene.mo)
    for account in (scene.ana, scene.mia):
        pause(account, until=now() + timedelta(days=2), by=admin)

    assert granted(scene.ana, scene.note) == {Can.APPEAL, Can.READ_FOLDED}
    assert granted(scene.mia, scene.note) == set()


@pytest.mark.parametrize("who", [None, *Role])
def test_moderators_pause_whoever_holds_no_role_and_admins_anybody_but_themselves(
    scene: Any, who: Any
) -> None:
    admin, account = make_account("Ada", role="admin"), make_account("Cem", role=who)
    permissions = (Can.PAUSE, Can.END_PAUSE)

    assert granted(scene.mo, account, permissions) == (set(permissions) if who is None else set())
    assert granted(admin, account, permissions) == set(permissions)
    assert granted(admin, admin, permissions) == granted(scene.ben, account, permissions) == set()
    assert granted(None, account, permissions) == set()


def test_a_page_asks_once_whether_its_reader_is_paused(app: Any, scene: Any) -> None:
    with app.test_request_context("/"):
        can(scene.ben, Can.REPORT, scene.note)

        assert queries_of(lambda: [can(scene.ben, Can.REPORT, scene.note) for _ in range(5)]) == 0


def test_every_permission_is_in_the_table_with_its_reason() -> None:
    assert set(RULES) == set(Can)
    assert all(str(sentence) for _, sentence in RULES.values())
