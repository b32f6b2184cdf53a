"""A kind of thing that can be folded, made for tests: a note, kept in memory, in whose thread some argue."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from consensus.accounts.models import Account
from consensus.kit.places import place
from consensus.kit.refs import Ref
from consensus.moderation import hideable


@dataclass(frozen=True)
class Note:
    """What somebody said somewhere."""

    name: str
    by: str | None
    says: str
    parties: tuple[str, ...]

    @property
    def ref(self) -> Ref:
        """``note:a``."""
        return Ref("note", self.name)


NOTES: dict[str, Note] = {}


def declare_notes() -> None:
    """From now on notes can be folded; there are none yet."""
    NOTES.clear()
    hideable(
        "note",
        load=NOTES.get,
        parties=lambda note: note.parties,
        author=lambda note: note.by,
        excerpt=lambda note: note.says,
        around=lambda note: ["draft:0.0.9"],
    )
    place("note", lambda name: f"/moderation/?note={name}", words=_l("note %(name)s"))


def make_note(
    name: str = "a", *, by: Account | None = None, says: str = "Buy watches!", argue: Any = ()
) -> Note:
    """A note by somebody, in whose thread some people argue."""
    note = Note(name, by.actor_id if by else None, says, tuple(str(one.actor_id) for one in argue))
    NOTES[name] = note
    return note
