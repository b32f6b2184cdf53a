"""What becomes of what people follow when they are joined or erased."""

import pytest

from consensus.accounts.models import Account
from consensus.accounts.person_rows import PERSON_ROWS
from consensus.following.queries import inbox_of, watches_of
from consensus.kit.db import transaction

from .conftest import People

pytestmark = pytest.mark.both_databases


def rows(account: Account) -> tuple[list[str], list[int]]:
    """What somebody follows, and what they were told."""
    return [each.ref for each in watches_of(account)], [each.n for each in inbox_of(account)]


def test_joining_moves_what_a_guest_followed_and_keeps_what_both_have_once(people: People) -> None:
    merge = PERSON_ROWS["following"].merge
    assert merge is not None

    with transaction():
        merge(people.guest, people.ana)

    assert rows(people.ana) == (["clause:a", "clause:b"], [1, 2])
    assert rows(people.guest) == ([], [])


def test_erasing_forgets_what_a_person_followed_and_nobody_elses(people: People) -> None:
    erase = PERSON_ROWS["following"].erase
    assert erase is not None

    with transaction():
        erase(people.ana)

    assert rows(people.ana) == ([], [])
    assert rows(people.guest) == (["clause:a", "clause:b"], [1, 2])


def test_a_person_can_take_along_what_they_follow(people: People) -> None:
    export = PERSON_ROWS["following"].export
    assert export is not None

    told = export(people.ana)

    assert [watch["ref"] for watch in told["watches"]] == ["clause:a"]
    assert told["inbox"] == [{"n": 1, "why": "clause:a", "seen_at": None, "mailed_at": None}]
    assert told["mail"] == "daily"
