"""Leading a room."""

import pytest
from flask import Flask

from consensus.drafts.errors import NoSuchClause
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import RoomMovedOn, SittingIsNotOpen
from consensus.roadshow.given import SittingGiven
from consensus.roadshow.models import Sitting
from consensus.roadshow.queries import now_of, room_revision
from tests.roadshow.acting import a_draft, a_stop, act, last_number, opened, recorded_since


@pytest.fixture
def sitting(app: Flask) -> Sitting:
    """An open sitting."""
    a_draft()
    return opened()


def state(sitting: Sitting) -> tuple[str | None, bool, int]:
    """What the room sees."""
    seen = now_of(sitting.stop.slug, sitting.number)
    return seen.clause, seen.revealed, seen.version


def test_a_room_sees_the_code_first_then_a_clause_whose_positions_are_hidden(sitting: Sitting) -> None:
    before = last_number()
    assert state(sitting) == (None, False, 1)
    act(actions.show_clause, sitting, "use", by=SETUP)
    assert state(sitting) == ("use", False, 2)
    act(actions.reveal, sitting, key="use", by=SETUP)
    assert state(sitting) == ("use", True, 3)
    act(actions.show_clause, sitting, "study", by=SETUP)

    assert state(sitting) == ("study", False, 4)
    assert recorded_since(before) == []


def test_doing_the_same_again_changes_nothing(sitting: Sitting) -> None:
    for _time in range(2):
        act(actions.show_clause, sitting, "use", seen="", by=SETUP)
        act(actions.reveal, sitting, key="use", by=SETUP)

    assert state(sitting) == ("use", True, 3)


def test_acts_kept_while_offline_are_taken_later_in_order(sitting: Sitting) -> None:
    for key, seen in (("use", ""), ("study", "use"), ("share", "study")):
        act(actions.show_clause, sitting, key, seen=seen, by=SETUP)

    assert state(sitting) == ("share", False, 4)


def test_whoever_decided_on_what_is_no_longer_shown_is_told_that_the_room_moved_on(sitting: Sitting) -> None:
    act(actions.show_clause, sitting, "study", by=SETUP)
    with pytest.raises(RoomMovedOn):
        act(actions.show_clause, sitting, "share", seen="use", by=SETUP)
    for action in (actions.reveal, actions.conceal):
        with pytest.raises(RoomMovedOn):
            act(action, sitting, key="use", by=SETUP)

    assert state(sitting) == ("study", False, 2)


def test_positions_can_be_hidden_again_and_the_code_shown(sitting: Sitting) -> None:
    act(actions.show_clause, sitting, "use", by=SETUP)
    act(actions.reveal, sitting, key="use", by=SETUP)
    act(actions.conceal, sitting, key="use", by=SETUP)
    assert state(sitting) == ("use", False, 4)
    act(actions.show_clause, sitting, None, seen="use", by=SETUP)

    assert state(sitting) == (None, False, 5)
    with pytest.raises(RoomMovedOn):
        act(actions.reveal, sitting, key="", by=SETUP)


def test_a_room_sees_clauses_of_its_draft_alone_while_the_sitting_is_open(sitting: Sitting) -> None:
    with pytest.raises(NoSuchClause):
        act(actions.show_clause, sitting, "nowhere", by=SETUP)
    act(actions.close_sitting, sitting, by=SETUP)

    with pytest.raises(SittingIsNotOpen):
        act(actions.show_clause, sitting, "use", by=SETUP)


def test_a_sitting_that_was_not_opened_has_no_room(app: Flask) -> None:
    planned = act(actions.add_sitting, a_stop(), SittingGiven(), by=SETUP)

    assert (room_revision("dakar", 1), now_of("dakar", 1).open) == (None, False)
    with pytest.raises(SittingIsNotOpen):
        act(actions.show_clause, planned, None, by=SETUP)


def test_a_rooms_revision_changes_with_what_it_sees_and_with_nothing_else(sitting: Sitting) -> None:
    first = room_revision("dakar", 1)
    act(actions.declare_heads, sitting, 9, by=SETUP)
    assert room_revision("dakar", 1) == first
    act(actions.show_clause, sitting, "use", by=SETUP)
    second = room_revision("dakar", 1)
    act(actions.close_sitting, sitting, by=SETUP)

    assert len({first, second, room_revision("dakar", 1)}) == 3
