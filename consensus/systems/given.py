"""Pure: what is handed to actions, as values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from .answers import AVAILABLE, FINDINGS, FREEDOMS, Answer
from .found import VersionFound
from .sources.fields import LONGEST_LICENCE, LONGEST_NOTE, is_address, one_line

LONGEST_REASON = 10_000
LONGEST_LINE = 200
SEVERAL = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class SystemGiven:
    """A system as a maintainer describes it. Without a slug it gets one from its name."""

    name: str
    maker: str
    slug: str = ""
    kind: str = ""
    notes: str = ""
    versions: tuple[VersionFound, ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """What a reviewer says of themselves: shown beside their answers."""

    affiliation: str = ""
    funding: str = ""
    maker: bool = False


@dataclass(frozen=True, slots=True)
class StanceGiven:
    """What somebody says of an assessment. ``maker``: that they make the system."""

    stance: str
    reason: str = ""
    requirement: str | None = None
    evidence: str = ""
    affiliation: str = ""
    maker: bool = False


@dataclass(frozen=True, slots=True)
class SurpriseGiven:
    """A system that surprised somebody: one of the registry, or another one by name. ``expected``: in or out."""

    expected: str
    reason: str
    system: Any = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did. ``outcomes``: (slug, added, changed or unchanged) of each file, in their order; ``refused``:
    (slug, sentence)."""

    outcomes: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: Report) -> Report:
        return Report(self.outcomes + other.outcomes, self.refused + other.refused)

    @property
    def added(self) -> tuple[str, ...]:
        """The slugs of systems that were not there."""
        return self._those("added")

    @property
    def changed(self) -> tuple[str, ...]:
        """The slugs of systems of which a file said something new."""
        return self._those("changed")

    @property
    def unchanged(self) -> tuple[str, ...]:
        """The slugs of systems whose files say what they said before."""
        return self._those("unchanged")

    def _those(self, outcome: str) -> tuple[str, ...]:
        return tuple(slug for slug, became in self.outcomes if became == outcome)


def folded(name: str, maker: str) -> str:
    """Name and maker in a form that tells equal ones: without case, and without differences of white space."""
    plain = (unicodedata.normalize("NFKC", one_line(text)).casefold() for text in (name, maker))
    return "\x1f".join(" ".join(text.split()) for text in plain)


def cleaned(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Answers without invisible characters and white space around; those that say nothing at all are left out."""
    clean = (
        Answer(
            one_line(each.component),
            each.available,
            one_line(each.licence),
            each.document.strip(),
            each.evidence.strip(),
            paragraphs(each.note),
            **each.freedoms,
        )
        for each in answers
    )
    return tuple(each for each in clean if each != Answer(each.component))


def wrong_with(answers: Sequence[Answer], known: Collection[str]) -> dict[str, tuple[str, str]]:
    """Component → (field, what is wrong: a code of WRONG), of answers that cannot be taken. ``known``: what is asked."""
    found: dict[str, tuple[str, str]] = {}
    seen: set[str] = set()
    for answer in answers:
        problem = _problem(answer, known, seen)
        seen.add(answer.component)
        if problem:
            found.setdefault(answer.component, problem)
    return found


def _problem(answer: Answer, known: Collection[str], seen: Collection[str]) -> tuple[str, str] | None:
    if answer.component not in known:
        return "component", "not-asked"
    if answer.component in seen:
        return "component", "twice"
    if answer.available not in AVAILABLE:
        return "available", "no-choice"
    for freedom in FREEDOMS:
        if answer.freedoms[freedom] not in FINDINGS:
            return freedom, "no-choice"
    for name in ("document", "evidence"):
        if (link := getattr(answer, name)) and not is_address(link):
            return name, "no-address"
    if len(answer.licence) > LONGEST_LICENCE:
        return "licence", "too-long"
    return ("note", "too-long") if len(answer.note) > LONGEST_NOTE else None


def paragraphs(text: str) -> str:
    """A text of several lines: without invisible characters, trimmed, at most one empty line in a row."""
    lines = (one_line(line) for line in text.splitlines())
    return SEVERAL.sub("\n\n", "\n".join(lines)).strip()


def first_address(text: str) -> str:
    """The first web address in a text; empty where there is none."""
    words = (word.lstrip("([<\"'").rstrip(")]>.,;:!?\"'") for word in text.split())
    return next((word for word in words if is_address(word)), "")
