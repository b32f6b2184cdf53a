"""What criteria say, in the reader's language; and where the rows are that they count."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import ngettext

from ..accounts.groups import group_title
from ..accounts.models import Role
from ..accounts.titles import role_title
from ..voting.titles import continent_title
from .criteria import Kind
from .sentences import BESIDES, SENTENCES, Counted, Filling, Said

ROWS = {
    Kind.CLAUSES: "/release/{v}/clauses/",
    Kind.OBJECTIONS: "/drafts/{v}/talk/?filter=objections",
    Kind.COMMENTS: "/drafts/{v}/dispositions/?show=unanswered",
    Kind.SYSTEMS: "/release/{v}/systems/",
    Kind.DISAGREEMENTS: "/release/{v}/systems/",
    Kind.EXAMPLES: "/release/{v}/systems/",
    Kind.SURPRISES: "/systems/surprises/?draft={v}",
    Kind.ENDORSEMENTS: "/endorsements/?draft={v}",
    Kind.STOPS: "/release/{v}/stops/",
    Kind.PARTICIPATION: "/release/{v}/participation/",
    Kind.JUDGED: "/release/{v}/?target={t}#c-{id}",
    Kind.SEAL: "/release/{v}/seal/",
}


def rows_of(kind: Kind, *, id: str, version: str, target: str) -> str:
    """The path of the rows that a criterion counts."""
    return ROWS[kind].format(v=version, t=target, id=id)


def told(sentences: Iterable[Said]) -> str:
    """Sentences one after the other, in the reader's language, their blanks filled with titles."""
    return " ".join(map(_told, sentences))


def _told(said: Said) -> str:
    filled = {name: _filled(name, value) for name, value in said.params}
    besides = filled.pop(BESIDES, None)
    if besides:
        named = next(name for name, value in said.params if isinstance(value, tuple))
        filled[named] = _("%(names)s and %(n)s more", names=filled[named], n=besides)
    found = SENTENCES[said.code]
    if isinstance(found, Counted):
        return ngettext(found.one, found.many, filled[found.of], **filled)
    return _(found, **filled)


def _filled(name: str, value: Filling) -> Filling:
    if name == "missing" and isinstance(value, tuple):
        return ", ".join(_missing(each) for each in value)
    if name == "continents" and isinstance(value, tuple):
        return ", ".join(map(continent_title, value))
    if name == "role" and isinstance(value, str):
        return role_title(Role(value)).lower()
    return ", ".join(value) if isinstance(value, tuple) else value


def _missing(each: str) -> str:
    """``regulator=2`` → *regulator (2 more)*."""
    group, _equals, n = each.partition("=")
    return _("%(group)s (%(n)s more)", group=group_title(group).lower(), n=n)
