"""What can be done about things that should not stand as they are. Actions flush; the entrance commits."""

from .appealing import appeal_hiding, rule_on_appeal
from .hiding import hide_thing, hold_thing, restore_thing
from .leaving import erase_rows, merge_rows
from .pausing import LONGEST, end_pause, pause_account
from .reporting import dismiss_reports, report_thing

__all__ = [
    "LONGEST", "appeal_hiding", "dismiss_reports", "end_pause", "erase_rows", "hide_thing", "hold_thing",
    "merge_rows", "pause_account", "report_thing", "restore_thing", "rule_on_appeal",
]  # fmt: skip
