"""Pure: what each field of ``policy.toml`` may hold. A check gives the value as a policy keeps it, or says
what to do.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from .counting import Choice
from .policies import (
    AFTER_CLOSING,
    AFTER_MINE,
    ALWAYS,
    CONFIRMED,
    EVERYONE,
    NAMED,
    NET,
    POSITIVE,
    PSEUDONYMOUS,
    PUBLIC,
)

Check = Callable[[Any], Any]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG, LONGEST_LINE, LONGEST_SENTENCE, MOST = 64, 200, 1000, 100
MANY, DAYS = 1_000_000, 3650


class NotSo(ValueError):
    """A value that cannot be taken; its text says what to write instead."""


def whole(low: int, high: int) -> Check:
    """A whole number from `low` to `high`."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise NotSo(f"write a whole number from {low} to {high}")
        return value

    return check


def decimal(low: str, high: str) -> Check:
    """A number above `low` and not above `high`, kept exactly as it was written."""

    def check(value: Any) -> Decimal:
        number = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(number, Decimal) or not number.is_finite():
            raise NotSo(f"write a number above {low}, at most {high}")
        if not Decimal(low) < number <= Decimal(high) or len(number.as_tuple().digits) > 12:
            raise NotSo(f"write a number above {low}, at most {high}")
        return number

    return check


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise NotSo("write true or false")
    return value


def one_of(*words: str) -> Check:
    """One of some words."""

    def check(value: Any) -> str:
        if value not in words:
            raise NotSo(f"write one of {_quoted(words)}")
        return str(value)

    return check


def text(longest: int) -> Check:
    """A text that is not empty."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > longest or not value.isprintable():
            raise NotSo(f'write a text in "quotes" on one line, of at most {longest} characters')
        return value.strip()

    return check


def slug(value: Any) -> str:
    """A short name: small letters, digits, hyphens between."""
    if not isinstance(value, str) or not SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
        raise NotSo('write a short name of small letters, digits and hyphens, such as "end-user"')
    return value


def several(check: Check) -> Check:
    """A list whose items pass a check, none twice."""

    def check_all(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > MOST:
            raise NotSo("write a list in [brackets]")
        found = tuple(check(item) for item in value)
        if len(set(found)) < len(found):
            raise NotSo("name each only once")
        return found

    return check_all


def choices(value: Any) -> tuple[Choice, ...]:
    """Some of the four positions."""
    return tuple(Choice(word) for word in several(one_of(*Choice))(value))


def offered(value: Any) -> tuple[Choice, ...]:
    """The positions that are offered."""
    found = choices(value)
    if not {Choice.SUPPORT, Choice.OBJECT} <= set(found):
        raise NotSo('offer at least "support" and "object"')
    return found


def reasoned(value: Any) -> tuple[Choice, ...]:
    """The positions that need a reason: objections always do."""
    found = choices(value)
    if Choice.OBJECT not in found:
        raise NotSo('an objection always needs a reason; add "object"')
    return found


def factors(value: Any) -> tuple[tuple[str, Decimal], ...]:
    """Bands: names with multiples of the mean, highest first."""
    if not isinstance(value, Mapping) or not 0 < len(value) <= MOST:
        raise NotSo("write names with multiples of the mean, such as { yes = 2, maybe = 1 }")
    found = [(slug(name), decimal("0", "1000")(factor)) for name, factor in value.items()]
    if len({factor for _, factor in found}) < len(found):
        raise NotSo("give each name another multiple")
    return tuple(sorted(found, key=lambda pair: -pair[1]))


GROUP_FIELDS: Mapping[str, Check] = {
    "slug": slug,
    "title": text(LONGEST_LINE),
    "sentence": text(LONGEST_SENTENCE),
}
COUNTED: Mapping[str, tuple[Choice, ...]] = {
    "counted_for": (Choice.SUPPORT, Choice.ACCEPT),
    "counted_against": (Choice.OBJECT,),
}
"""What is for and what is against, in every policy, as far as it is offered."""
SHARE, PERIOD = decimal("0", "1"), whole(1, DAYS)

# The name in the file → (the name in Policy, its check). Names with a dot stand in a table of their own.
FIELDS: Mapping[str, tuple[str, Check]] = {
    "name": ("name", slug),
    "title": ("title", text(LONGEST_LINE)),
    "version": ("version", whole(1, MANY)),
    "who": ("who", one_of(EVERYONE, CONFIRMED, NAMED)),
    "advisory": ("advisory", flag),
    "identity": ("identity", one_of(PSEUDONYMOUS, PUBLIC)),
    "positions": ("positions", offered),
    "counted_for": ("counted_for", choices),
    "counted_against": ("counted_against", choices),
    "reason_required": ("reason_required", reasoned),
    "en_bloc": ("en_bloc", flag),
    "quorum": ("quorum", whole(1, MANY)),
    "quorum_per_group": ("quorum_per_group", whole(1, MANY)),
    "groups_heard": ("groups_heard", whole(0, MOST)),
    "must_be_heard": ("must_be_heard", several(slug)),
    "threshold": ("threshold", SHARE),
    "rough_threshold": ("rough_threshold", SHARE),
    "last_call_accepted": ("last_call_accepted", flag),
    "tally_visible": ("tally_visible", one_of(ALWAYS, AFTER_MINE, AFTER_CLOSING)),
    "grace_days": ("grace_days", whole(0, DAYS)),
    "challenge_days": ("challenge_days", PERIOD),
    "last_call_days": ("last_call_days", PERIOD),
    "appeal_days": ("appeal_days", PERIOD),
    "appeal_participants": ("appeal_participants", whole(1, MANY)),
    "answer_days": ("answer_days", PERIOD),
    "reminders": ("reminders", whole(0, MOST)),
    "no_reply_days": ("no_reply_days", PERIOD),
    "robustness.established_days": ("established_days", whole(0, DAYS)),
    "robustness.coarsen_below": ("coarsen_below", whole(1, MANY)),
    "robustness.thresholds": ("thresholds", several(SHARE)),
    "surge.positions": ("surge_positions", whole(1, MANY)),
    "surge.minutes": ("surge_minutes", whole(1, DAYS * 24 * 60)),
    "opinion_map.people": ("map_people", whole(2, MANY)),
    "opinion_map.positions": ("map_positions", whole(1, MANY)),
    "opinion_map.smallest": ("map_smallest", whole(2, MANY)),
    "bands.count": ("bands_count", one_of(NET, POSITIVE)),
    "bands.mean": ("bands_mean", decimal("0", str(MANY))),
    "bands.factors": ("bands_factors", factors),
    "bands.below": ("bands_below", slug),
}


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f'"{word}"' for word in words)
