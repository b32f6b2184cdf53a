"""What can be done about systems. Actions flush; the entrance commits."""

from .answering import answer_surprise
from .evaluating import evaluate, keep_evaluations, plan_evaluations
from .importing import import_all, import_review, import_systems
from .leaving import erase_rows, merge_rows
from .noticing import release_due, release_review, reply_as_maker
from .opinions import answer_dispute, take_stance, withdraw_stance
from .registry import add_system, change_system, end_contact, name_contact
from .reviews import hand_in, recuse, save_review, submit_review, withdraw_review
from .surprises import cosign_surprise, raise_surprise, unsign_surprise, withdraw_surprise

__all__ = [
    "add_system", "answer_dispute", "answer_surprise", "change_system", "cosign_surprise", "end_contact", "erase_rows", "evaluate", "hand_in",
    "import_all", "import_review", "import_systems", "keep_evaluations", "merge_rows", "name_contact",
    "plan_evaluations", "raise_surprise", "recuse", "release_due", "release_review", "reply_as_maker", "save_review",
    "submit_review", "take_stance", "unsign_surprise", "withdraw_review", "withdraw_stance", "withdraw_surprise",
]  # fmt: skip
