"""What positions, outcomes, rules and continents are called on the screen; and the sentences of policies and outcomes."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..accounts.channels import channel_title, stop_title
from ..accounts.groups import group_title
from ..ledger.names import names_of
from .counting import STOP, UNSTATED
from .robustness import WITHOUT_SCRIBE, WITHOUT_STOP
from .saying import SENTENCES, Said

CHOICES = {
    "support": _l("Support"), "accept": _l("Can live with it"), "abstain": _l("Abstain"), "object": _l("Object"),
}  # fmt: skip
STATUSES = {
    "quiet": _l("too few positions"), "consensus": _l("consensus"), "rough-consensus": _l("rough consensus"),
    "no-objection": _l("no objection in last call"), "contested": _l("contested"),
}  # fmt: skip
CONTINENTS = {
    "africa": _l("Africa"), "asia": _l("Asia"), "europe": _l("Europe"), "north-america": _l("North America"),
    "oceania": _l("Oceania"), "south-america": _l("South America"),
}  # fmt: skip
RULES = {
    "person": _l("each person one"), "organisation": _l("each organisation one"),
    "groups-equal": _l("stakeholder groups weigh equally"), "without-makers": _l("without makers of such systems"),
    "without-en-bloc": _l("without what was said en bloc"), "established": _l("established accounts only"),
    "online": _l("online only"), "rooms": _l("rooms only"),
}  # fmt: skip
DEPENDS = {
    "established": _l("accounts that are new"), "without-en-bloc": _l("what was said en bloc"),
    "without-makers": _l("makers of such systems"), "without-organisation": _l("the organisation %(name)s"),
    "without-stop": _l("the stop %(name)s"), "without-scribe": _l("what the scribe %(name)s entered"),
    "without-carried": _l("positions that came over edited words"),
}  # fmt: skip
GROUPS, GROUP, CHOSEN = "groups", "group", "positions"


def choice_title(choice: str) -> str:
    """``accept`` → *Can live with it*."""
    return str(CHOICES[str(choice)])


def status_title(status: str) -> str:
    """``quiet`` → *too few positions*."""
    return str(STATUSES[str(status)])


def continent_title(slug: str) -> str:
    """A continent; the slug itself for one that is not known, and what stands for none."""
    return str(CONTINENTS.get(slug, _("not said") if slug == UNSTATED else slug))


def place_title(group: str) -> str:
    """A stakeholder group in a table, in which those of none have a place as well."""
    return _("none named") if group == UNSTATED else group_title(group)


def rule_title(rule: str) -> str:
    """A rule to recount by."""
    name, _equals, threshold = rule.partition("=")
    if name.startswith(STOP):
        return channel_title(name)
    return _("threshold %(share)s", share=threshold) if threshold else str(RULES[name])


def dependence_title(rule: str, name: str) -> str:
    """Without whom an outcome would be another: a stop by its title, a scribe by name."""
    called = {WITHOUT_STOP: stop_title, WITHOUT_SCRIBE: scribe_title}.get(rule, str)
    return str(DEPENDS[rule]) % {"name": called(name)}


def scribe_title(scribe: str) -> str:
    """Who stands behind the id of a scribe; whoever typed for them is told apart by a number (``p:…~2``)."""
    id, _tilde, number = scribe.partition("~")
    name = names_of([id])[id] if id.startswith("p:") else id
    return f"{name} ({number})" if number else name


def sentence_of(said: Said) -> str:
    """A sentence of a policy or an outcome in the reader's language, its blanks filled with titles."""
    return _(SENTENCES[said.code], **{name: _filled(name, value) for name, value in said.params})


def told(sentences: Iterable[Said]) -> str:
    """Several, one after the other."""
    return " ".join(map(sentence_of, sentences))


def _filled(name: str, value: Any) -> Any:
    if isinstance(value, tuple):
        titles = {GROUPS: group_title, CHOSEN: choice_title}.get(name, str)
        return ", ".join(str(titles(each)).lower() for each in value)
    return group_title(value).lower() if name == GROUP else value
