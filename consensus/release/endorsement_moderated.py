"""What moderators can fold of endorsements and of challenges: what they say. That a draft is endorsed or a stakeholder group
challenged, and what was ruled, stays.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from ..kit.refs import Ref
from ..moderation import hideable_by_number
from .models import Endorsement, EndorsementChallenge
from .queries.endorsements import challenges_called, endorsements_called

Thing = Endorsement | EndorsementChallenge


def declare_hideable() -> None:
    """Say what can be hidden, and how it is found."""
    for kind, called in KINDS.items():
        hideable_by_number(kind, called, parties=parties, author=author, excerpt=excerpt, around=around)


def parties(thing: Thing) -> Iterable[str]:
    """Who argues there: of a challenge whoever made the endorsement, besides its author."""
    maker = thing.endorsement.account.actor_id if isinstance(thing, EndorsementChallenge) else None
    return [maker] if maker else ()


def author(thing: Thing) -> str | None:
    """Whose it is; None when nobody stands behind it any more."""
    return thing.account.actor_id


def excerpt(thing: Thing) -> str:
    """What it says."""
    if isinstance(thing, EndorsementChallenge):
        return f"{thing.reason}\n{thing.evidence}"
    return "\n".join(words for words in (thing.authority, thing.conditions, thing.statement) if words)


def around(thing: Thing) -> list[Ref]:
    """The draft that was endorsed, whose pages show it; of a challenge the endorsement, too."""
    if isinstance(thing, EndorsementChallenge):
        return [thing.endorsement.ref, thing.endorsement.draft.ref]
    return [thing.draft.ref]


KINDS: dict[str, Callable[[Collection[int]], Sequence[Any]]] = {
    "endorsement": endorsements_called,
    "endorsement-challenge": challenges_called,
}
