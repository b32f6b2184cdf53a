"""What positions, outcomes, rules and continents are called on the screen; and the sentences of policies and outcomes."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..accounts.groups import group_title
from .counting import ONLINE, STOP, UNSTATED
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


def channel_title(channel: str) -> str:
    """``online``, or from which stop."""
    if channel == ONLINE:
        return _("online")
    return _("stop %(name)s", name=channel.removeprefix(STOP))


def rule_title(rule: str) -> str:
    """A rule to recount by."""
    name, _equals, threshold = rule.partition("=")
    return _("threshold %(share)s", share=threshold) if threshold else str(RULES[name])


def dependence_title(rule: str, name: str) -> str:
    """Without whom an outcome would be another."""
    return str(DEPENDS[rule]) % {"name": name}


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
