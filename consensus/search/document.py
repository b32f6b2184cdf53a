"""Pure: one thing that can be found, as its feature declares it."""

from dataclasses import dataclass
from datetime import datetime

EVERYBODY, MODERATORS = "everybody", "moderators"


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found. ``id`` is a ref as text; ``subject`` the ref of the act's subject it comes from.

    ``also`` are further kinds under which it is found and counted; ``drafts`` and ``clauses`` further ones it belongs
    to. ``author`` is an id of the record, never a name; ``byline`` the name as it was shown elsewhere. ``source`` is
    an archive's name.
    """

    id: str
    kind: str
    subject: str
    url: str
    title: str
    text: str
    language: str
    at: datetime
    author: str | None = None
    draft: str | None = None
    clause: str | None = None
    audience: str = EVERYBODY
    also: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    outcome: str | None = None
    system: str | None = None
    stop: str | None = None
    source: str | None = None
    byline: str | None = None

    @property
    def hidden(self) -> bool:
        """Whether only moderators find it."""
        return self.audience == MODERATORS
