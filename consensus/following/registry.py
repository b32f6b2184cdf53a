"""What features tell this package, from their own folders: what can be watched, whom a verb concerns and why, which
further things an entry touches, and what is worth knowing of an entry besides its sentence.

::

    watchable("comment", load=thread_at, titles=titles_of_threads)
    reason("reply", _l("it replies to you"))
    concerns(Verb.ADDED, lambda entry: {author_of_parent(entry): "reply"})
    around(Verb.PUBLISHED, lambda entry: [f"clause:{key}" for key in changed_in(entry)])
    quiet(Verb.COSIGNED)
    details_for("comment", excerpts)
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from ..kit.refs import Ref, parse
from ..ledger.models import Entry

Whom = Callable[[Entry], Iterable[str] | Mapping[str, str]]
Refs = Callable[[Entry], Iterable[Any]]
YOURS = "yours"


@dataclass(frozen=True, slots=True)
class Watchable:
    """A kind of thing that can be watched.

    ``load`` takes the thing's own name and gives the thing, under its lasting ref; it raises Missing where there is
    none. ``titles`` takes several names and gives what people call them, in one query.
    """

    load: Callable[[str], Any]
    titles: Callable[[Sequence[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class About:
    """An entry as it is told to somebody: for a reason (``reply``), or because of a thing they watch (``clause:a``)."""

    entry: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Detail:
    """What is worth knowing of an entry besides its sentence.

    ``note``: a sentence of the site's. ``excerpt``: people's words, as plain text; none where they are folded or
    gone. ``path``: where to read on, if not on the page of the entry's subject. ``thread``: the ref by which mails
    belong together, if not the entry's subject.
    """

    note: str = ""
    excerpt: str = ""
    path: str | None = None
    thread: str | None = None


Details = Callable[[Sequence[About]], Mapping[About, Detail]]

Behind = Callable[[Collection[str]], Mapping[str, str]]

CONCERNS: dict[str, Whom] = {}
REASONS: dict[str, Any] = {YOURS: _l("it concerns what you did")}
WATCHABLE: dict[str, Watchable] = {}
AROUND: dict[str, Refs] = {}
QUIET: set[str] = set()
BEHIND: dict[str, Behind] = {}
DETAILS: dict[str, Details] = {}
DETAILS_OF_REASONS: dict[str, Details] = {}


def concerns(verb: Any, whom: Whom) -> None:
    """Declare whom a verb concerns, besides those who watch what it touches. Declaring it again replaces it.

    The function takes an entry and gives the ids (``p:…``) of people, alone or each with the name of a reason.
    """
    CONCERNS[str(verb)] = whom


def reason(name: str, sentence: Any) -> None:
    """Declare why somebody is told: half a sentence that goes on from *You are told because*. A name has no colon."""
    REASONS[name] = sentence


def watchable(
    kind: str, *, load: Callable[[str], Any], titles: Callable[[Sequence[str]], Mapping[str, str]]
) -> None:
    """Declare that things of a kind can be watched, see :class:`Watchable`. Declaring a kind again replaces it."""
    WATCHABLE[kind] = Watchable(load, titles)


def around(verb: Any, refs: Refs) -> None:
    """Declare which things an entry of a verb touches besides those it is recorded with; their watchers are told too."""
    AROUND[str(verb)] = refs


def quiet(*verbs: Any) -> None:
    """Declare that those who watch need not be told of some verbs; those whom they concern are."""
    QUIET.update(map(str, verbs))


def speaks_as(prefix: str, behind: Behind) -> None:
    """Declare who is behind second ids that begin so, under which people speak: nobody is told of what they did themselves.

    ``behind`` takes ids and gives those it knows with the id (``p:…``) of their person. Declaring it again replaces it.
    """
    BEHIND[prefix] = behind


def known_people(ids: Iterable[str]) -> dict[str, str]:
    """Second ids with the ids of their people, as features know them."""
    wanted, found = set(ids), dict[str, str]()
    for prefix, behind in BEHIND.items():
        if some := {id for id in wanted if id.startswith(prefix)}:
            found |= behind(some)
    return found


def details_for(kind: str, details: Details) -> None:
    """Declare what is worth knowing of entries about things of a kind, for any number of them at once."""
    DETAILS[kind] = details


def details_for_reason(name: str, details: Details) -> None:
    """Declare what is worth knowing for those who are told for a reason, in place of what is said of the kind of thing."""
    DETAILS_OF_REASONS[name] = details


def details_about(about: About) -> Details | None:
    """Whoever knows what is worth knowing here: by the reason, else by the kind of thing that the entry is about."""
    return DETAILS_OF_REASONS.get(about.why) or DETAILS.get(parse(about.entry.subject).kind)


def whom_it_concerns(entry: Entry) -> dict[str, str]:
    """The people whom an entry concerns by its verb, each with the name of the reason; never whoever did it."""
    declared = CONCERNS.get(entry.verb)
    found = declared(entry) if declared else ()
    whom = dict(found) if isinstance(found, Mapping) else dict.fromkeys(found, YOURS)
    return {id: why for id, why in whom.items() if id != entry.by}


def things_around(entry: Entry) -> set[str]:
    """The refs that an entry touches besides those it is recorded with."""
    declared = AROUND.get(entry.verb)
    return set(map(str, declared(entry))) if declared else set()


def titles_of(refs: Iterable[Ref]) -> dict[str, str]:
    """Ref as text → what people call the thing, asked once a kind; things that nobody knows any more are left out."""
    names: dict[str, list[str]] = {}
    for each in refs:
        names.setdefault(each.kind, []).append(each.name)
    return {
        f"{kind}:{name}": title
        for kind, some in names.items()
        if kind in WATCHABLE
        for name, title in WATCHABLE[kind].titles(some).items()
    }
