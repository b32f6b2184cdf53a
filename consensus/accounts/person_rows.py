"""The registry of what a person's rows are: how each feature exports, merges and erases them.

Features declare from their own folder; this floor asks them, in the order of declaration, its own rows last.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .models import Account

Export = Callable[[Account], Any]
Merge = Callable[[Account, Account], None]
Erase = Callable[[Account], None]


@dataclass(frozen=True, slots=True)
class PersonRows:
    """What one feature keeps of a person. ``merge`` takes the guest and the account that takes over."""

    export: Export | None = None
    merge: Merge | None = None
    erase: Erase | None = None


PERSON_ROWS: dict[str, PersonRows] = {}


def person_rows(
    name: str, *, export: Export | None = None, merge: Merge | None = None, erase: Erase | None = None
) -> None:
    """Declare rows under the name they have in a person's export. Declaring a name again replaces it."""
    PERSON_ROWS[name] = PersonRows(export, merge, erase)


def export_of(account: Account) -> dict[str, Any]:
    """Everything kept of a person, as JSON values, by name."""
    return {name: rows.export(account) for name, rows in PERSON_ROWS.items() if rows.export}


def merge_rows(guest: Account, into: Account) -> None:
    """Have every feature move the guest's rows."""
    for rows in PERSON_ROWS.values():
        if rows.merge:
            rows.merge(guest, into)


def erase_rows(account: Account) -> None:
    """Have every feature erase what is personal; called while the account still has its actor id."""
    for rows in PERSON_ROWS.values():
        if rows.erase:
            rows.erase(account)
