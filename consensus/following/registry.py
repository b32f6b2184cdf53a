"""Whom a verb concerns, besides those who watch its subject: declared by the feature whose verb it is.

::

    concerns(Verb.ANSWERED, lambda entry: [author_of(entry.subject)])

The function takes an entry of the record and gives the ids (``p:…``) of the people to be told.
"""

from collections.abc import Callable, Iterable
from typing import Any

from ..ledger.models import Entry

Whom = Callable[[Entry], Iterable[str]]
CONCERNS: dict[str, Whom] = {}


def concerns(verb: Any, whom: Whom) -> None:
    """Declare whom a verb concerns. Declaring a verb again replaces it."""
    CONCERNS[str(verb)] = whom


def whom_it_concerns(entry: Entry) -> set[str]:
    """The people whom an entry concerns by its verb; never whoever did it."""
    declared = CONCERNS.get(entry.verb)
    return set(declared(entry)) - {entry.by} if declared else set()
