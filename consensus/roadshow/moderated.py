"""Notes as moderation sees them: those that became public, whose they are, and what they say."""

from collections.abc import Iterable

from ..kit.refs import Ref
from ..moderation import hideable_by_number
from .models import Note
from .queries.rooms import public_notes


def declare_hideable() -> None:
    """Say that notes can be hidden, and how they are found."""
    hideable_by_number(
        "room-note", public_notes, parties=lambda note: (), author=author, excerpt=lambda note: note.body,
        around=around,
    )  # fmt: skip


def author(note: Note) -> str | None:
    """Whose it is; nobody's that we know where a scribe wrote it down."""
    return None if note.scribed else note.account.actor_id


def around(note: Note) -> Iterable[Ref]:
    """The stop, whose pages show it."""
    return [note.stop.ref]
