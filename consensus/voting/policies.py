"""Pure: the policy of a draft, what it holds and what it says. Reading ``policy.toml`` is in
``policy_files``.

A policy is published with its draft and locked with it. Without a file the standard one below holds, which
``content/policies/default.toml`` writes out.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from .counting import Choice
from .saying import Said, said

EVERYONE, CONFIRMED, NAMED = "everyone", "confirmed", "named"
PSEUDONYMOUS, PUBLIC = "pseudonymous", "public"
ALWAYS, AFTER_MINE, AFTER_CLOSING = "always", "after-my-position", "after-closing"
NET, POSITIVE = "net", "positive"


@dataclass(frozen=True, slots=True)
class PolicyGroup:
    """A stakeholder group as a policy lists it."""

    slug: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Bands:
    """Classes of clauses by multiples of a mean, as the component vote of 2024 had them.

    `count`: ``net`` (for less against) or ``positive`` (for alone). `mean`: fixed beforehand, or None: that
    of all clauses. `factors`: (name, multiple of the mean), highest first; what reaches none has the name
    `below`.
    """

    count: str
    mean: Decimal | None
    factors: tuple[tuple[str, Decimal], ...]
    below: str


STANDARD_GROUPS = (
    PolicyGroup(
        "system-creator",
        "System creator",
        "Makes an AI system, or a component of one, that is to be offered openly.",
    ),
    PolicyGroup(
        "license-creator", "License creator", "Writes or edits licences, or rules on how to comply with them."
    ),
    PolicyGroup("regulator", "Regulator", "Writes rules and policies that AI systems have to follow."),
    PolicyGroup("licensee", "Licensee", "Wants to study, use, modify or share AI systems under their terms."),
    PolicyGroup(
        "end-user",
        "End user",
        "Uses what an AI system puts out, and does not work on the system itself.",
    ),
    PolicyGroup(
        "subject",
        "Subject",
        "Is affected by an AI system without having chosen to deal with it, or speaks for people who are.",
    ),
)
STANDARD_BANDS = (
    ("yes", Decimal(2)),
    ("lean-yes", Decimal("1.5")),
    ("maybe", Decimal(1)),
    ("lean-no", Decimal("0.5")),
)


@dataclass(frozen=True, slots=True)
class Policy:
    """By what rule a draft is counted. Thresholds are exact; the defaults are the standard policy."""

    name: str = "default"
    title: str = "Default counting policy"
    version: int = 1
    who: str = EVERYONE
    advisory: bool = True
    identity: str = PSEUDONYMOUS
    positions: tuple[Choice, ...] = tuple(Choice)
    reason_required: tuple[Choice, ...] = (Choice.OBJECT,)
    en_bloc: bool = True
    quorum: int = 12
    quorum_per_group: int = 3
    groups_heard: int = 4
    must_be_heard: tuple[str, ...] = ()
    threshold: Decimal = Decimal("0.66")
    rough_threshold: Decimal = Decimal("0.66")
    last_call_accepted: bool = True
    tally_visible: str = AFTER_MINE
    grace_days: int = 7
    challenge_days: int = 21
    last_call_days: int = 14
    appeal_days: int = 14
    appeal_participants: int = 10
    answer_days: int = 14
    reminders: int = 2
    no_reply_days: int = 30
    established_days: int = 14
    coarsen_below: int = 3
    thresholds: tuple[Decimal, ...] = (Decimal("0.5"), Decimal("0.75"))
    surge_positions: int = 30
    surge_minutes: int = 60
    map_people: int = 100
    map_positions: int = 10
    map_smallest: int = 5
    bands: Bands | None = None
    groups: tuple[PolicyGroup, ...] = STANDARD_GROUPS

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of the stakeholder groups, in the order of tables."""
        return tuple(group.slug for group in self.groups)


def policy_as_data(policy: Policy) -> dict[str, Any]:
    """A policy for programs: its fields as in the file, decimals as texts, and what it says, in English."""
    return {
        **{name: _plain(value) for name, value in asdict(policy).items()},
        "sentences": [each.text for each in said_of(policy)],
    }


def policy_from(data: Mapping[str, Any]) -> Policy:
    """The inverse: a policy from its fields as data. Raises KeyError, TypeError, ValueError where they are none."""
    fields = {name: value for name, value in data.items() if name != "sentences"}
    return Policy(**{name: FROM.get(name, _same)(value) for name, value in fields.items()})


def _same(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _bands(data: Mapping[str, Any] | None) -> Bands | None:
    if data is None:
        return None
    mean = None if data["mean"] is None else Decimal(data["mean"])
    return Bands(
        data["count"], mean, tuple((n, Decimal(factor)) for n, factor in data["factors"]), data["below"]
    )


FROM: Mapping[str, Callable[[Any], Any]] = {
    "positions": lambda value: tuple(map(Choice, value)),
    "reason_required": lambda value: tuple(map(Choice, value)),
    "threshold": Decimal,
    "rough_threshold": Decimal,
    "thresholds": lambda value: tuple(map(Decimal, value)),
    "groups": lambda value: tuple(PolicyGroup(**each) for each in value),
    "bands": _bands,
}


def _plain(value: Any) -> Any:
    """A value that JSON can hold, with exact decimals as they were written."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Choice) else value


def said_of(policy: Policy) -> list[Said]:
    """What a policy says, sentence by sentence: who, what, when is it enough, days, tests."""
    return [*_who(policy), *_what(policy), *_enough(policy), *_days(policy), *_tests(policy)]


def _who(policy: Policy) -> list[Said]:
    return [
        said(f"who-{policy.who}"),
        said("advisory" if policy.advisory else "binding"),
        said(f"identity-{policy.identity}"),
    ]


def _what(policy: Policy) -> list[Said]:
    return [
        said("positions", positions=tuple(policy.positions)),
        said("share"),
        said("reason-required", positions=tuple(policy.reason_required)),
        said("en-bloc" if policy.en_bloc else "no-en-bloc"),
    ]


def _enough(policy: Policy) -> list[Said]:
    sentences = [
        said("quorum", quorum=policy.quorum),
        said("quorum-per-group", quorum=policy.quorum_per_group),
        said("groups-heard", heard=policy.groups_heard, of=len(policy.groups)),
    ]
    if policy.must_be_heard:
        sentences.append(said("must-be-heard", groups=policy.must_be_heard))
    sentences.append(said("threshold", threshold=str(policy.threshold)))
    sentences.append(said("rough-threshold", threshold=str(policy.rough_threshold)))
    if policy.last_call_accepted:
        sentences.append(said("last-call", days=policy.last_call_days))
    else:
        sentences.append(said("no-last-call"))
    return [*sentences, said(f"tally-{policy.tally_visible}")]


def _days(policy: Policy) -> list[Said]:
    return [
        said("grace", days=policy.grace_days),
        said("challenge", days=policy.challenge_days),
        said("appeal", days=policy.appeal_days, participants=policy.appeal_participants),
        said("answer", days=policy.answer_days),
        said("no-reply", reminders=policy.reminders, days=policy.no_reply_days),
    ]


def _tests(policy: Policy) -> list[Said]:
    sentences = [
        said("surge", positions=policy.surge_positions, minutes=policy.surge_minutes),
        said("established", days=policy.established_days),
    ]
    if policy.thresholds:
        sentences.append(said("thresholds", thresholds=tuple(map(str, policy.thresholds))))
    sentences.append(said("coarsen", people=policy.coarsen_below))
    sentences.append(
        said(
            "opinion-map",
            people=policy.map_people,
            positions=policy.map_positions,
            smallest=policy.map_smallest,
        )
    )
    if policy.bands:
        names = (*(f"{name} ≥ {factor}" for name, factor in policy.bands.factors), policy.bands.below)
        sentences.append(said("bands", bands=names, count=policy.bands.count))
    return sentences
