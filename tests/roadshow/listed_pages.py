"""Which pages of the roadshow list something, and another of what they list; which list nothing that grows."""

from typing import Any

from consensus.discussion.places import OnClause, place_named
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from consensus.roadshow.actions import add_sitting, approve_note, give_duty, join, open_stop, write_note
from consensus.roadshow.given import CONSENT, Joining, NoteGiven, SittingGiven
from consensus.roadshow.models import Task
from consensus.roadshow.queries import live_code, open_sitting_of, stop_named
from consensus.voting.actions import take_position
from tests.factories import make_account

from .listed import another_sitting, another_stop
from .world import OPEN, PLANNED


def another_voice(world: Any, n: int) -> None:
    """Another guest, who takes a position, and says something that waits."""
    sitting = open_sitting_of(stop_named(OPEN))
    assert sitting is not None and sitting.draft is not None
    code = live_code(sitting)
    assert code is not None
    with transaction():
        part = join(code.code, Joining(f"Νεφέλη {n}", CONSENT, "licensee", "GR", "el"), by=None)
    place = place_named(sitting.draft.version, key="study")
    assert isinstance(place, OnClause)
    with transaction():
        take_position(place.draft, place.row, choice="support", by=part.account)
        write_note(sitting, NoteGiven(f"Λέω το {n}.", "study", "el"), by=part.account)


def another_note_shown(world: Any, n: int) -> None:
    """Another note that the room sees."""
    sitting = open_sitting_of(stop_named(OPEN))
    assert sitting is not None
    with transaction():
        approve_note(
            write_note(sitting, NoteGiven(f"Λέμε το {n}.", "study", "el"), by=world.rosa), by=world.rosa
        )


def another_opened(world: Any, n: int) -> None:
    """Another stop, which is open."""
    another_stop(world, n)
    with transaction():
        open_stop(stop_named(f"polis-{n}"), heads=n, by=SETUP)


def another_on_duty(world: Any, n: int) -> None:
    """Another sitting of the stop that is planned, and somebody else on duty there."""
    account = make_account(f"Έλλη {n}")
    with transaction():
        add_sitting(stop_named(PLANNED), SittingGiven(f"Βράδυ {n}", agenda=("use",)), by=world.rosa)
        give_duty(stop_named(PLANNED), account, Task.SCRIBE, by=world.rosa)


LISTS_OF_PAGES = {
    "roadshow.all_people_sheet": another_opened,
    "roadshow.desk": another_stop,
    "roadshow.desk_stop": another_on_duty,
    "roadshow.facilitator": another_voice,
    "roadshow.guests": another_voice,
    "roadshow.index": another_opened,
    "roadshow.kit": another_stop,
    "roadshow.participation_page": another_opened,
    "roadshow.participation_sheet": another_opened,
    "roadshow.people_sheet": another_voice,
    "roadshow.report": another_voice,
    "roadshow.report_sheet": another_voice,
    "roadshow.room": another_note_shown,
    "roadshow.screen": another_note_shown,
    "roadshow.shown_now": another_note_shown,
    "roadshow.stop": another_sitting,
}
CLAUSES_OF_PAGES = {"roadshow.new_sitting", "roadshow.sitting_form"}
SINGLE_OF_PAGES = {
    "roadshow.cancel_form", "roadshow.change_form", "roadshow.columns", "roadshow.figures", "roadshow.join",
    "roadshow.move_form", "roadshow.new_stop", "roadshow.now", "roadshow.type_code",
}  # fmt: skip
