"""What is written about following. All of it is private: nothing here is on the public record."""

from .mailing import hand_in, set_pace, unsubscribe
from .rows import erase_rows, merge_rows
from .spreading import put_before, remind_once, remind_some, skip_to_head
from .watching import auto_watch, see_all, unwatch, watch

__all__ = [
    "auto_watch", "erase_rows", "hand_in", "merge_rows", "put_before", "remind_once", "remind_some",
    "see_all", "set_pace", "skip_to_head", "unsubscribe", "unwatch", "watch",
]  # fmt: skip
