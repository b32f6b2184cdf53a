"""Messages made ready before the lock: their language told, the draft of their time found, and what they mention of it."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..discussion.languages import language_of
from ..kit.slow import slow
from .mentioning import mentioned
from .models import Unnamed
from .plain import PlainMessage, key_of
from .queries.shelf import Shelf

MOST_LOOKED_AT = 5_000  # characters, of which the language is told


@dataclass(frozen=True, slots=True)
class Ready:
    """A message that can be stored, and what was found out about it. ``author``: as it may be shown."""

    message: PlainMessage
    key: str
    digest: str
    author: str
    language: str
    draft_id: int | None
    mentions: Mapping[int, str]


@slow
def make_ready(
    messages: Iterable[PlainMessage], *, shelf: Shelf, is_unnamed: Callable[[str], bool]
) -> list[Ready]:
    """Messages with everything that takes time to find out."""
    found = []
    for each in messages:
        draft = shelf.in_force(each.at)
        found.append(
            Ready(
                message=each,
                key=key_of(each.id),
                digest=each.digest,
                author="" if is_unnamed(each.author) else each.author,
                language=each.language or language_of(each.body[:MOST_LOOKED_AT], else_="en"),
                draft_id=draft.id if draft else None,
                mentions=mentioned(f"{each.subject}\n{each.body}", shelf.sheet(draft)) if draft else {},
            )
        )
    return found


def unnamed_among(rows: Sequence[Unnamed]) -> Callable[[str], bool]:
    """Whether a name is one of those that are no longer shown."""
    known: dict[str, bool] = {}

    def is_unnamed(author: str) -> bool:
        if author not in known:
            known[author] = any(name_digest(author, row.salt) == row.digest for row in rows)
        return known[author]

    return is_unnamed if rows else lambda author: False


def name_digest(author: str, salt: str) -> str:
    """A name in the form in which it is kept when it may not be shown."""
    return hashlib.sha256(f"{salt}\x1f{author.casefold()}".encode()).hexdigest()
