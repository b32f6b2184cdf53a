"""Pauses: for a time, never longer than 90 days, on record."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from consensus.kit.clock import now, rfc3339
from consensus.kit.errors import Invalid
from consensus.moderation.errors import NotPaused
from consensus.moderation.queries import pause_of
from consensus.moderation.rules import not_paused

from ..acting import decided, end_pause, pause, recorded

pytestmark = pytest.mark.both_databases
DAY = timedelta(days=1)


def test_a_paused_account_may_not_write_until_its_time_is_over(scene: Any) -> None:
    until = now() + 7 * DAY
    pause(scene.ana, until=until, by=scene.mo)

    assert (not_paused(scene.ana, None), not_paused(scene.ben, None)) == (False, True)
    assert decided() == [("paused", str(scene.ana.ref), scene.mo.actor_id, "It went on.")]
    assert recorded() == [
        (
            "moderation.paused",
            str(scene.ana.ref),
            scene.mo.actor_id,
            {"rule": "harassment", "until": rfc3339(until)},
        )
    ]
    with time_machine.travel(now() + 8 * DAY):
        assert not_paused(scene.ana, None)


def test_pausing_again_sets_another_end(scene: Any) -> None:
    pause(scene.ana, until=now() + 7 * DAY, by=scene.mo)
    later = now() + 30 * DAY
    pause(scene.ana, until=later, by=scene.mia)

    found = pause_of(scene.ana)
    assert found is not None and (found.until, found.by) == (later, scene.mia.actor_id)
    assert len(decided()) == 2


@pytest.mark.parametrize("days", [-1, 0, 92])
def test_a_pause_lies_ahead_and_is_not_longer_than_ninety_days(scene: Any, days: int) -> None:
    with pytest.raises(Invalid) as refused:
        pause(scene.ana, until=now() + days * DAY, by=scene.mo)

    assert list(refused.value.errors) == ["until"]
    assert pause_of(scene.ana) is None


def test_a_pause_is_ended_early_once(scene: Any) -> None:
    pause(scene.ana, until=now() + 7 * DAY, by=scene.mo)
    end_pause(scene.ana, by=scene.mia)

    assert pause_of(scene.ana) is None
    assert decided()[1:] == [("pause-ended", str(scene.ana.ref), scene.mia.actor_id, "We have talked.")]
    with pytest.raises(NotPaused):
        end_pause(scene.ana, by=scene.mia)


def test_a_pause_that_ran_out_needs_no_ending_and_can_follow_another(scene: Any) -> None:
    pause(scene.ana, until=now() + DAY, by=scene.mo)
    with time_machine.travel(now() + 2 * DAY):
        with pytest.raises(NotPaused):
            end_pause(scene.ana, by=scene.mo)
        pause(scene.ana, until=now() + DAY, by=scene.mo)
        assert not not_paused(scene.ana, None)
