"""What can be done at stops, in rooms, and about them. Actions flush; the entrance commits."""

from .closing import close_stop
from .coding import replace_code
from .duties import end_duty, give_duty
from .joining import join
from .leaving import erase_rows, merge_rows
from .notes import approve_note, restore_note, set_note_aside, turn_notes, write_note
from .opening import close_sitting, declare_heads, open_sitting, open_stop, witness_heads
from .planning import (
    add_sitting,
    cancel_stop,
    change_sitting,
    change_stop,
    described,
    load_stops,
    move_stop,
    plan_stop,
)
from .rooms import conceal, reveal, show_clause
from .setting_aside import restore, set_aside

__all__ = [
    "add_sitting", "approve_note", "cancel_stop", "change_sitting", "change_stop", "close_sitting", "close_stop",
    "conceal", "declare_heads", "described", "end_duty", "erase_rows", "give_duty", "join", "load_stops", "merge_rows",
    "move_stop", "open_sitting", "open_stop", "plan_stop", "replace_code", "restore", "restore_note", "reveal",
    "set_aside", "set_note_aside", "show_clause", "turn_notes", "witness_heads", "write_note",
]  # fmt: skip
