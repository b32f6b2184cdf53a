"""What can be done with drafts. Slow pure work stands in functions of its own, to be called before the lock."""

from .correcting import correct_map, correction_preview
from .glossing import explain_clause, load_glosses
from .mapping import Alignment, align_again, decide_map, declare_normative, realign_draft, second_editorial
from .periods import extend_period
from .preparing import Reading, prepare_draft, read_files, revise_draft
from .publishing import PublicationPlan, plan_publication, publish_draft, withdraw_draft
from .sealing import mark_sealed
from .shelving import Terms, discard_draft, schedule_draft, set_terms, show_draft

__all__ = [
    "Alignment", "PublicationPlan", "Reading", "Terms", "align_again", "correct_map",
    "correction_preview",
    "decide_map", "declare_normative", "discard_draft", "explain_clause", "extend_period", "load_glosses", "mark_sealed",
    "plan_publication", "prepare_draft", "publish_draft", "read_files", "realign_draft", "revise_draft",
    "schedule_draft", "second_editorial", "set_terms", "show_draft", "withdraw_draft",
]  # fmt: skip
