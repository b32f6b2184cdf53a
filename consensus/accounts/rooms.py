"""The registry of how somebody speaks: online, or from a room that they are in now; and whether a guest may at all.

Whoever takes comments, suggestions, co-signatures and positions asks here. The feature that knows rooms declares the
answer; while none has, everybody speaks online.

::

    rooms_are(spoken_from)          # spoken_from(account, draft) -> "stop:dakar"; raises Refused for a guest who may not
    channel_for(g.viewer, draft)
"""

from collections.abc import Callable
from typing import Any

from ..kit.errors import Refused
from .models import Account

ONLINE = "online"
SpokenFrom = Callable[[Account, Any], str]
ROOMS: dict[str, SpokenFrom] = {}
Renaming = Callable[[Account], None]
NAMES: dict[str, Renaming] = {}


def rooms_are(answer: SpokenFrom, *, renaming: Renaming | None = None) -> None:
    """Declare who knows rooms: a function of an account and of what it speaks about (a draft; None: something else).

    It gives the channel, and raises Refused, with a sentence, for a guest who may not speak there now. ``renaming`` raises
    Refused for who has to keep their name. Declaring it again replaces it.
    """
    ROOMS["rooms"] = answer
    if renaming is not None:
        NAMES["rooms"] = renaming


def check_renaming(account: Account) -> None:
    """Let somebody take another public name. Raises Refused for whom a room has set aside."""
    for check in NAMES.values():
        check(account)


def channel_for(account: Account, about: Any) -> str:
    """``online``, or the room that somebody speaks from now. Raises Refused for a guest who may not."""
    answer = ROOMS.get("rooms")
    return answer(account, about) if answer else ONLINE


def why_not(account: Account | None, about: Any) -> str:
    """The sentence that says why somebody may not speak there now; the empty text where they may. For pages."""
    if account is None or not account.is_guest:
        return ""
    try:
        channel_for(account, about)
    except Refused as error:
        return str(error)
    return ""


def speaks_here(viewer: Any, thing: Any) -> bool:
    """True for everybody with an address, and for guests where they may speak now. ``thing``: a draft, or what has one;
    None: nothing in particular."""
    if viewer is None or thing is None:
        return viewer is not None
    return not why_not(viewer, getattr(thing, "draft", thing))
