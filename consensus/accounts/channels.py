"""What channels are called: online, or the stop that something comes from, whose title the feature that knows stops tells.

::

    stops_are_called(titles)        # titles() -> {"dakar": "Deep Learning Indaba, Dakar"}
    channel_title("stop:dakar")
"""

from collections.abc import Callable, Mapping

from flask import g, has_request_context
from flask_babel import gettext as _

from .rooms import ONLINE

STOP, ROOMS = "stop:", "rooms"
Titles = Callable[[], Mapping[str, str]]
STOPS: dict[str, Titles] = {}


def stops_are_called(titles: Titles) -> None:
    """Declare who knows what stops are called: a function that gives all titles by slug. Declaring it again replaces it."""
    STOPS["stops"] = titles


def stop_title(slug: str) -> str:
    """What a stop is called; its slug, where nobody knows it. However many are asked for, one request asks once."""
    return _titles().get(slug, slug)


def channel_title(channel: str) -> str:
    """``online``, all rooms together, or from which stop."""
    if channel == ONLINE:
        return _("online")
    if channel == ROOMS:
        return _("all rooms")
    return _("stop %(name)s", name=stop_title(channel.removeprefix(STOP)))


def _titles() -> Mapping[str, str]:
    if not has_request_context():
        return _asked()
    if "stop_titles" not in g:
        g.stop_titles = _asked()
    titles: Mapping[str, str] = g.stop_titles
    return titles


def _asked() -> Mapping[str, str]:
    return STOPS["stops"]() if "stops" in STOPS else {}
