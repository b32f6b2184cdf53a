"""Pure: the terms that a draft defines. What it uses like a term and defines nowhere is found in `undefined`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..kit.text import words
from .pieces import Kind
from .proposing import part_kind

NAME = r"([^\W\d_](?:[^.,:;!?()\"]{0,58}[^\W_])?)"
MEANS = re.compile(rf"(?:the term )?[\"']?{NAME}[\"']? (?:means|refers to|is defined as|stands for)\b", re.I)
IS = re.compile(rf"an? {NAME} is an? ", re.I)
UNDERSTOOD = re.compile(rf"\bunderstands? (?:an? |the )?{NAME} as\b")
BOLD = re.compile(r"(?:An? |The )?\*\*([^*]{2,60})\*\*,? (?:is|are|means|consists? of|refers? to)\b", re.I)
BEFORE_COLON = re.compile(rf"{NAME}: ")
SAID_BY_KEY = re.compile(r"term-.+|.+-meaning")
SILENT = frozenset({Kind.HEADING, Kind.GROUP, Kind.ROW, Kind.FOOTNOTE})
MOST_WORDS = 6


class Defining(Protocol):
    """What finding terms needs to know of a clause."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def depth(self) -> int: ...
    @property
    def part(self) -> str: ...
    @property
    def lead(self) -> str: ...
    @property
    def markdown(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term, the forms in which it is used (itself first), and the key of the clause that defines it."""

    term: str
    forms: tuple[str, ...]
    key: str


def defined_terms(clauses: Sequence[Defining], kinds: Mapping[str, str] | None = None) -> list[Term]:
    """The terms that clauses define, in reading order; a second definition of a term adds nothing.

    `clauses`: of one draft, in reading order. `kinds`: part → its kind; without it the name of a part decides.
    A definition is the bold lead of a clause among definitions, "X means …", "An X is a …", or what a note says is
    understood as something.
    """
    found: dict[str, Term] = {}
    for clause, among_definitions in _with_place(clauses, kinds or {}):
        for name in _defined_by(clause, among_definitions):
            if 0 < len(name.split()) <= MOST_WORDS:
                found.setdefault(name.casefold(), Term(name, _forms(name), clause.key))
    return list(found.values())


def linkable(terms: Iterable[Term]) -> dict[str, str]:
    """Every form of every term → key: what `kit.text.markdown.render(terms=…)` takes."""
    return {form: term.key for term in terms for form in term.forms}


def _with_place(clauses: Sequence[Defining], kinds: Mapping[str, str]) -> Iterator[tuple[Defining, bool]]:
    """Each clause, and whether it stands in a part or under a heading of definitions."""
    headings: list[Defining] = []
    for clause in clauses:
        if clause.kind == Kind.HEADING:
            headings = [
                above for above in headings if above.part == clause.part and above.depth < clause.depth
            ]
            headings.append(clause)
        kind = kinds.get(clause.part) or part_kind(clause.part.replace("-", " "))
        under = any(
            part_kind(above.lead) == "definitions" and above.part == clause.part for above in headings
        )
        yield clause, kind == "definitions" or under


def _defined_by(clause: Defining, among_definitions: bool) -> Iterator[str]:
    if clause.kind in SILENT:
        return
    said = words.visible_words(clause.markdown)
    if clause.lead and (among_definitions or SAID_BY_KEY.fullmatch(clause.key)):
        yield clause.lead
    elif among_definitions and (found := BEFORE_COLON.match(said)):
        yield found[1]
    for pattern, text in ((MEANS, said), (IS, said), (BOLD, clause.markdown)):
        if found := pattern.match(text):
            yield words.visible_words(found[1])
    if clause.kind == Kind.NOTE and (found := UNDERSTOOD.search(said)):
        yield found[1]


def _forms(name: str) -> tuple[str, ...]:
    """The name and its English plural; a name in other letters, of an activity, or in the plural has one form."""
    if not name.isascii() or name.endswith(("s", "ing")):
        return (name,)
    if re.search(r"[^aeiou]y$", name):
        return name, f"{name[:-1]}ies"
    return name, f"{name}es" if re.search(r"(?:x|z|ch|sh)$", name) else f"{name}s"
