"""Where something said comes in, from a page or a program: an objection goes by way of whoever takes positions.

One objection is one record: a comment of kind *objection*, made by taking the position *object*. Positions stand on a
floor above this one, so they say here how an objection is taken; discussion alone never makes one where they do.
"""

from collections.abc import Callable
from typing import Any

from .actions import add_comment
from .models import Comment, CommentKind
from .places import OnClause, Place, takes_positions

Take = Callable[..., Comment]
TAKES: dict[str, Take] = {}


def objections_go_through(take: Take) -> None:
    """Declare how objections are taken: ``take(place, text=…, by=…, …)``, with what ``add_comment`` takes but the kind.

    It is asked only for clauses that take positions. Declaring it again replaces it.
    """
    TAKES[str(CommentKind.OBJECTION)] = take


def say(place: Place, *, kind: CommentKind | str, **given: Any) -> Comment:
    """Say something; ``given`` is what ``add_comment`` takes. Raises what it raises, and what taking a position does."""
    take = TAKES.get(str(CommentKind(kind)))
    if take is not None and isinstance(place, OnClause) and takes_positions(place):
        return take(place, **given)
    return add_comment(place, kind=kind, **given)
