"""Notes that became public can be reported and folded."""

from flask import Flask

from consensus.discussion.texts import prepare_text
from consensus.kit.refs import Ref
from consensus.ledger import SETUP
from consensus.moderation.registry import around, author_of, excerpt_of, thing_called, things_called
from consensus.roadshow import actions
from consensus.roadshow.models import Task
from tests.roadshow.acting import a_draft, act, joined, noted, on_duty, opened


def test_a_note_is_found_once_the_room_was_shown_it_or_it_became_a_comment(app: Flask) -> None:
    a_draft()
    sitting = opened()
    omar, awa = on_duty(sitting.stop, Task.SCRIBE, name="Omar"), joined(sitting).account
    waiting, shown, turned = (
        noted(sitting, awa),
        noted(sitting, awa, "Moi aussi."),
        noted(sitting, omar, "Nous."),
    )
    act(actions.approve_note, shown, by=SETUP)
    act(actions.turn_notes, [turned], key="use", text=prepare_text("They say so."), by=omar)

    assert [thing_called(note.ref) for note in (waiting, shown, turned)] == [None, shown, turned]
    assert list(things_called([str(shown.ref), "room-note:99999999999", "room-note:x"])) == [str(shown.ref)]
    assert (author_of(shown), author_of(turned), excerpt_of(shown)) == (awa.actor_id, None, "Moi aussi.")
    assert around(shown) == [Ref("stop", "dakar")]
