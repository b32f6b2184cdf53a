"""What can be reported and folded here: the words of reviews, of opinions, of surprises, of makers' replies. What follows
from answers and stances stays as it is.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from ..kit.refs import Ref
from ..moderation import hideable_by_number
from .models import MakerReply, Review, Surprise, VerdictOpinion
from .queries.opinions import opinions_called
from .queries.replies import replies_called
from .queries.reviews import reviews_called
from .queries.surprises import surprises_called
from .stored import answers_of

Thing = Review | VerdictOpinion | Surprise | MakerReply


def declare_hideable() -> None:
    """Say what can be hidden, and how it is found."""
    for kind, called in KINDS.items():
        hideable_by_number(kind, called, parties=parties, author=author, excerpt=excerpt, around=around)


def parties(thing: Thing) -> Iterable[str]:
    """Who argues there: nobody but its author."""
    return ()


def author(thing: Thing) -> str | None:
    """Whose it is; None when nobody stands behind it any more."""
    return thing.account.actor_id if thing.account else None


def excerpt(thing: Thing) -> str:
    """What it says in public; of a review never what its author only saved."""
    if isinstance(thing, Review):
        public = [each.answers for each in thing.revisions if each.number == thing.public]
        return "\n".join(each.note for some in public for each in answers_of(some) if each.note)
    return thing.body if isinstance(thing, MakerReply) else thing.reason


def around(thing: Thing) -> list[Ref]:
    """The system and the draft, whose pages show it."""
    if isinstance(thing, MakerReply):
        thing = thing.revision.review
    system = thing.version.system if isinstance(thing, Review) else thing.system
    return [*([system.ref] if system else []), thing.draft.ref]


def _public(reviews: Iterable[Review]) -> list[Review]:
    return [each for each in reviews if each.public is not None]


KINDS: dict[str, Callable[[Collection[int]], Sequence[Any]]] = {
    "review": lambda ids: _public(reviews_called(ids)),
    "verdict-opinion": opinions_called,
    "surprise": surprises_called,
    "maker-reply": replies_called,
}
