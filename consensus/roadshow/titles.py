"""What states, tasks and the like are called on the screen."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from .models import NoteState, Sitting, StopState, Task

_STATES: dict[StopState, Any] = {
    StopState.PLANNED: _l("planned"),
    StopState.OPEN: _l("open"),
    StopState.CLOSED: _l("closed"),
    StopState.MOVED: _l("moved"),
    StopState.CANCELLED: _l("cancelled"),
}
_TASKS: dict[Task, Any] = {Task.FACILITATOR: _l("facilitator"), Task.SCRIBE: _l("scribe")}
_NOTES: dict[NoteState, Any] = {
    NoteState.WAITING: _l("waiting"),
    NoteState.APPROVED: _l("approved"),
    NoteState.SET_ASIDE: _l("set aside"),
}
_SITTINGS: dict[str, Any] = {"planned": _l("planned"), "open": _l("open"), "closed": _l("closed")}


def stop_state_title(state: StopState | str) -> str:
    """``planned``."""
    return str(_STATES[StopState(state)])


def task_title(task: Task | str) -> str:
    """``facilitator``."""
    return str(_TASKS[Task(task)])


def note_state_title(state: NoteState | str) -> str:
    """``waiting``."""
    return str(_NOTES[NoteState(state)])


def sitting_state_title(state: str) -> str:
    """``open``."""
    return str(_SITTINGS[state])


def sitting_title(sitting: Sitting) -> str:
    """What a sitting is called: its own title, or its number."""
    return sitting.title or str(_("Sitting %(number)s", number=sitting.number))
