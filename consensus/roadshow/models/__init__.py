"""The roadshow as it is stored: stops with their sittings, what happens in a room, and what comes in on paper."""

from .paper import Batch, PaperPerson, PaperRow, RowState
from .rooms import Attendance, CodeEnding, JoinCode, Note, NoteState, Room
from .stops import Duty, Sitting, Stop, StopChange, StopState, Task

__all__ = [
    "Attendance",
    "Batch",
    "CodeEnding",
    "Duty",
    "JoinCode",
    "Note",
    "NoteState",
    "PaperPerson",
    "PaperRow",
    "Room",
    "RowState",
    "Sitting",
    "Stop",
    "StopChange",
    "StopState",
    "Task",
]
