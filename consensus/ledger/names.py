"""Who stands behind the ids of the record: told by the features that know, and only for as long as they know.

The record itself holds opaque ids (``p:…`` a person, ``v:…`` a participant who took a position, ``system:…`` the
site). A feature declares a function that knows names for some of them; an id that nobody knows any more, because its
person was erased, is told as such.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from flask_babel import gettext as _

Resolver = Callable[[Iterable[str]], Mapping[str, str]]
RESOLVERS: list[Resolver] = []
PERSON = re.compile(r"(?:[a-z][a-z-]*:)?([pv]:[A-Za-z0-9_-]{8,64})")


def names_from(resolver: Resolver) -> None:
    """Declare a function that takes ids and answers with the names it knows, all in one query."""
    if resolver not in RESOLVERS:
        RESOLVERS.append(resolver)


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """Every id with what it is called: a name, the site, or that nobody stands behind it any more."""
    wanted = sorted(set(ids))
    known: dict[str, str] = {}
    for resolver in RESOLVERS:
        known.update(resolver(wanted))
    return {id: known.get(id) or _called(id) for id in wanted}


def name_of(id: str) -> str:
    """The same for a single id."""
    return names_of([id])[id]


def person_in(value: object) -> str | None:
    """The person's id that a text is, alone or as the name in a ref (``account:p:…``); None for anything else."""
    found = PERSON.fullmatch(value) if isinstance(value, str) else None
    return found[1] if found else None


def participant_called(id: str) -> str:
    """What a participant is called who speaks under a second id: not by name, but so that two can be told apart."""
    return str(_("Participant %(code)s", code=id.removeprefix("v:")[:4]))


def _called(id: str) -> str:
    if id.startswith("system:"):
        return str(_("The site"))
    return participant_called(id) if id.startswith("v:") else str(_("Someone whose account was erased"))
