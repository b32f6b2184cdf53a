"""Pure: is this licence acceptable under this legal framework? Yes, no or unknown, with reasons.

Takes what people write: an SPDX expression, a name, an address, several names in a row. Nothing is guessed: a name is
known exactly or not at all, but for words that rule a licence out wherever they stand.

Frameworks: ``osi`` asks for a licence that OSI has approved, which is a matter of fact; ``osd``, ``osd-terms`` and
``osi-terms`` ask for terms that conform to the Open Source Definition, which licences for data and documents may do
that OSI has never been asked about. OSI has published no list of approved *terms*, so that ``osi-terms`` asks the same
as ``osd-terms``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from .answers import ALLOWED, FREEDOMS, RESTRICTED, Answer
from .licences import LONGEST_NAME, NO, UNKNOWN, YES, Book, Licence, is_exception, look_up
from .reasons import Why, why

OR_LATER = re.compile(r"[\s,]+or[\s-]+(?:any[\s-]+)?(?:later|newer)(?:[\s-]+versions?)?|\+(?=\s|\)|$)", re.I)
OPERATOR = re.compile(r"([(),;/&|])|(?<![\w-])(and|or|with)(?![\w-])", re.I)
MEANING = {"&": "and", "|": "or", "/": ",", ";": ","}
ADDRESS = re.compile(r"https?://", re.I)
MOST_TOKENS, DEEPEST = 60, 8


@dataclass(frozen=True, slots=True)
class Terms:
    """Whether terms are acceptable: yes, no or unknown; why; and where the terms can be read, if known."""

    answer: str
    why: tuple[Why, ...]
    source: str = ""


AMBIGUOUS = (why("ambiguous", licence="…"),)


class _Prose(ValueError):
    """Not an expression of licences."""


def acceptable(licence: str, framework: str, *, book: Book) -> Terms:
    """Whether a licence, as written, is acceptable under osi, osi-terms, osd or osd-terms.

    An empty framework asks for nothing in particular: yes.
    """
    if not framework:
        return Terms(YES, (why("no-terms-asked"),))
    return _acceptable(licence.strip(), framework == "osi", book)


@lru_cache(maxsize=4096)
def _acceptable(text: str, approved: bool, book: Book) -> Terms:
    if not text:
        return Terms(UNKNOWN, (why("not-stated"),))
    if found := look_up(book, text):
        return _of(found, approved)
    tokens = [] if len(text) > LONGEST_NAME or ADDRESS.match(text) else _tokens(OR_LATER.sub(" ", text))
    if not 0 < len(tokens) <= MOST_TOKENS:
        return _not_known(text)
    try:
        return _Parser(tokens, approved, book).whole(text)
    except _Prose:
        return _atom(text, approved, book)


def _of(licence: Licence, approved: bool) -> Terms:
    """What a known licence is under a framework."""
    if licence.approved != NO or not approved:
        answer = licence.approved if approved else licence.conforms
        return Terms(answer, licence.why, licence.source)
    reasons = licence.why if licence.conforms == NO else (why("not-osi-approved", licence=licence.name),)
    return Terms(NO, reasons, licence.source)


def _atom(text: str, approved: bool, book: Book) -> Terms:
    found = look_up(book, text, words=True)
    return _of(found, approved) if found else _not_known(text)


def _not_known(text: str) -> Terms:
    shown = text if len(text) <= 80 else text[:79] + "…"
    return Terms(UNKNOWN, (why("not-known", licence=shown),))


def _tokens(text: str) -> list[str]:
    parts = [part.strip() for part in OPERATOR.split(text) if part and part.strip()]
    return [MEANING.get(part, part.lower()) if OPERATOR.fullmatch(part) else part for part in parts]


class _Parser:
    """Reads ``A or B with C, D``: commas bind least and say nothing of how their parts belong together."""

    def __init__(self, tokens: Sequence[str], approved: bool, book: Book) -> None:
        self.tokens, self.approved, self.book, self.at = tokens, approved, book, 0

    def whole(self, text: str) -> Terms:
        found = self.row(0)
        if self.at < len(self.tokens):
            raise _Prose
        if found.why[:1] == AMBIGUOUS:
            return replace(found, why=(why("ambiguous", licence=text), *found.why[1:]))
        return found

    def row(self, depth: int) -> Terms:
        parts = [self.choice(depth)]
        while self.takes(","):
            self.takes("and")
            parts.append(self.choice(depth))
        return parts[0] if len(parts) == 1 else _side_by_side(parts)

    def choice(self, depth: int) -> Terms:
        parts = [self.sum(depth)]
        while self.takes("or"):
            parts.append(self.sum(depth))
        return _first(parts, (YES, UNKNOWN, NO))

    def sum(self, depth: int) -> Terms:
        parts = [self.one(depth)]
        while self.takes("and"):
            parts.append(self.one(depth))
        return _first(parts, (NO, UNKNOWN, YES))

    def one(self, depth: int) -> Terms:
        if self.takes("("):
            if depth >= DEEPEST:
                raise _Prose
            found = self.row(depth + 1)
            if not self.takes(")"):
                raise _Prose
            return found
        found = _atom(self.name(), self.approved, self.book)
        return self.excepted(found) if self.takes("with") else found

    def excepted(self, base: Terms) -> Terms:
        """An exception of SPDX's list only adds permissions; anything else may take some away."""
        name = self.name()
        if base.answer == NO or is_exception(self.book, name):
            return base
        added = look_up(self.book, name, words=True)
        if added and added.conforms == NO:
            return _of(added, self.approved)
        return Terms(UNKNOWN, (why("exception-unknown", licence=name),))

    def takes(self, token: str) -> bool:
        found = self.at < len(self.tokens) and self.tokens[self.at] == token
        self.at += found
        return found

    def name(self) -> str:
        if self.at >= len(self.tokens) or OPERATOR.fullmatch(self.tokens[self.at]):
            raise _Prose
        self.at += 1
        return self.tokens[self.at - 1]


def _first(parts: Sequence[Terms], order: Sequence[str]) -> Terms:
    return min(parts, key=lambda terms: order.index(terms.answer))


def _side_by_side(parts: Sequence[Terms]) -> Terms:
    """Names in a row may all apply, or one of them may be chosen: certain only where that makes no difference."""
    if len({terms.answer for terms in parts}) == 1:
        return parts[0]
    rest = tuple(reason for terms in parts if terms.answer != YES for reason in terms.why)
    return Terms(UNKNOWN, (*AMBIGUOUS, *rest))


def own_finding(answer: Answer, framework: str) -> Terms | None:
    """What the reviewer's reading of the four freedoms says; None where it settles nothing.

    Whether OSI has approved a licence cannot be read from it, so under ``osi`` no reading says yes.
    """
    restricted = [freedom for freedom, found in answer.freedoms.items() if found == RESTRICTED]
    if restricted:
        return Terms(NO, (why("found-restricted", freedoms=", ".join(restricted)),))
    if framework != "osi" and all(answer.freedoms[freedom] == ALLOWED for freedom in FREEDOMS):
        return Terms(YES, (why("found-free"),))
    return None


def found_terms(answer: Answer, framework: str, *, book: Book) -> tuple[Terms, Terms | None]:
    """The terms of an answer under a framework, and the reviewer's own finding where it contradicts them.

    The table goes first. Where it does not know, the reviewer's finding counts, if there is something it was found in:
    a licence by name, or the legal document.
    """
    table, own = acceptable(answer.licence, framework, book=book), own_finding(answer, framework)
    if own is None or own.answer == table.answer:
        return table, None
    if table.answer != UNKNOWN:
        return table, replace(own, why=(why("contradiction", freedoms=_said(answer)),))
    return (own, None) if answer.licence.strip() or answer.document.strip() else (table, None)


def _said(answer: Answer) -> str:
    return ", ".join(f"{freedom} {found}" for freedom, found in answer.freedoms.items())
