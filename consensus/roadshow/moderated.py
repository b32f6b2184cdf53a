"""Notes as moderation sees them: those that became public, whose they are, and what they say."""

from collections.abc import Collection, Iterable

from ..kit.refs import Ref
from ..moderation import hideable
from .models import Note
from .queries.rooms import public_notes

LONGEST_NAME = 10


def declare_hideable() -> None:
    """Say that notes can be hidden, and how they are found."""
    hideable(
        "room-note", load=note_named, parties=lambda note: (), author=author, excerpt=lambda note: note.body,
        around=around, load_all=notes_named,
    )  # fmt: skip


def note_named(name: str) -> Note | None:
    """The public note with this number."""
    return notes_named([name]).get(name)


def notes_named(names: Collection[str]) -> dict[str, Note]:
    """The same for several, by name."""
    numbers = [int(name) for name in names if name.isascii() and name.isdigit() and len(name) <= LONGEST_NAME]
    found = {note.ref.name: note for note in public_notes(numbers)}
    return {name: found[name] for name in names if name in found}


def author(note: Note) -> str | None:
    """Whose it is; nobody's that we know where a scribe wrote it down."""
    return None if note.scribed else note.account.actor_id


def around(note: Note) -> Iterable[Ref]:
    """The stop, whose pages show it."""
    return [note.stop.ref]
