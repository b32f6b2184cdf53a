"""Pure: reading ``candidate.toml`` and ``stable.toml``, the criteria of a target. Everything wrong is told at once, each
with its line, its field and what to do.

A criterion is *necessary*: counted from what is on record; or *judged*: by people who hold a named role.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ..kit.text.toml import read_toml
from ..ledger.chain import canonical
from ..voting.policy_files import AT_LINE, as_written, line_of
from ..voting.policy_values import Check, NotSo, flag, one_of, slug, text, whole

LONGEST_TITLE, MOST, MOST_BYTES = 200, 40, 100_000
TARGETS = ("candidate", "stable")
ROLES = ("scribe", "moderator", "maintainer", "chair", "board", "admin")
CRITERION = "criterion"


class Kind(StrEnum):
    """What a criterion counts, or has judged."""

    CLAUSES = "clauses"
    OBJECTIONS = "objections"
    COMMENTS = "comments"
    SYSTEMS = "systems"
    DISAGREEMENTS = "disagreements"
    EXAMPLES = "examples"
    SURPRISES = "surprises"
    ENDORSEMENTS = "endorsements"
    STOPS = "stops"
    PARTICIPATION = "participation"
    JUDGED = "judged"
    SEAL = "seal"


_many, _few, _role = whole(1, 1_000_000), whole(1, 100), one_of(*ROLES)
JUDGED_BY: Mapping[str, Check] = MappingProxyType({"judges": _role, "at_least": _few})
PARAMETERS: Mapping[Kind, Mapping[str, Check]] = MappingProxyType(
    {kind: MappingProxyType({}) for kind in Kind}
    | {
        Kind.SYSTEMS: {"at_least": _many, "reviewers": _few},
        Kind.EXAMPLES: {"at_least": _many, "agreeing": _few},
        Kind.ENDORSEMENTS: {"per_group": _many},
        Kind.PARTICIPATION: {"people": _many, "continents": whole(1, 6), **JUDGED_BY},
        Kind.JUDGED: JUDGED_BY,
    }
)
BY_PEOPLE = (Kind.PARTICIPATION, Kind.JUDGED)
SEVERAL = (Kind.JUDGED,)
HEAD: Mapping[str, Check] = MappingProxyType(
    {"name": one_of(*TARGETS), "title": text(LONGEST_TITLE), "version": _many, "signatures": _few}
)
COMMON: Mapping[str, Check] = MappingProxyType(
    {"id": slug, "kind": one_of(*Kind), "title": text(LONGEST_TITLE), "necessary": flag}
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. ``asked``: its parameters by name, in the order of PARAMETERS."""

    id: str
    kind: Kind
    title: str
    necessary: bool
    asked: tuple[tuple[str, int | str], ...] = ()

    def number(self, name: str) -> int:
        """A parameter that is a number. Raises KeyError for one that this kind has not."""
        return int(dict(self.asked)[name])

    @property
    def judges(self) -> str | None:
        """The role whose holders judge it; None where it is counted."""
        return str(dict(self.asked).get("judges") or "") or None

    @property
    def on_record(self) -> dict[str, Any]:
        """As the public record holds it: everything but its title."""
        return {"id": self.id, "kind": str(self.kind), "necessary": self.necessary, **dict(self.asked)}


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of a target in one version. ``signatures``: how many of the board have to sign; 0: none."""

    name: str
    title: str
    version: int
    signatures: int
    criteria: tuple[Criterion, ...]

    @property
    def data(self) -> dict[str, Any]:
        """Everything, as it is kept and as its digest is made of."""
        return {
            "name": self.name,
            "title": self.title,
            "version": self.version,
            "signatures": self.signatures,
            "criteria": [each.on_record | {"title": each.title} for each in self.criteria],
        }

    @property
    def digest(self) -> str:
        """The SHA-256 of the canonical JSON of :attr:`data`, in hex."""
        return hashlib.sha256(canonical(self.data).encode("utf-8")).hexdigest()

    def called(self, id: str) -> Criterion | None:
        """The criterion with an id; None: there is none."""
        return next((each for each in self.criteria if each.id == id), None)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file of criteria: the field, its line where there is one, and what to do about it."""

    field: str
    line: int | None
    sentence: str

    def __str__(self) -> str:
        place = [f"line {self.line}"] if self.line else []
        return ": ".join(
            [", ".join([*place, *([f"`{self.field}`"] if self.field else [])]), self.sentence]
        ).lstrip(": ")


class CriteriaError(ValueError):
    """Criteria that cannot be used. ``problems`` says where and why, in the order of lines."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda each: (each.line or 0, each.field)))
        super().__init__("; ".join(map(str, self.problems)))


def read_criteria(words: str) -> Criteria:
    """A file of criteria → Criteria. Raises CriteriaError, with everything that is wrong."""
    data = _parsed(words)
    reading = _Reading(words, [])
    head = reading.table(
        {name: value for name, value in data.items() if name != CRITERION}, HEAD, optional=("signatures",)
    )
    tables = data.get(CRITERION)
    if (
        not isinstance(tables, list)
        or not 0 < len(tables) <= MOST
        or not all(isinstance(each, Mapping) for each in tables)
    ):
        reading.wrong(
            CRITERION, f"write each criterion as a [[criterion]] table, at least one and at most {MOST}"
        )
        tables = []
    found = tuple(each for nth, table in enumerate(tables, 1) if (each := _criterion(reading, table, nth)))
    _compare(reading, head, found)
    if reading.problems:
        raise CriteriaError(reading.problems)
    return Criteria(head["name"], head["title"], head["version"], head.get("signatures") or 0, found)


def criteria_of(data: Mapping[str, Any]) -> Criteria:
    """Criteria as they are kept (:attr:`Criteria.data`) → Criteria."""
    return Criteria(
        data["name"], data["title"], data["version"], data["signatures"], tuple(map(_kept, data["criteria"]))
    )


def _kept(each: Mapping[str, Any]) -> Criterion:
    kind = Kind(each["kind"])
    asked = tuple((name, each[name]) for name in PARAMETERS[kind])
    return Criterion(each["id"], kind, each["title"], each["necessary"], asked)


@dataclass(slots=True)
class _Reading:
    """A file being read, and what is wrong in it."""

    words: str
    problems: list[Problem]

    def wrong(self, name: str, sentence: str, *, nth: int = 1) -> None:
        self.problems.append(Problem(name, line_of(self.words, name, nth=nth), sentence))

    def table(
        self,
        table: Mapping[str, Any],
        fields: Mapping[str, Check],
        *,
        optional: Collection[str] = (),
        nth: int = 0,
    ) -> dict[str, Any]:
        """The values of a table as they are kept; what is unknown, missing or cannot be taken is noted."""
        inside = f"{CRITERION}." if nth else ""
        for name in table.keys() - fields.keys():
            self.wrong(inside + name, _unknown(name, fields), nth=nth or 1)
        found = {}
        for name, check in fields.items():
            if name in table or name not in optional:
                found[name] = self._checked(inside + name, check, table.get(name), nth=nth or 1)
        return found

    def _checked(self, name: str, check: Check, value: Any, *, nth: int) -> Any:
        try:
            return check(value)
        except NotSo as no:
            self.wrong(name, f"{no} (not {as_written(value)})", nth=nth)
            return None


def _criterion(reading: _Reading, table: Mapping[str, Any], nth: int) -> Criterion | None:
    """A criterion; None, and what is wrong noted, where it cannot be taken."""
    kind = table.get("kind")
    asked = PARAMETERS[Kind(kind)] if isinstance(kind, str) and kind in tuple(Kind) else None
    if asked is None:
        asked = {name: lambda value: value for of in PARAMETERS.values() for name in of if name in table}
    found = reading.table(table, {**COMMON, **asked}, optional=("necessary",), nth=nth)
    if None in found.values():
        return None
    kind = Kind(found["kind"])
    counted = kind not in BY_PEOPLE
    if found.get("necessary", counted) is not counted:
        said = "this is counted: write true" if counted else "people judge this: write false"
        reading.wrong("criterion.necessary", f"{said}, or leave it out", nth=nth)
    return Criterion(found["id"], kind, found["title"], counted, tuple((name, found[name]) for name in asked))


def _compare(reading: _Reading, head: Mapping[str, Any], found: tuple[Criterion, ...]) -> None:
    """Note what does not fit together."""
    for name, nth in _repeated([each.id for each in found]):
        reading.wrong("criterion.id", f'"{name}" stands twice; choose another id', nth=nth)
    for kind, nth in _repeated([None if each.kind in SEVERAL else each.kind for each in found]):
        reading.wrong("criterion.kind", f'there is a criterion of kind "{kind}" already; remove one', nth=nth)
    sealed = any(each.kind is Kind.SEAL for each in found)
    signed = head.get("signatures") is not None
    if sealed and not signed:
        reading.wrong("signatures", "say how many of the board have to sign, such as signatures = 7")
    if signed and not sealed:
        reading.wrong("signatures", 'nothing is signed here; add a criterion of kind "seal", or remove this')
    if sealed and head.get("name") == TARGETS[0]:
        reading.wrong("criterion.kind", "a candidate is announced, not sealed; the seal belongs to stable")


def _repeated(names: list[Any]) -> Iterator[tuple[Any, int]]:
    """Names that stood before, with the number of their criterion; None repeats nothing."""
    seen = set()
    for nth, name in enumerate(names, 1):
        if name is not None and name in seen:
            yield name, nth
        seen.add(name)


def _parsed(words: str) -> dict[str, Any]:
    if len(words.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise CriteriaError([Problem("", None, f"this is longer than {MOST_BYTES} bytes; shorten it")])
    try:
        return read_toml(words, parse_float=Decimal)
    except (ValueError, ArithmeticError) as error:
        at = AT_LINE.search(str(error))
        line = int(at[1]) if at else len(words.splitlines()) or None
        sentence = f"this is not TOML: {AT_LINE.sub('', str(error))}; mend the line and try again"
        raise CriteriaError([Problem("", line, sentence)]) from error


def _unknown(name: str, fields: Collection[str]) -> str:
    near = get_close_matches(name, list(fields), n=1, cutoff=0.6)
    if near:
        return f"there is no such field here; did you mean `{near[0]}`?"
    return f"there is no such field here; remove it (there are {', '.join(fields)})"
