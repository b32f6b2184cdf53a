"""What moderators can fold of endorsements: what they say. That a draft is endorsed, and in which stakeholder group, stays."""

from collections.abc import Collection, Iterable

from ..kit.refs import Ref
from ..moderation import hideable
from .models import Endorsement
from .queries.endorsements import endorsements_called

LONGEST_NAME = 10


def declare_hideable() -> None:
    """Say what can be hidden, and how it is found."""
    hideable(
        "endorsement", load=endorsement_named, parties=parties, author=author, excerpt=excerpt, around=around,
        load_all=endorsements_named,
    )  # fmt: skip


def endorsement_named(name: str) -> Endorsement | None:
    """The endorsement with this number."""
    return endorsements_named([name]).get(name)


def endorsements_named(names: Collection[str]) -> dict[str, Endorsement]:
    """The same for several, by name."""
    numbers = {int(name) for name in names if name.isascii() and name.isdigit() and len(name) < LONGEST_NAME}
    found = {each.ref.name: each for each in endorsements_called(numbers)}
    return {name: found[name] for name in names if name in found}


def parties(endorsement: Endorsement) -> Iterable[str]:
    """Who argues there: nobody but its author."""
    return ()


def author(endorsement: Endorsement) -> str | None:
    """Whose it is; None when nobody stands behind it any more."""
    return endorsement.account.actor_id


def excerpt(endorsement: Endorsement) -> str:
    """What it says."""
    said = (endorsement.authority, endorsement.conditions, endorsement.statement)
    return "\n".join(words for words in said if words)


def around(endorsement: Endorsement) -> list[Ref]:
    """The draft it was made on, whose pages show it."""
    return [endorsement.draft.ref]
