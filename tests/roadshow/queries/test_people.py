"""Who takes part, and how many heads there are."""

import pytest
from flask import Flask

from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import NoSuchAttendance, NoSuchDuty
from consensus.roadshow.queries import (
    Heads,
    attendance_of,
    attendances_called,
    attendances_of,
    current_attendance,
    duty_called,
    heads_of,
    heads_of_all,
    last_attendance,
)
from tests.factories import make_account
from tests.roadshow.acting import a_draft, a_stop, act, joined, opened


def test_more_people_than_heads_shows(app: Flask) -> None:
    a_draft()
    sitting = opened(heads=1)
    parts = [joined(sitting, f"Guest {n}") for n in range(2)]
    assert heads_of(sitting) == Heads(1, False, 2) and heads_of(sitting).more
    act(actions.set_aside, sitting, parts[:1], reason="Not in the room.", by=SETUP)
    act(actions.witness_heads, sitting, by=make_account("Omar"))

    assert heads_of(sitting) == Heads(1, True, 2, aside=1)
    assert (heads_of(sitting).counting, heads_of(sitting).more) == (1, False)


def test_heads_of_several_sittings_are_asked_for_at_once(app: Flask) -> None:
    a_draft()
    first, second = opened(heads=3), opened(a_stop("lagos"))
    joined(first)

    assert heads_of_all([first, second]) == {first.id: Heads(3, False, 1), second.id: Heads(None, False, 0)}
    assert Heads(None, False, 9).more is False


def test_the_sitting_somebody_is_in_is_the_open_one_joined_last(app: Flask) -> None:
    a_draft()
    ana = make_account("Ana")
    first, second = opened(), opened(a_stop("lagos"))
    assert (current_attendance(ana), last_attendance(ana), attendance_of(None, first)) == (None, None, None)
    one, two = joined(first, by=ana), joined(second, by=ana)
    assert current_attendance(ana) is two
    act(actions.close_sitting, second, by=SETUP)

    assert (current_attendance(ana), last_attendance(ana)) == (one, two)


def test_people_are_listed_a_page_at_a_time_the_last_first_and_found_by_number(app: Flask) -> None:
    a_draft()
    sitting = opened()
    parts = [joined(sitting, f"Guest {n}") for n in range(3)]
    page = attendances_of(sitting, limit=2)
    rest = attendances_of(sitting, cursor=page.next, limit=2)

    assert [part.account.name for part in (*page.items, *rest.items)] == ["Guest 2", "Guest 1", "Guest 0"]
    assert attendances_called(sitting, [parts[2].id, parts[0].id]) == [parts[0], parts[2]]
    with pytest.raises(NoSuchAttendance):
        attendances_called(sitting, [parts[0].id, 999])
    with pytest.raises(NoSuchDuty):
        duty_called(999)
