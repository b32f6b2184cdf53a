"""Pure: what people type becomes a question. Nothing is refused: what cannot be read is noted, and the rest is asked.

``words "exact phrases" -not OR prefix* field:value field:"two words"``
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ..kit.text.words import STRAIGHTENED
from .analysis import WORD, fold
from .question import FIELDS, MOST_SIGNS, MOST_STARS, MOST_TERMS, NAMED, Note, Question, Term, Trouble

SHORTEST_BEGINNING = 2
PIECE = re.compile(
    r'(?P<minus>-(?=[^\s-]))?(?:(?P<field>[A-Za-z]{2,12}):(?!//)(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"]*))'
    r'|"(?P<phrase>[^"]*)"|(?P<bare>[^\s"]+))|(?P<quote>")'
)
BRACKETS = re.compile(r"[()\[\]{}]+")
UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass
class _Reading:
    """What has been read so far. ``open``: an OR waits for what follows; ``negated``: a NOT does."""

    groups: list[list[Term]] = field(default_factory=list)
    without: list[Term] = field(default_factory=list)
    only: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    never: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    after: datetime | None = None
    before: datetime | None = None
    notes: list[Note] = field(default_factory=list)
    open: bool = False
    negated: bool = False

    def note(self, trouble: Trouble, value: str = "") -> None:
        """Remember a trouble once."""
        each = Note(trouble, value[:60])
        if each not in self.notes:
            self.notes.append(each)


def read(text: str, *, fields: Mapping[str, Sequence[str]] | None = None) -> Question:
    """A question from what was typed, and from fields given beside it. Never raises, whatever the text."""
    reading = _Reading()
    typed = _cut(_clean(text), reading)
    for found in PIECE.finditer(_without_brackets(typed, reading)):
        _read_piece(found, reading)
    if reading.open:
        reading.note(Trouble.OR)
    for name, values in (fields or {}).items():
        for value in values:
            if name in FIELDS and (plain := _cut(_clean(value), reading)):
                _read_field(name, plain, minus=False, reading=reading)
    return _question(typed, reading)


def _clean(text: str) -> str:
    """On one line, without signs that nobody sees; curly quotes are straight."""
    return " ".join(UNFIT.sub(" ", text[: MOST_SIGNS * 50].translate(STRAIGHTENED)).split())


def _cut(text: str, reading: _Reading) -> str:
    if len(text) <= MOST_SIGNS:
        return text
    reading.note(Trouble.LONG)
    head, _, _ = text[:MOST_SIGNS].rpartition(" ")
    return head or text[:MOST_SIGNS]


def _without_brackets(text: str, reading: _Reading) -> str:
    plain = BRACKETS.sub(" ", text)
    if plain != text:
        reading.note(Trouble.BRACKETS)
    return plain


def _read_piece(found: re.Match[str], reading: _Reading) -> None:
    if found["quote"]:
        reading.note(Trouble.QUOTE)
    elif found["field"] is not None:
        value = found["quoted"] if found["quoted"] is not None else found["value"]
        _read_named(found[0], found["field"], value, bool(found["minus"]), reading)
    elif found["phrase"] is not None:
        if WORD.search(found["phrase"]):
            _take(Term(found["phrase"].strip(), "phrase"), bool(found["minus"]), reading)
    else:
        _read_bare(found["bare"], bool(found["minus"]), reading)


def _read_named(piece: str, name: str, value: str, minus: bool, reading: _Reading) -> None:
    if name.lower() in FIELDS:
        if reading.open:
            reading.note(Trouble.OR)
        _read_field(name.lower(), value.strip(), minus=minus or reading.negated, reading=reading)
        reading.open = reading.negated = False
        return
    if value:
        reading.note(Trouble.FIELD, name)
    for word in piece.lstrip("-").replace('"', " ").replace(":", " ").split():
        _read_bare(word, minus, reading)


def _read_bare(word: str, minus: bool, reading: _Reading) -> None:
    if not minus and word in ("OR", "AND", "NOT"):
        _read_operator(word, reading)
        return
    stem = word.rstrip("*?")
    if "*" in stem or "?" in stem:
        reading.note(Trouble.STAR, word)
        for part in re.split(r"[*?]+", word):
            _read_bare(part, minus, reading)
    elif WORD.search(stem):
        _take(_word(word, stem, reading), minus, reading)
    elif "*" in word:
        reading.note(Trouble.STAR, word)


def _word(word: str, stem: str, reading: _Reading) -> Term:
    if not word.rstrip("?").endswith("*"):
        return Term(stem)
    beginning = WORD.findall(stem)
    if len(beginning) != 1 or len(fold(beginning[0])) < SHORTEST_BEGINNING:
        reading.note(Trouble.SHORT, word)
        return Term(stem)
    if (
        sum(term.how == "prefix" for group in [*reading.groups, reading.without] for term in group)
        == MOST_STARS
    ):
        reading.note(Trouble.STARS)
        return Term(stem)
    return Term(beginning[0], "prefix")


def _read_operator(word: str, reading: _Reading) -> None:
    if word == "NOT":
        reading.negated = True
    elif word == "OR":
        if not reading.groups or reading.open:
            reading.note(Trouble.OR)
        reading.open = bool(reading.groups)


def _take(term: Term, minus: bool, reading: _Reading) -> None:
    if sum(map(len, reading.groups)) + len(reading.without) >= MOST_TERMS:
        reading.note(Trouble.MANY)
    elif minus or reading.negated:
        reading.without.append(term)
    elif reading.open:
        reading.groups[-1].append(term)
    else:
        reading.groups.append([term])
    reading.open = reading.negated = False


def _read_field(name: str, value: str, *, minus: bool, reading: _Reading) -> None:
    if not value:
        reading.note(Trouble.EMPTY, name)
    elif name in NAMED:
        kept = (reading.never if minus else reading.only)[name]
        for each in _values(name, value):
            if each not in kept and len(kept) < MOST_TERMS:
                kept.append(each)
    else:
        _read_date(name, value, minus, reading)


def _values(name: str, value: str) -> Iterator[str]:
    """The values of a field; a comma stands between several, except in a person's name.

    Names and versions stay as they are written; whoever knows them says which are meant.
    """
    for each in [value] if name == "author" else value.split(","):
        if each.strip():
            yield each.strip() if name in ("author", "draft") else each.strip().lower()


def _read_date(name: str, value: str, minus: bool, reading: _Reading) -> None:
    moment = date_of(value)
    if moment is None:
        reading.note(Trouble.DATE, value)
    elif (name == "after") != minus:
        reading.after = max(reading.after or moment, moment)
    else:
        reading.before = min(reading.before or moment, moment)


def date_of(value: str) -> datetime | None:
    """The moment at which a year, a month or a day begins, or an exact time; None when it is none of these."""
    found = DATE.fullmatch(value.replace("/", "-"))
    try:
        if found:
            year, month, day = found.groups()
            return datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
        moment = datetime.fromisoformat(value.upper())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _question(typed: str, reading: _Reading) -> Question:
    question = Question(
        text=typed,
        groups=tuple(map(tuple, reading.groups)),
        without=tuple(reading.without),
        only={name: tuple(values) for name, values in reading.only.items()},
        never={name: tuple(values) for name, values in reading.never.items()},
        after=reading.after,
        before=reading.before,
    )
    if typed and not question:
        reading.note(Trouble.NOTHING)
    return _with_notes(question, reading.notes)


def _with_notes(question: Question, notes: Sequence[Note]) -> Question:
    return Question(
        question.text, question.groups, question.without, question.only, question.never,
        question.after, question.before, tuple(notes),
    )  # fmt: skip
