"""Pure: reading ``policy.toml``. Everything wrong is told at once, each with its line, its field and what to
do.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from ..kit.text.toml import read_toml
from .policies import NET, STANDARD_BANDS, Bands, Policy, PolicyGroup
from .policy_values import COUNTED, FIELDS, GROUP_FIELDS, MOST, Check, NotSo

AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")
GROUP = "group"
TABLES = {name.partition(".")[0] for name in FIELDS if "." in name}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a policy: the field, its line where there is one, and what to do about it."""

    field: str
    line: int | None
    sentence: str

    def __str__(self) -> str:
        place = f"policy.toml, line {self.line}" if self.line else "policy.toml"
        return f"{place}, `{self.field}`: {self.sentence}" if self.field else f"{place}: {self.sentence}"


class PolicyError(ValueError):
    """A policy that cannot be used. ``problems`` says where and why, in the order of lines."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line or 0, problem.field)))
        super().__init__("; ".join(map(str, self.problems)))


@dataclass(slots=True)
class _Reading:
    """A file being read: what was understood so far, by names of Policy, and what is wrong."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, name: str, sentence: str, *, nth: int = 1) -> None:
        self.problems.append(Problem(name, line_of(self.text, name, nth=nth), sentence))

    def checked(self, name: str, check: Check, value: Any, *, nth: int = 1) -> Any:
        """The value as a policy keeps it; None, and a problem noted, when it cannot be taken."""
        try:
            return check(value)
        except NotSo as no:
            self.wrong(name, f"{no} (not {as_written(value)})", nth=nth)
            return None


def read_policy(text: str) -> Policy:
    """``policy.toml`` → Policy; what it does not state is as in the standard policy. Raises PolicyError."""
    data = _parsed(text)
    reading = _Reading(text)
    for name, value in _flat(data):
        if name not in FIELDS:
            reading.wrong(name, _unknown(name))
        else:
            attribute, check = FIELDS[name]
            reading.values[attribute] = reading.checked(name, check, value)
    if GROUP in data:
        reading.values["groups"] = _groups(reading, data[GROUP])
    if reading.problems:
        raise PolicyError(reading.problems)
    policy = _policy(reading.values, has_bands="bands" in data)
    _compare(reading, policy)
    if reading.problems:
        raise PolicyError(reading.problems)
    return policy


def unstated(text: str) -> list[str]:
    """The fields that a policy leaves to the standard one, by their names in the file; for warnings."""
    stated = {name for name, _ in _flat(_parsed(text))}
    optional = {"counted_for", "counted_against", "must_be_heard", "rough_threshold"}
    return [
        name
        for name in FIELDS
        if name not in stated and name not in optional and not name.startswith("bands.")
    ]


def line_of(text: str, name: str, *, nth: int = 1) -> int | None:
    """The line of a field, ``quorum`` or ``surge.minutes``; of a field of the nth [[group]]; None where there
    is none.
    """
    table, _, key = name.rpartition(".")
    header = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(#.*)?$")
    entry = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
    inside, seen, at = "", 0, None
    for number, line in enumerate(text.splitlines(), 1):
        if found := header.match(line):
            inside = found[1]
            seen += inside == (table or name)
            if inside in (table, name) and seen == nth:
                at = number
        elif inside == table and (not table or seen == nth) and entry.match(line):
            return number
    return at


def _parsed(text: str) -> dict[str, Any]:
    try:
        return read_toml(text, parse_float=Decimal)
    except (ValueError, ArithmeticError) as error:
        said, found = str(error), AT_LINE.search(str(error))
        line = int(found[1]) if found else None
        if "end of document" in said:
            line = len(text.splitlines())
        sentence = f"this is not TOML: {AT_LINE.sub('', said)}; mend the line and try again"
        raise PolicyError([Problem("", line, sentence)]) from error


def _flat(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Fields by name; those of a table by ``table.name``. The stakeholder groups are left out."""
    for name, value in data.items():
        if name == GROUP:
            continue
        if isinstance(value, Mapping) and (value or name in TABLES):
            yield from ((f"{name}.{inner}", each) for inner, each in value.items())
        else:
            yield name, value


def _unknown(name: str) -> str:
    if name in TABLES:
        return f"this is a table; write [{name}] and its fields below"
    near = get_close_matches(name, [*FIELDS, GROUP], n=1, cutoff=0.6)
    if near:
        return f"there is no such field; did you mean `{near[0]}`?"
    return "there is no such field; remove it"


def _groups(reading: _Reading, tables: Any) -> tuple[PolicyGroup, ...]:
    if not isinstance(tables, list) or not 0 < len(tables) <= MOST or not all(map(_is_table, tables)):
        reading.wrong(GROUP, f"write each stakeholder group as a [[group]] table, at most {MOST}")
        return ()
    found: list[PolicyGroup] = []
    for nth, table in enumerate(tables, 1):
        for name in table.keys() - GROUP_FIELDS.keys():
            reading.wrong(f"group.{name}", "a [[group]] has slug, title and sentence; remove this", nth=nth)
        values = {
            name: reading.checked(f"group.{name}", check, table.get(name), nth=nth)
            for name, check in GROUP_FIELDS.items()
        }
        if values["slug"] in {group.slug for group in found}:
            reading.wrong("group.slug", f'"{values["slug"]}" stands twice; choose another slug', nth=nth)
        found.append(PolicyGroup(**values))
    return tuple(found)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _policy(values: Mapping[str, Any], *, has_bands: bool) -> Policy:
    given = {name: value for name, value in values.items() if not name.startswith(("bands_", "counted_"))}
    if "threshold" in given:
        given.setdefault("rough_threshold", given["threshold"])
    if has_bands:
        given["bands"] = Bands(
            values.get("bands_count", NET),
            values.get("bands_mean"),
            values.get("bands_factors", STANDARD_BANDS),
            values.get("bands_below", "no"),
        )
    return replace(Policy(), **given)


def _compare(reading: _Reading, policy: Policy) -> None:
    """Note what does not fit together."""
    known = ", ".join(policy.slugs)
    for missing in sorted(set(policy.must_be_heard) - set(policy.slugs)):
        reading.wrong("must_be_heard", f'there is no stakeholder group "{missing}"; there are {known}')
    if policy.groups_heard > len(policy.groups):
        reading.wrong(
            "groups_heard", f"there are only {len(policy.groups)} stakeholder groups; ask for fewer"
        )
    if policy.rough_threshold > policy.threshold:
        sentence = f"write at most the threshold, {policy.threshold}"
        reading.wrong("rough_threshold", sentence)
    _compare_counted(reading, policy)
    for choice in policy.reason_required:
        if choice not in policy.positions:
            reading.wrong("reason_required", f'"{choice}" is not among the positions; remove it or offer it')
    if policy.bands and policy.bands.below in dict(policy.bands.factors):
        reading.wrong("bands.below", "a band has this name already; choose another")


def _compare_counted(reading: _Reading, policy: Policy) -> None:
    """What is counted for and against is written out to be read; it is the same in every policy."""
    for name, counted in COUNTED.items():
        offered = [choice for choice in counted if choice in policy.positions]
        if name in reading.values and set(reading.values[name]) != set(offered):
            always = ", ".join(f'"{choice}"' for choice in offered)
            reading.wrong(name, f"these are always [{always}]; write that, or leave the field out")


def as_written(value: Any) -> str:
    """What was written, shortened, for a sentence."""
    if value is None:
        return "missing"
    try:
        text = (
            str(value).lower()
            if isinstance(value, bool)
            else repr(value)
            if isinstance(value, str)
            else str(value)
        )
    except ValueError:
        return "a number without end"
    return text if len(text) <= 60 else f"{text[:60]}…"
