"""What things are called on the screen: assessments, states, terms, kinds, registries; and reasons in the reader's language."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from .reasons import REASONS, Why

NAMED = re.compile(r"[\w-]+")
VERDICTS = {
    "conforms": _l("conforms"),
    "would-conform": _l("would conform if terms changed"),
    "does-not-conform": _l("does not conform"),
    "incomplete": _l("incomplete"),
    "disputed": _l("disputed"),
    None: _l("no checklist"),
}
MEANING = {
    "conforms": _l("Everything that this draft asks for is there, under acceptable terms."),
    "would-conform": _l("Everything is there; only the terms of some of it stand in the way."),
    "does-not-conform": _l("Something that this draft asks for is not there."),
    "incomplete": _l("Not everything that matters has been answered, so nothing can be said yet."),
    "disputed": _l("Reviewers differ on something on which the result depends."),
    None: _l("This draft has no checklist, so that nothing can be assessed under it."),
}
STATES = {
    "met": _l("met"),
    "terms": _l("there, but under other terms"),
    "missing": _l("not there"),
    "unknown": _l("not known"),
}
AVAILABILITY = {"yes": _l("available"), "no": _l("not available"), "unknown": _l("not known")}
FREEDOMS = {"use": _l("use"), "study": _l("study"), "modify": _l("modify"), "share": _l("share")}
FINDINGS = {
    "allowed": _l("allowed"),
    "restricted": _l("restricted"),
    "conditions": _l("with conditions"),
    "unknown": _l("not known"),
}
FRAMEWORKS = {
    "": _l("no particular terms"),
    "osi": _l("an OSI-approved licence"),
    "osi-terms": _l("OSI-approved terms"),
    "osd": _l("a licence that complies with the Open Source Definition"),
    "osd-terms": _l("terms that conform to the Open Source Definition"),
}
KINDS = {
    "text": _l("text"),
    "code": _l("code"),
    "image": _l("images"),
    "audio": _l("audio"),
    "video": _l("video"),
    "vision": _l("vision"),
    "multimodal": _l("multimodal"),
    "library": _l("library"),
}
WRONG = {
    "not-asked": _l("This draft does not ask for this."),
    "twice": _l("This is answered a second time."),
    "no-choice": _l("Choose one of those offered."),
    "no-address": _l("Give a whole web address, beginning with https:// or http://."),
    "too-long": _l("This is too long."),
}
OUTCOMES = {
    "conforms": _l("conforms"),
    "would-conform": _l("would conform if terms changed"),
    "does-not-conform": _l("does not conform"),
    "not-reported": _l("reviewed, never reported"),
}
STANCES = {"endorse": _l("agrees with this assessment"), "dispute": _l("disagrees with this assessment")}
EXPECTED = {"in": _l("expected in"), "out": _l("expected out")}
REGISTRIES = {
    "": "Consensus",
    "model-openness-tool": "Model Openness Tool",
    "european-open-source-ai-index": "European Open Source AI Index",
}


def told(why: Why, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """A reason as a sentence in the reader's language. ``names``: what reviewers are called, by review, and
    requirements, by id."""
    filled = {name: _filling(why.code, name, value, names) for name, value in why.params}
    return _(REASONS[why.code], **filled)


def _filling(code: str, name: str, value: str, names: Mapping[str, str]) -> str:
    """What stands in a blank: codes of ours become words, what others wrote stays."""
    if code == "framework":
        return str(FRAMEWORKS.get("" if value == "-" else value, value))
    if name == "freedoms":
        return ", ".join(_finding(each) for each in value.split(", "))
    if code == "spared":
        return NAMED.sub(lambda found: names.get(found[0], found[0]), value)
    if code == "reviewers-differ":
        return "; ".join(_differing(each, names) for each in value.split("; "))
    return value


def _finding(said: str) -> str:
    """``share restricted``, or ``share`` alone."""
    freedom, _space, finding = said.partition(" ")
    name = str(FREEDOMS.get(freedom, freedom))
    return f"{name}: {FINDINGS.get(finding, finding)}" if finding else name


def _differing(said: str, names: Mapping[str, str]) -> str:
    """``review:12: missing``."""
    who, _colon, state = said.rpartition(": ")
    return f"{names.get(who, who)}: {STATES.get(state, state)}"


def availability_title(available: str) -> str:
    """``no`` → *not available*."""
    return str(AVAILABILITY[available])


def finding_title(finding: str) -> str:
    """``conditions`` → *with conditions*."""
    return str(FINDINGS[finding])


def freedom_title(freedom: str) -> str:
    """``use``, ``study``, ``modify`` or ``share``."""
    return str(FREEDOMS[freedom])


def verdict_title(verdict: str | None) -> str:
    """What an assessment comes to, in words."""
    return str(VERDICTS.get(verdict, verdict))


def published_title(outcome: str) -> str:
    """What was published in 2024, in words."""
    return str(OUTCOMES.get(outcome, outcome))


def state_title(state: str) -> str:
    """What is certain of a requirement, in words."""
    return str(STATES.get(state, state))


def framework_title(framework: str) -> str:
    """Which terms are asked for, in words."""
    return str(FRAMEWORKS.get(framework, framework))


def kind_title(kind: str) -> str:
    """What kinds a system is of, in words."""
    return ", ".join(str(KINDS.get(each.strip(), each.strip())) for each in kind.split(",") if each.strip())


def registry_title(origin: str) -> str:
    """What a registry calls itself."""
    return REGISTRIES.get(origin, origin)
