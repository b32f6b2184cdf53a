"""What changes archives."""

from .importing import begin_import, finish_import, settle_some, store_some
from .keeping import place_some, unname, withdraw_archive

__all__ = [
    "begin_import",
    "finish_import",
    "place_some",
    "settle_some",
    "store_some",
    "unname",
    "withdraw_archive",
]
