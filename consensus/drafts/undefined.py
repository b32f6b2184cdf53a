"""Pure: words that a draft uses like terms and defines nowhere: for a maintainer to look at before publishing.

Found are emphasised words, capitalised names of several words within a sentence, and acronyms. A term counts as
defined by a clause that leads with it, a heading, a link, or words in brackets behind it: ``Model Openness Framework
(MOF)``. English first; in scripts without capitals only emphasis is found.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .pieces import Kind, OutlineClause
from .terms import defined_terms

EMPHASISED = re.compile(r"(?<![*_\w])[*_](?![*_\s])([^*_\n]{2,60}?)(?<!\s)[*_](?![*_\w])")
WORD = r"[A-Z][\w’'-]*[a-z][\w’'-]*"
NAME = re.compile(rf"(?<![\w’'-]){WORD}(?: (?:of the |of |for |and )?{WORD})+")
OPENING = re.compile(
    r"(?:(?:The|An?|Each|Every|All|Any|Some|No|This|That|These|Those|In|On|By|For|From|With|As|To|Of|At|Under|Our|Its|Their) )+"
)
ACRONYM = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{1,7})(?![\w])")
LINKED = re.compile(r"\[([^\]\n]{2,80})\]\(")
BRACKETED = re.compile(r"\(([A-Z][A-Z0-9]{1,7})\)")
ROMAN = re.compile(r"[IVX]+")
SHOUTED = frozenset(
    {"MUST", "SHALL", "SHOULD", "MAY", "NOT", "REQUIRED", "RECOMMENDED", "OPTIONAL", "TODO", "AND", "OR"}
)
SAYS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.ROW, Kind.NOTE})


@dataclass(frozen=True, slots=True)
class Undefined:
    """A term without a definition: as first written, where, and in how many clauses."""

    term: str
    key: str
    number: str
    clauses: int


def undefined_terms(clauses: Sequence[OutlineClause]) -> list[Undefined]:
    """Terms that no clause defines, in order of their first use."""
    defined = {_folded(term) for clause in clauses for term in _defined(clause)}
    defined |= {_folded(form) for term in defined_terms(clauses) for form in term.forms}
    found: dict[str, list[tuple[str, OutlineClause]]] = {}
    for clause in clauses:
        if clause.kind in SAYS:
            for folded, term in {_folded(term): term for term in _used(clause)}.items():
                if folded not in defined:
                    found.setdefault(folded, []).append((term, clause))
    return [Undefined(uses[0][0], uses[0][1].key, uses[0][1].number, len(uses)) for uses in found.values()]


def _used(clause: OutlineClause) -> Iterable[str]:
    words = _without_links(clause.markdown)
    yield from EMPHASISED.findall(words)
    plain = re.sub(r"[*_`]", "", words)
    yield from _names(plain)
    for acronym in ACRONYM.findall(plain):
        if acronym not in SHOUTED and not ROMAN.fullmatch(acronym):
            yield acronym


def _defined(clause: OutlineClause) -> Iterable[str]:
    if clause.lead:
        yield clause.lead.strip(" :.*_")
    if clause.kind in (Kind.HEADING, Kind.GROUP):
        yield clause.text
    for linked in LINKED.findall(clause.markdown):
        yield linked
        yield from _names(linked)
        yield from ACRONYM.findall(linked)
    yield from BRACKETED.findall(clause.markdown)


def _names(words: str) -> Iterable[str]:
    """Capitalised names of several words; the word that opens a sentence is none of it."""
    for found in NAME.findall(words):
        name = OPENING.sub("", found, count=1) if OPENING.match(found) else found
        if " " in name:
            yield name


def _without_links(markdown: str) -> str:
    return re.sub(r"\[([^\]\n]*)\]\([^)\s]*\)", r"\1", re.sub(r"\[\^[^\]]*\]", "", markdown))


def _folded(term: str) -> str:
    """Case, the plural and an article make no other term."""
    words = " ".join(term.casefold().replace("’", "'").split()).removeprefix("the ")
    return words.removesuffix("s") if len(words) > 3 else words
