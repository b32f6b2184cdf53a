"""Reads Markdown: the core that plain files, HackMD notes and web clips share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from ...kit.text import words
from ..pieces import ReadFile, SourceError
from .blocks import DELIMITERS, block_tokens, split_cells
from .elements import read_fragment
from .fields import take_front_matter, take_version
from .gathering import MOST_SIGNS, Gathering
from .identifiers import take_id
from .inline import References, from_markdown
from .tables import Row, table_pieces

MOST_BRACKETS = 20_000
MOST_LINES = 10_000
MOST_COLONS = re.compile(r"[\s>]{0,200}:{21}")
ALERT = re.compile(r"\[!(\w{1,20})\][ \t]*(?:\n|$)")
EMPTY_LINK = re.compile(r"\[[\s\u200b]?\]\([^()\s]{0,1000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)")
ENDS_SENTENCE = re.compile(r"[.!?:;)\]\"'\u201d\u2019\u3002\uff09*_]\s*$")
STARTS_SENTENCE = re.compile(r"[A-Z\u00c0-\u00de\[*_\"\u201c(:\u2139\u3040-\u9fff]")

Lines = Callable[[list[str], Gathering], list[str]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one kind of source differs from plain Markdown.

    before  blanks lines that are no part of the text; the number of lines stays.
    after   mends the pieces once all are read.
    parts_notes  in notes and after quotes, a line that begins a sentence is a paragraph (HackMD breaks lines there).
    """

    name: str
    before: Lines = field(default=lambda lines, _gathering: lines)
    after: Callable[[Gathering], None] = field(default=lambda _gathering: None)
    parts_notes: bool = False


PLAIN = Dialect("markdown")


def read_markdown(name: str, text: str, dialect: Dialect = PLAIN) -> ReadFile:
    """A text as pieces. `text` has only `\\n` as line end. Raises SourceError with the line to mend."""
    gathering = Gathering(name)
    lines = text.split("\n")
    _check(lines, name)
    fields, lines = take_front_matter(lines, gathering)
    lines = dialect.before(lines, gathering)
    tokens, noted = block_tokens("\n".join(lines))
    _Walk(gathering, dialect, lines, _Used(noted.get("references", {})), noted).through(tokens)
    dialect.after(gathering)
    take_version(gathering, fields)
    return ReadFile(
        name,
        dialect.name,
        fields,
        tuple(gathering.pieces),
        tuple(gathering.dropped),
        tuple(gathering.cautions),
    )


def _check(lines: list[str], name: str) -> None:
    brackets = written = 0
    for number, line in enumerate(lines, start=1):
        brackets += line.count("[")
        written += bool(line.strip())
        if written > MOST_LINES:
            raise SourceError(name, number, f"more than {MOST_LINES:,} lines of text in one file")
        if MOST_COLONS.match(line):
            raise SourceError(name, number, "the line begins with more than 20 colons")
        if len(line) > MOST_SIGNS:
            raise SourceError(name, number, f"the line is longer than {MOST_SIGNS:,} characters")
        if brackets > MOST_BRACKETS:
            raise SourceError(name, number, f"more than {MOST_BRACKETS:,} square brackets in one file")


class _Used(References):
    """Link definitions that know which of them were used."""

    def __init__(self, definitions: References) -> None:
        super().__init__(definitions)
        self.used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        """As of any dictionary."""
        if label in self:
            self.used.add(label)
        return super().get(label, default)


@dataclass(slots=True)
class _Walk:
    gathering: Gathering
    dialect: Dialect
    lines: list[str]
    references: _Used
    noted: dict[str, Any]
    stack: list[tuple[str, ExitStack]] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    line: int = 1
    heading: int = 0

    def through(self, tokens: list[Token]) -> None:
        """Walk the tokens once; the stack holds what is open."""
        for token in tokens:
            if token.map:
                self.line = token.map[0] + 1
            step = getattr(self, f"_{token.type}", None)
            if step is not None:
                step(token)
            elif token.nesting < 0:
                self._leave(token)
        self._list_unused_definitions()

    def _enter(self, token: Token, *contexts: Any) -> None:
        stack = ExitStack()
        for context in contexts:
            stack.enter_context(context)
        self.stack.append((token.type.removesuffix("_open"), stack))

    def _leave(self, token: Token) -> None:
        if self.stack and self.stack[-1][0] == token.type.removesuffix("_close"):
            self.stack.pop()[1].close()

    def _bullet_list_open(self, token: Token) -> None:
        self.lists.append("-")

    _ordered_list_open = _bullet_list_open

    def _bullet_list_close(self, token: Token) -> None:
        self.lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        marker = f"{token.info}." if token.info else "-"
        self._enter(token, self.gathering.item(marker, self.line))

    def _dd_open(self, token: Token) -> None:
        self._enter(token, self.gathering.item("-", self.line))

    def _blockquote_open(self, token: Token) -> None:
        self._enter(token, self.gathering.note("", self.line))

    def _container_box_open(self, token: Token) -> None:
        kind, _, title = token.info.strip().partition(" ")
        self._enter(token, self.gathering.note(kind.lower(), self.line))
        if title.strip():
            self._say(title.strip(), self.line)
        if token.map and not self.lines[min(token.map[1], len(self.lines) - 1)].lstrip(" >").startswith(
            ":::"
        ):
            self.gathering.warn(self.line, "this box is never closed with :::")

    def _footnote_reference_open(self, token: Token) -> None:
        self._enter(token, self.gathering.footnote(token.meta["label"], self.line))

    def _heading_open(self, token: Token) -> None:
        self.heading = int(token.tag[1])

    def _heading_close(self, token: Token) -> None:
        self.heading = 0

    def _inline(self, token: Token) -> None:
        if self.heading:
            self._say(token.content, self.line)
        else:
            for line, source in self._paragraphs(token.content):
                self._say(source, line)

    def _say(self, source: str, line: int) -> None:
        if len(source) > MOST_SIGNS:
            raise SourceError(
                self.gathering.file, line, f"one clause is longer than {MOST_SIGNS:,} characters"
            )
        bare, id = take_id(source)
        markdown = from_markdown(EMPTY_LINK.sub("", bare) if self.heading else bare, self.references)
        if self.heading:
            self.gathering.heading(self.heading, markdown, line, id=id)
        else:
            self.gathering.words(markdown, line, id=id)

    def _paragraphs(self, content: str) -> Iterator[tuple[int, str]]:
        """One paragraph, or several where lines of a note are paragraphs; each with its line."""
        line = self.line
        if self.gathering.in_note and (alert := ALERT.match(content)):
            content, line = content[alert.end() :], line + content[: alert.end()].count("\n")
            self.gathering.drop(line - 1, alert[0].strip(), "the sign of a note")
        rows = content.split("\n")
        start = 0
        for place in range(1, len(rows)):
            if self._begins_paragraph(rows[place - 1], rows[place]):
                yield line + start, "\n".join(rows[start:place])
                start = place
        yield line + start, "\n".join(rows[start:])

    def _begins_paragraph(self, before: str, row: str) -> bool:
        if not self.dialect.parts_notes or not self.gathering.in_note:
            return False
        return bool(ENDS_SENTENCE.search(before) and STARTS_SENTENCE.match(row.lstrip()))

    def _fence(self, token: Token) -> None:
        fence = "```" if "```" not in token.content else "~~~~"
        if token.content.strip():
            lines = (line.rstrip() for line in token.content.rstrip().split("\n"))
            code = "\n".join((fence, *lines, fence))
            self.gathering.words(code, self.line, marker=f"```{token.info.strip()}")
        elif token.info.strip():
            self.gathering.drop(self.line, token.info.strip(), "the name of a language, without code")

    def _html_block(self, token: Token) -> None:
        read_fragment(token.content, self.gathering, self.line)

    def _pipe_table(self, token: Token) -> None:
        written = [(number + 1, row) for number, row in token.meta["rows"]]
        rows = [self._row(line, row) for line, row in written if not DELIMITERS.fullmatch(row)]
        if token.meta["header"] and rows and rows[0].line == self.line:
            rows[0].header = True
        for piece in table_pieces(rows, self.gathering.tables, self.gathering.warn):
            self.gathering.add(piece)
        self.gathering.tables += 1

    def _row(self, line: int, row: str) -> Row:
        taken = [take_id(cell) for cell in split_cells(row)]
        cells = [from_markdown(cell, self.references) for cell, _ in taken]
        return Row(line, cells, id=next((id for _, id in taken if id), None))

    def _list_unused_definitions(self) -> None:
        for label, definition in self.references.items():
            if label not in self.references.used:
                self._list_definition(definition)
        for definition in self.noted.get("duplicate_refs", ()):
            self._list_definition(definition)

    def _list_definition(self, definition: Any) -> None:
        start, end = definition.get("map") or (0, 0)
        text = " ".join(self.lines[start:end])
        self.gathering.drop(start + 1, text, "the target of a link that no text has")
        self.gathering.warn(start + 1, f"this link definition is not used: {words.excerpt(text, most=60)}")
