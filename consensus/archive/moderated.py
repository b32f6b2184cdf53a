"""Messages as moderation sees them: nobody here wrote them, so nobody is party to them and nobody can appeal."""

from collections.abc import Collection, Iterable

from ..moderation import hideable
from .models import Message
from .queries.found import messages_called
from .quoting import own_words

LONGEST_NAME = 10


def declare_hideable() -> None:
    """Say that messages can be hidden: also at the wish of those who wrote them, who have no account here."""
    hideable("message", load=message_named, parties=parties, excerpt=excerpt, load_all=messages_named)


def message_named(name: str) -> Message | None:
    """The message with this number."""
    return messages_named([name]).get(name)


def messages_named(names: Collection[str]) -> dict[str, Message]:
    """The same for several, by name."""
    wanted = {name for name in names if name.isascii() and name.isdigit() and len(name) <= LONGEST_NAME}
    found = {each.ref.name: each for each in messages_called([int(name) for name in wanted])}
    return {name: found[name] for name in names if name in found}


def parties(message: Message) -> Iterable[str]:
    """Nobody: it was said elsewhere."""
    return ()


def excerpt(message: Message) -> str:
    """What it says itself, under the name that it is shown with."""
    said = own_words(message.body, markdown=message.markdown)
    return f"{message.author}: {said}" if message.author else said
