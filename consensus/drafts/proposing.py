"""Pure: what is proposed for each clause and part, from its words: kind of part, required or optional, normative.

Proposals only: maintainers settle them before a draft is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .pieces import Kind

PART_KINDS = (
    (
        "checklist",
        re.compile(r"checklist|check list|チェックリスト|liste de contrôle|lista de verificación", re.I),
    ),
    (
        "faq",
        re.compile(
            r"\bfaqs?\b|frequently asked|questions|よくある質問|preguntas|perguntas|häufige fragen", re.I
        ),
    ),
    (
        "definitions",
        re.compile(
            r"\bdefinitions\b|\bglossary\b|^\W*(?:defined )?terms\b|^定義$|definiciones|glosario", re.I
        ),
    ),
    (
        "preamble",
        re.compile(r"\bpreamble\b|\bforeword\b|^why\b|前文|preámbulo|préambule|präambel|preâmbulo", re.I),
    ),
    ("notes", re.compile(r"^\W*notes?\W*$", re.I)),
)
OPTIONAL = re.compile(
    r"\boptional\b|\b(?:not|n't|nor) (?:\w+ )?(?:required|necessary|mandatory)\b|\bappreciated\b|\bencouraged\b"
    r"|オプション|必須ではない|opcional|facultati",
    re.I,
)
REQUIRED = re.compile(r"\brequired\b|\bmandatory\b|\bmust\b|\bnecessary\b|必須|obligatori|requis", re.I)
EXAMPLE = re.compile(
    r"\W*(?:for (?:example|instance)\b|examples?\b\s*[:\-.(]|examples\b|e\.\s?g\.|例えば|z\.\s?b\.)", re.I
)
EXAMPLE_KEY = re.compile(r"(?:.*[-_])?examples?(?:[-_]\d+)?|examples[-_].*")
EXAMPLE_LEAD = re.compile(r"\W*examples?\W*", re.I)


def part_kind(title: str, file_stem: str = "") -> str:
    """notes, preamble, definition, checklist, faq or definitions, by the title, else by the name of the file."""
    for text in (title, re.sub(r"[\d_-]+", " ", file_stem).strip()):
        for kind, pattern in PART_KINDS:
            if pattern.search(text):
                return kind
    return "definition"


def is_known_part(title: str) -> bool:
    """Whether a heading names a part (Preamble, Checklist), rather than the document."""
    return any(pattern.search(title) for _, pattern in PART_KINDS)


def required_by(texts: Iterable[str]) -> bool | None:
    """Whether the first of these texts that says so asks for something (True) or leaves it open (False)."""
    for text in texts:
        if OPTIONAL.search(text):
            return False
        if REQUIRED.search(text):
            return True
    return None


def is_example(text: str, lead: str, key: str) -> bool:
    """Whether a clause only gives examples, by its first words, its lead or its key."""
    return bool(EXAMPLE.match(text) or (lead and EXAMPLE_LEAD.fullmatch(lead)) or EXAMPLE_KEY.fullmatch(key))


def is_normative(
    kind: Kind, part: str, *, required: bool | None, example: bool, within_informative: bool
) -> bool:
    """Whether agreement on a clause is needed: headings, notes, footnotes, examples, options and FAQs aside."""
    if kind in (Kind.HEADING, Kind.GROUP, Kind.NOTE, Kind.FOOTNOTE) or part in ("faq", "notes"):
        return False
    return not example and not within_informative and required is not False
