"""What can be done in the discussion. Texts are made ready before the lock, by ``texts.prepare_text``."""

from .accepting import accept_suggestion, plan_acceptance, release_suggestion
from .answering import answer_disposition, confirm_addressed, withdraw_objection
from .assigning import assign
from .comments import add_comment
from .cosigning import cosign, withdraw_cosignature
from .disposing import dispose
from .editing import delete_comment, edit_comment
from .leaving import erase_rows, merge_rows
from .pending import drop_pending, keep_pending, note_posted, pending_called, sweep_pending
from .suggesting import Edit, prepare_edits

__all__ = [
    "Edit", "accept_suggestion", "add_comment", "answer_disposition", "assign", "confirm_addressed", "cosign",
    "delete_comment", "dispose", "drop_pending", "edit_comment", "erase_rows", "keep_pending", "merge_rows",
    "note_posted", "pending_called", "plan_acceptance", "prepare_edits", "release_suggestion",
    "sweep_pending", "withdraw_cosignature", "withdraw_objection",
]  # fmt: skip
