"""Pure: the terms a draft defines, and those it uses like terms without defining them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..kit.text import words
from .pieces import Kind, OutlineClause
from .proposing import part_kind

NAME = r"([^\W\d_](?:[^.,:;!?()\"]{0,58}[^\W_])?)"
MEANS = re.compile(rf"(?:the term )?[\"']?{NAME}[\"']? (?:means|refers to|is defined as|stands for)\b", re.I)
IS = re.compile(rf"an? {NAME} is an? ", re.I)
UNDERSTOOD = re.compile(rf"\bunderstands? (?:an? |the )?{NAME} as\b")
BOLD = re.compile(r"(?:An? |The )?\*\*([^*]{2,60})\*\*,? (?:is|are|means|consists? of|refers? to)\b", re.I)
BEFORE_COLON = re.compile(rf"{NAME}: ")
SAID_BY_KEY = re.compile(r"term-.+|.+-meaning")
CAPITALISED = re.compile(r"[A-Z][\w-]*(?: (?:(?:of|and|for|the) )?[A-Z][\w-]*)+")
QUOTED = re.compile(r"\"([^\"]{3,60}?)[,.]?\"")
ARTICLE = re.compile(r"(?:The|An?|This|These|Those|Our|Any|All|Each|Every|No|In|For|To|When|If|It|We) ")
MOST_WORDS = 6
LEAST_USES = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term, the forms in which it is used (itself first), and the key of the clause that defines it."""

    term: str
    forms: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class UndefinedTerm:
    """Words used like a term, and the keys of the clauses that use them, one for each use."""

    term: str
    keys: tuple[str, ...]


def defined_terms(clauses: Sequence[OutlineClause]) -> list[Term]:
    """The terms that clauses define, in reading order; of two definitions of one term the later part wins nothing."""
    found: dict[str, Term] = {}
    for clause in clauses:
        for name in _defined_by(clause, clauses):
            if 0 < len(name.split()) <= MOST_WORDS:
                found.setdefault(name.casefold(), Term(name, _forms(name), clause.key))
    return list(found.values())


def linkable(terms: Iterable[Term]) -> dict[str, str]:
    """Every form of every term → key: what `kit.text.markdown.render(terms=…)` takes."""
    return {form: term.key for term in terms for form in term.forms}


def undefined_terms(clauses: Sequence[OutlineClause], terms: Iterable[Term]) -> list[UndefinedTerm]:
    """Capitalised groups of words and quoted words that are used at least twice, and defined nowhere."""
    known = {form.casefold() for term in terms for form in term.forms}
    uses: dict[str, list[tuple[str, str]]] = {}
    for clause in clauses:
        if clause.kind is not Kind.HEADING:
            for name in _candidates(words.visible_words(clause.markdown)):
                uses.setdefault(name.casefold(), []).append((name, clause.key))
    return [
        UndefinedTerm(found[0][0], tuple(key for _, key in found))
        for folded, found in uses.items()
        if len(found) >= LEAST_USES and folded not in known
    ]


def _defined_by(clause: OutlineClause, clauses: Sequence[OutlineClause]) -> Iterator[str]:
    if clause.kind in (Kind.HEADING, Kind.GROUP, Kind.ROW, Kind.FOOTNOTE):
        return
    said = words.visible_words(clause.markdown)
    in_definitions = _is_among_definitions(clause, clauses)
    if clause.lead and (in_definitions or SAID_BY_KEY.fullmatch(clause.key)):
        yield clause.lead
    elif in_definitions and (found := BEFORE_COLON.match(said)):
        yield found[1]
    for pattern, text in ((MEANS, said), (IS, said), (BOLD, clause.markdown)):
        if found := pattern.match(text):
            yield words.visible_words(found[1])
    if clause.kind is Kind.NOTE and (found := UNDERSTOOD.search(said)):
        yield found[1]


def _is_among_definitions(clause: OutlineClause, clauses: Sequence[OutlineClause]) -> bool:
    above = clause.parent
    while above is not None:
        heading = clauses[above]
        if heading.kind is Kind.HEADING and part_kind(heading.lead) == "definitions":
            return True
        above = heading.parent
    return part_kind(clause.part.replace("-", " ")) == "definitions"


def _forms(name: str) -> tuple[str, ...]:
    if not name.isascii() or name.endswith("s"):
        return (name,)
    if re.search(r"[^aeiou]y$", name):
        return name, f"{name[:-1]}ies"
    return name, f"{name}es" if re.search(r"(?:x|z|ch|sh)$", name) else f"{name}s"


def _candidates(text: str) -> Iterator[str]:
    for found in CAPITALISED.finditer(text):
        name = ARTICLE.sub("", found[0], count=1) if ARTICLE.match(found[0]) else found[0]
        if " " in name and len(name.split()) <= MOST_WORDS:
            yield name
    for found in QUOTED.finditer(text):
        if len(found[1].split()) <= MOST_WORDS:
            yield found[1]
