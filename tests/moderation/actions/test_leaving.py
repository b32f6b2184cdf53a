"""What becomes of reports, appeals and pauses when people are joined or erased."""

from datetime import timedelta
from typing import Any

import pytest

from consensus.accounts.models import Account
from consensus.accounts.person_rows import PERSON_ROWS
from consensus.kit.clock import now
from consensus.kit.db import transaction
from consensus.moderation.queries import pause_of

from ..acting import decided, pause
from ..conftest import People

pytestmark = pytest.mark.both_databases


def rows(account: Account) -> tuple[list[Any], list[Any]]:
    """Somebody's reports with their reasons, and their appeals, as they would take them along."""
    export = PERSON_ROWS["moderation"].export
    assert export is not None
    told = export(account)
    return [(each["ref"], each["reason"]) for each in told["reports"]], [
        each["ref"] for each in told["appeals"]
    ]


def test_joining_moves_reports_and_appeals_and_keeps_the_accounts_own_words(people: People) -> None:
    merge = PERSON_ROWS["moderation"].merge
    assert merge is not None

    with transaction():
        merge(people.guest, people.ana)

    assert rows(people.ana) == ([("comment:1", "says Ana"), ("comment:2", "says Guest")], ["comment:3"])
    assert rows(people.guest) == ([], [])


def test_erasing_forgets_a_persons_reports_and_nobody_elses(people: People) -> None:
    erase = PERSON_ROWS["moderation"].erase
    assert erase is not None

    with transaction():
        erase(people.guest)

    assert rows(people.guest) == ([], [])
    assert rows(people.ana) == ([("comment:1", "says Ana")], [])


def paused_until(account: Account) -> Any:
    """Until when somebody is paused."""
    found = pause_of(account)
    return found and found.until


@pytest.mark.parametrize("own, guests, stays", [(None, 3, 3), (2, None, 2), (2, 3, 3), (5, 3, 5)])
def test_of_two_pauses_the_longer_one_stays(
    people: People, scene: Any, own: int | None, guests: int | None, stays: int
) -> None:
    merge, begin = PERSON_ROWS["moderation"].merge, now()
    assert merge is not None
    for account, days in ((people.ana, own), (people.guest, guests)):
        if days:
            pause(account, until=begin + timedelta(days=days), by=scene.mo)

    with transaction():
        merge(people.guest, people.ana)

    assert paused_until(people.ana) == begin + timedelta(days=stays)
    assert paused_until(people.guest) is None


def test_erasing_forgets_the_pause_and_the_log_remembers_that_there_was_one(
    people: People, scene: Any
) -> None:
    erase = PERSON_ROWS["moderation"].erase
    assert erase is not None
    pause(people.ana, until=now() + timedelta(days=2), by=scene.mo)

    with transaction():
        erase(people.ana)

    assert (paused_until(people.ana), len(decided())) == (None, 1)
