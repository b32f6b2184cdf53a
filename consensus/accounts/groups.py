"""The stakeholder groups: the six of spring 2024, each with the sentence that says who is meant.

Texts name a group by its slug; input also takes spaces, underscores and any case.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class StakeholderGroup:
    """One way of having a stake in the definition."""

    slug: str
    title: Any
    sentence: Any


GROUPS = (
    StakeholderGroup(
        "system-creator",
        _l("System creator"),
        _l("You make an AI system, or a component of one, that is to be offered openly."),
    ),
    StakeholderGroup(
        "license-creator",
        _l("License creator"),
        _l("You write or edit licences or rules of compliance for AI systems."),
    ),
    StakeholderGroup(
        "regulator", _l("Regulator"), _l("You write the rules or policies that govern AI systems.")
    ),
    StakeholderGroup(
        "licensee", _l("Licensee"), _l("You want to study, use, modify or share an open AI system.")
    ),
    StakeholderGroup(
        "end-user", _l("End user"), _l("You use what an AI system puts out, and seek no more of the system.")
    ),
    StakeholderGroup(
        "subject",
        _l("Subject"),
        _l("AI systems affect you without your choosing it, or you speak up for people whom they affect."),
    ),
)
_BY_SLUG = {group.slug: group for group in GROUPS}


def group_called(text: str | None) -> StakeholderGroup | None:
    """``"System Creator"`` or ``"system-creator"`` → the group; None for anything else."""
    return _BY_SLUG.get("-".join((text or "").lower().replace("_", " ").replace("-", " ").split()))


def group_title(slug: str | None) -> str:
    """The title of a group; the slug itself for one that is no longer offered."""
    group = group_called(slug)
    return str(group.title) if group else slug or ""
