"""Whom an act of moderation concerns, and why: for whoever tells people, from a floor above.

::

    for name, sentence in REASONS.items():
        reason(name, sentence)
    for verb, whom in CONCERNED.items():
        concerns(verb, whom)
"""

from collections.abc import Callable

from flask_babel import lazy_gettext as _l

from ..kit.refs import parse
from ..ledger.models import Entry
from .queries import who_folded_last, who_reported
from .registry import author_of, thing_called
from .verbs import Verb

WROTE, REPORTED, FOLDED, PAUSED = "moderated", "reported", "folded", "paused"
REASONS = {
    WROTE: _l("you wrote it"),
    REPORTED: _l("you reported it"),
    FOLDED: _l("you folded it"),
    PAUSED: _l("it is about your account"),
}


def author(entry: Entry) -> dict[str, str]:
    """Whoever wrote the thing."""
    thing = thing_called(parse(entry.subject))
    found = author_of(thing) if thing is not None else None
    return {found: WROTE} if found else {}


def author_and_reporters(entry: Entry) -> dict[str, str]:
    """Whoever wrote the thing, and those whose reports were settled by folding it."""
    return dict.fromkeys(who_reported(entry.subject), REPORTED) | author(entry)


def author_and_folder(entry: Entry) -> dict[str, str]:
    """Whoever wrote the thing, and the moderator who had folded it."""
    return dict.fromkeys(who_folded_last(entry.subject), FOLDED) | author(entry)


def account(entry: Entry) -> dict[str, str]:
    """The person whose account it is about."""
    return {parse(entry.subject).name: PAUSED}


CONCERNED: dict[Verb, Callable[[Entry], dict[str, str]]] = {
    Verb.HIDDEN: author_and_reporters,
    Verb.RESTORED: author_and_folder,
    Verb.RULED: author_and_folder,
    Verb.PAUSED: account,
    Verb.PAUSE_ENDED: account,
}
