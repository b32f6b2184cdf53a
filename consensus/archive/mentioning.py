"""Pure: which clauses of a draft a message mentions: by lasting key, by printed number, by six words in a row.

A number alone could be a version, a price or a model's name; so one that follows such a word is none of a clause.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..kit.text.words import tidy

RUN = 6  # words in a row that are a quote
MOST_SHARED = 2  # clauses that may have the same six words; what stands everywhere says nothing
MOST_MENTIONED = 40
KEY = re.compile(r"(?<![\w-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w-])")
MARKED_KEY = re.compile(r"(?:[#`]|/clauses/)([a-z][a-z0-9-]{1,80})(?![\w-])")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
ADDRESS = re.compile(r"https?://\S+")
DOTTED = re.compile(
    r"(?<![\w.\-/$€£:,#])(\d{1,2}\.\d{1,3})(?![\w%]|[.\-:/,]\d|\s?%|\s(?:percent|million|billion|GB|MB)\b)"
)
CALLED = re.compile(
    r"(?:\b(?:clauses?|sections?|parts?|points?|items?|paragraphs?|articles?|numbers?|cl[aá]usulas?|secci[oó]n|se[cç][cç]?[aã]o"
    r"|puntos?|pontos?|art[ií]culos?|artigos?|paragraphe|alin[ée]a|البند|المادة)\s+|§\s?|第\s?|条\s?)(\d{1,2}(?:\.\d{1,3})?)(?![\w%]|\.\d)",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"[vV]?\d+(?:\.\d+)+(?:\s*(?:,|;|/|&|\+|–|-)\s*|\s*,?\s+(?:and|or|to|versus|vs\.?|y|o|et|ou|e|und)\s+)$"
)
"""The number before in a list: whatever it is of, so is the next one, as in *versions 2.9 and 2.11*."""
BEFORE = re.compile(r"([^\W\d_][\w+\-]*)[\s\"'(\[]*$")
NAMES = frozenset(
    "version versions v ver draft drafts release rc gpl lgpl agpl apache mpl epl bsd cc by sa python llama gpt rev osd osaid "
    "licence license model ubuntu linux chapter fig figure table usd eur page pages about around nearly almost over".split()
)
PLAIN_CAPITALS = frozenset(
    "In On At See For To Per And Also But Re Under With From I As If Is Both Or Of So Then That This Does Clause Section "
    "Part Point Item Paragraph Article Why What How Should Could Can En De La El Le Sur Dans Em No Na".split()
)


class Said(NamedTuple):
    """One clause of a draft, as far as it can be mentioned."""

    id: int
    key: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The clauses of a draft, ready to be found in messages."""

    keys: Mapping[str, int]
    numbers: Mapping[str, int]
    runs: Mapping[str, Sequence[int]]


def sheet_of(clauses: Iterable[Said], *, aliases: Mapping[str, str] | None = None) -> Sheet:
    """A draft's clauses as a sheet. ``aliases``: former keys → lasting ones."""
    keys: dict[str, int] = {}
    numbers: dict[str, int] = {}
    runs: dict[str, list[int]] = defaultdict(list)
    for each in clauses:
        keys[each.key] = each.id
        numbers.setdefault(each.number, each.id)
        for run in set(_runs(each.text)):
            runs[run].append(each.id)
    keys |= {alias: keys[key] for alias, key in (aliases or {}).items() if key in keys}
    return Sheet(keys, numbers, {run: ids for run, ids in runs.items() if len(ids) <= MOST_SHARED})


def mentioned(text: str, sheet: Sheet) -> dict[int, str]:
    """Clause → how a text mentions it first: ``key``, ``number`` or ``quote``; in the order in which it does."""
    found: dict[int, tuple[int, str]] = {}
    for at, id, how in _finds(text, sheet):
        if id not in found or at < found[id][0]:
            found[id] = (at, how)
    ordered = sorted(found.items(), key=lambda each: each[1][0])
    return {id: how for id, (_at, how) in ordered[:MOST_MENTIONED]}


def _finds(text: str, sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    for found in (*KEY.finditer(text), *MARKED_KEY.finditer(text)):
        key = found[found.lastindex or 0]
        if key in sheet.keys:
            yield found.start(), sheet.keys[key], "key"
    words = ADDRESS.sub(lambda found: " " * len(found[0]), text)
    for found in CALLED.finditer(words):
        if found[1] in sheet.numbers:
            yield found.start(), sheet.numbers[found[1]], "number"
    for found in DOTTED.finditer(words):
        if found[1] in sheet.numbers and _is_of_a_clause(words[max(0, found.start() - 40) : found.start()]):
            yield found.start(), sheet.numbers[found[1]], "number"
    yield from _quotes(text, sheet)


def _is_of_a_clause(before: str) -> bool:
    """Whether what stands before a number leaves it one of a clause, and not of a version or of a thing with a name."""
    while listed := LISTED.search(before):
        before = before[: listed.start()]
    found = BEFORE.search(before)
    if found is None:
        return True
    word = found[1]
    if word.casefold() in NAMES or "-" in word:
        return False
    return word[0].islower() or not word[0].isupper() or word in PLAIN_CAPITALS


def _quotes(text: str, sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    for at, run in enumerate(_runs(text)):
        for id in sheet.runs.get(run, ()):
            yield len(text) + at, id, "quote"


def _runs(text: str) -> list[str]:
    """Every six words in a row, without case, punctuation and marks of quotes."""
    words = WORD.findall(tidy(re.sub(r"(?m)^[>\s]+", " ", text)).casefold())
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
