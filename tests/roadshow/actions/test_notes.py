"""Notes: written, approved, set aside, turned into comments."""

import pytest
from flask import Flask

from consensus.accounts.models import Account
from consensus.discussion.models import Comment
from consensus.discussion.texts import prepare_text
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.roadshow import actions
from consensus.roadshow.errors import AlreadyTurned, SetAside, SittingIsNotOpen, StopIsOver
from consensus.roadshow.given import SittingGiven
from consensus.roadshow.models import Note, NoteState, Sitting, Task
from consensus.roadshow.queries import notes_left, now_of, what_is_missing
from tests.factories import make_account
from tests.roadshow.acting import (
    a_draft,
    a_stop,
    act,
    joined,
    last_number,
    noted,
    on_duty,
    opened,
    recorded_since,
)


@pytest.fixture
def sitting(app: Flask) -> Sitting:
    """An open sitting."""
    a_draft()
    return opened()


@pytest.fixture
def scribe(sitting: Sitting) -> Account:
    """Who writes there."""
    return on_duty(sitting.stop, Task.SCRIBE, name="Omar")


def turned(
    notes: list[Note], by: Account, body: str = "Four of the room want the data.", **given: object
) -> Comment:
    """One comment made of notes."""
    comment: Comment = act(
        actions.turn_notes, notes, text=prepare_text(body), by=by, **({"key": "use"} | given)
    )
    return comment


def test_a_scribe_writes_for_others_how_many_said_it_and_of_what(sitting: Sitting, scribe: Account) -> None:
    before = last_number()
    note = noted(
        sitting,
        scribe,
        clause_key="use",
        label=" table 4 ",
        count=3,
        stakeholder_group="End user",
        language="fr",
    )

    assert (note.clause_key, note.label, note.count, note.stakeholder_group) == (
        "use",
        "table 4",
        3,
        "end-user",
    )
    assert (note.scribed, note.state, note.language, note.is_left) == (True, NoteState.WAITING, "fr", True)
    assert recorded_since(before) == []


def test_who_takes_part_writes_for_themselves_in_the_group_they_named(sitting: Sitting) -> None:
    part = joined(sitting, stakeholder_group="licensee")
    note = noted(sitting, part.account, label="everybody", count=40, stakeholder_group="regulator")

    assert (note.scribed, note.label, note.count, note.stakeholder_group) == (False, "", 1, "licensee")


def test_the_same_note_sent_twice_is_one_note(sitting: Sitting, scribe: Account) -> None:
    assert noted(sitting, scribe, nonce="n").id == noted(sitting, scribe, nonce="n").id


def test_what_cannot_be_a_note_is_refused_by_field(sitting: Sitting, scribe: Account) -> None:
    for given, field in (
        ({"body": " "}, "body"), ({"body": "x", "count": 0}, "count"), ({"body": "x", "label": "y" * 81}, "label"),
        ({"body": "x", "stakeholder_group": "king"}, "stakeholder_group"), ({"body": "x", "language": "??"}, "language"),
        ({"body": "x", "nonce": "n" * 65}, "nonce"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            noted(sitting, scribe, **given)  # type: ignore[arg-type]
        assert set(refused.value.errors) == {field}


def test_guests_write_while_the_sitting_is_open_and_scribes_until_the_stop_closes(
    sitting: Sitting, scribe: Account
) -> None:
    guest = joined(sitting).account
    act(actions.close_sitting, sitting, by=SETUP)
    with pytest.raises(SittingIsNotOpen):
        noted(sitting, guest)
    late = noted(sitting, scribe)
    act(actions.set_note_aside, late, reason="Not about the text.", by=SETUP)
    act(actions.close_stop, sitting.stop, by=SETUP)

    with pytest.raises(StopIsOver):
        noted(sitting, scribe)


def test_nobody_writes_before_a_sitting_was_opened_or_after_being_set_aside(sitting: Sitting) -> None:
    planned = act(actions.add_sitting, a_stop("lagos"), SittingGiven(), by=SETUP)
    part = joined(sitting)
    act(actions.set_aside, sitting, [part], reason="By a stolen code.", by=SETUP)
    with pytest.raises(SetAside):
        noted(sitting, part.account)

    with pytest.raises(SittingIsNotOpen):
        noted(planned, make_account("Ana"))


def test_the_room_sees_notes_once_they_are_approved_and_hears_of_it(
    sitting: Sitting, scribe: Account
) -> None:
    note = noted(sitting, scribe)
    before = now_of("dakar", 1)
    for _time in range(2):
        act(actions.approve_note, note, by=SETUP)
    shown = now_of("dakar", 1)
    act(actions.set_note_aside, note, reason="Names somebody.", by=SETUP)
    hidden = now_of("dakar", 1)

    assert [(each.notes, each.version) for each in (before, shown, hidden)] == [(0, 1), (1, 2), (0, 3)]
    assert (note.state, note.reason, note.is_left) == (NoteState.SET_ASIDE, "Names somebody.", False)


def test_setting_a_note_aside_needs_a_reason_and_can_be_undone(sitting: Sitting, scribe: Account) -> None:
    note = noted(sitting, scribe)
    with pytest.raises(Invalid):
        act(actions.set_note_aside, note, reason=" ", by=SETUP)
    act(actions.set_note_aside, note, reason="Twice.", by=SETUP)
    act(actions.restore_note, note, by=SETUP)

    assert (note.state, note.reason) == (NoteState.WAITING, "")


def test_several_notes_become_one_comment_of_the_stop_and_stay_with_it(
    sitting: Sitting, scribe: Account
) -> None:
    notes = [noted(sitting, scribe, clause_key="use", count=3), noted(sitting, scribe, clause_key="use")]
    before = last_number()
    comment = turned(notes, scribe)

    assert comment.clause is not None
    assert (comment.channel, comment.clause.key, comment.author_id) == ("stop:dakar", "use", scribe.id)
    assert [note.comment_id for note in notes] == [comment.id] * 2
    assert (what_is_missing(sitting.stop).is_nothing, notes_left(sitting.stop).items) == (True, [])
    assert [(entry.verb, entry.details) for entry in recorded_since(before)[1:]] == [
        ("sitting.notes-turned", {"notes": 2, "people": 4})
    ]


def test_a_note_on_no_clause_becomes_a_comment_on_the_draft(sitting: Sitting, scribe: Account) -> None:
    comment = turned([noted(sitting, scribe)], scribe, key=None, kind="question")

    assert (comment.clause_id, comment.draft_id, str(comment.kind)) == (None, sitting.draft_id, "question")


def test_a_note_becomes_one_comment_and_never_an_objection(sitting: Sitting, scribe: Account) -> None:
    note = noted(sitting, scribe)
    with pytest.raises(Invalid):
        turned([note], scribe, kind="objection")
    with pytest.raises(Invalid):
        turned([], scribe)
    turned([note], scribe)

    with pytest.raises(AlreadyTurned):
        turned([note], scribe)
    with pytest.raises(AlreadyTurned):
        act(actions.set_note_aside, note, reason="Too late.", by=SETUP)


def test_notes_of_two_sittings_are_two_comments(sitting: Sitting, scribe: Account) -> None:
    first = noted(sitting, scribe)
    act(actions.close_sitting, sitting, by=SETUP)
    second = noted(opened(sitting.stop), scribe)

    with pytest.raises(Invalid):
        turned([first, second], scribe)


def test_after_the_stop_no_note_is_shown_any_more(sitting: Sitting) -> None:
    note = noted(sitting, joined(sitting).account)
    act(actions.set_note_aside, note, reason="Said twice.", by=SETUP)
    act(actions.close_stop, sitting.stop, by=SETUP)
    with pytest.raises(StopIsOver):
        act(actions.approve_note, note, by=SETUP)
