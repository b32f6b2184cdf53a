"""Pausing an account, and ending a pause."""

from datetime import timedelta
from typing import Any

import pytest

from consensus.accounts.models import Role
from consensus.kit.clock import now
from consensus.moderation.queries import pause_of
from tests.factories import make_account

from ..acting import decided, pause


def path_of(account: Any) -> str:
    """Where an account is paused."""
    return f"/desk/people/{account.actor_id}/pause"


def week(**more: str) -> dict[str, str]:
    """A form that pauses for a week."""
    return {
        "until": str((now() + timedelta(days=7)).date()),
        "rule": "harassment",
        "reason": "It went on.",
    } | more


@pytest.mark.parametrize("role", ["participant", *Role])
def test_pausing_is_offered_and_allowed_to_the_same_people(client: Any, scene: Any, role: str) -> None:
    viewer, may = client.as_(make_account(role=role)), role in ("moderator", "admin")

    offered = "Pause this account" in viewer.get(f"/people/{scene.ana.actor_id}/").text
    page, answer = viewer.get(path_of(scene.ana)), viewer.post(path_of(scene.ana), data=week())

    assert (offered, page.status_code, answer.status_code) == (may, 200 if may else 403, 303 if may else 403)
    assert (pause_of(scene.ana) is not None) is may


def test_whoever_holds_a_role_is_paused_by_admins_only(client: Any, scene: Any) -> None:
    ada = make_account("Ada", role="admin")

    statuses = [
        client.as_(viewer).post(path_of(scene.mia), data=week()).status_code for viewer in (scene.mo, ada)
    ]
    own = client.as_(ada).post(path_of(ada), data=week()).status_code

    assert (statuses, own) == ([403, 303], 403)


def test_the_page_says_what_a_pause_means_and_what_was_decided_before(client: Any, scene: Any) -> None:
    mo = client.as_(scene.mo)
    before = mo.get(path_of(scene.ana)).text
    assert all(
        words in before
        for words in ("Before you pause", "never paused", str((now() + timedelta(days=7)).date()))
    )

    pause(scene.ana, until=now() + timedelta(days=3), by=scene.mia)

    after = mo.get(path_of(scene.ana)).text
    assert all(
        words in after for words in ("This account is paused until", "It went on.", "End the pause", "Mia")
    )


@pytest.mark.parametrize(
    "data, said",
    [
        (week(until=""), "Write the day like"),
        (week(until="soon"), "Write the day like"),
        (week(until="2001-01-01"), "This day is past."),
        (week(until="2999-01-01"), "At most 90 days."),
        (week(rule="x"), "Choose one of those offered."),
        (week(reason=""), "Please fill this in."),
    ],
)
def test_a_pause_that_is_not_quite_right_is_shown_again(
    client: Any, scene: Any, data: Any, said: str
) -> None:
    page = client.as_(scene.mo).post(path_of(scene.ana), data=data)

    assert (page.status_code, said in page.text, pause_of(scene.ana)) == (422, True, None)


def test_a_pause_is_ended_with_a_reason(client: Any, scene: Any) -> None:
    mo, end = client.as_(scene.mo), path_of(scene.ana) + "/end"
    assert mo.post(end, data={"why": "x"}).status_code == 409
    pause(scene.ana, until=now() + timedelta(days=3), by=scene.mia)

    assert mo.post(end, data={"why": ""}).status_code == 422
    assert mo.post(end, data={"why": "We have talked."}).status_code == 303

    assert (pause_of(scene.ana), decided()[-1][0]) == (None, "pause-ended")
    assert client.as_(scene.ben).post(end, data={"why": "x"}).status_code == 403


def test_nobody_who_is_not_there_is_paused(client: Any, scene: Any) -> None:
    assert client.as_(scene.mo).get("/desk/people/p:nobody/pause").status_code == 404
