"""What becomes of reports and appeals when people are joined or erased."""

from typing import Any

import pytest

from consensus.accounts.models import Account
from consensus.accounts.person_rows import PERSON_ROWS
from consensus.kit.db import transaction

from .conftest import People

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
