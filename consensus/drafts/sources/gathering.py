"""What every reader does with what it finds: it knows in which list, note or footnote it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from ...kit.text import words
from ..pieces import Caution, Dropped, Kind, Piece, SourceError
from .identifiers import LEFT_OVER
from .inline import with_safe_start

MOST_NESTED = 20
MOST_SIGNS = 20_000
MOST_PIECES = 5_000
MOST_LISTED = 2_000
LEFT_TO_DO = re.compile(
    r"\b(?:TODO|TBD|FIXME|XXX)\b|\[(?:provide|insert|add|fill in|replace|to be|example)\b[^\]\n]{0,200}\](?!\()",
    re.I,
)
SIGN_OF_A_NOTE = re.compile(
    r"(?:(?::(?:information_source|information|info):|\u2139\ufe0f?"
    r"|!\[(?::information_source:|information_source|\u2139\ufe0f?)\]\([^()\s]{0,500}(?: \"[^\"]{0,80}\")?\))\s*)+"
)


@dataclass(slots=True)
class _Item:
    """An open item. `fresh`: it has said nothing yet. `parted`: a note or table in it ended its list."""

    marker: str
    fresh: bool = True
    parted: bool = False


@dataclass(slots=True)
class _Note:
    marker: str
    items_outside: int


@dataclass(slots=True)
class Gathering:
    """The pieces of one file while it is read."""

    file: str
    pieces: list[Piece] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    tables: int = 0
    _items: list[_Item] = field(default_factory=list)
    _notes: list[_Note] = field(default_factory=list)
    _footnotes: list[tuple[str, int]] = field(default_factory=list)

    @contextmanager
    def item(self, marker: str, line: int) -> Iterator[None]:
        """Within: an item of a list. `marker` is "-" or a number with its dot."""
        self._items.append(_Item(marker))
        self._check_nesting(line)
        yield
        self._items.pop()

    @contextmanager
    def note(self, marker: str, line: int) -> Iterator[None]:
        """Within: a quote or a box. The outer box of nested ones names the note."""
        outer = self._notes[0].marker if self._notes else ""
        self._notes.append(_Note(outer or marker, len(self._items)))
        self._check_nesting(line)
        yield
        self._notes.pop()

    @contextmanager
    def footnote(self, label: str, line: int) -> Iterator[None]:
        """Within: the words of a footnote."""
        self._footnotes.append((label, len(self.pieces)))
        self._check_nesting(line)
        yield
        self._footnotes.pop()

    def _check_nesting(self, line: int) -> None:
        if len(self._items) + len(self._notes) + len(self._footnotes) > MOST_NESTED:
            raise SourceError(self.file, line, f"lists and notes are nested more than {MOST_NESTED} deep")

    @property
    def in_note(self) -> bool:
        """Whether words found now belong to a note."""
        return bool(self._notes)

    def heading(self, level: int, markdown: str, line: int, *, id: str | None = None) -> None:
        """A heading; inside of lists, notes and footnotes it is words like others."""
        if self._items or self._notes or self._footnotes:
            self.words(markdown, line, id=id)
        else:
            self.add(Piece(Kind.HEADING, markdown, line, level=level, id=id))

    def words(self, markdown: str, line: int, *, id: str | None = None, marker: str = "") -> None:
        """A paragraph, or what a paragraph is in this place: an item, a note, a footnote."""
        if not _says_something(markdown):
            return self._take_empty(markdown, line, id)
        if not marker:
            markdown = with_safe_start(markdown)
        if self._footnotes:
            label, start = self._footnotes[-1]
            further = any(piece.marker == label for piece in self.pieces[start:])
            piece = Piece(Kind.FOOTNOTE, markdown, line, level=int(further), id=id, marker=label)
        elif self._notes:
            piece = self._words_of_note(markdown, line, id)
        elif self._items:
            piece = self._words_of_item(markdown, line, id, marker)
        else:
            piece = self._paragraph(markdown, line, id, marker)
        self.add(piece)

    def _words_of_note(self, markdown: str, line: int, id: str | None) -> Piece:
        note = self._notes[-1]
        if len(self._items) == note.items_outside:
            return self._signed(Piece(Kind.NOTE, markdown, line, id=id, marker=note.marker))
        item, depth = self._items[-1], self._depth()
        marker, item.fresh = (item.marker if item.fresh else ""), False
        return Piece(Kind.NOTE, markdown, line, level=depth + 1, id=id, marker=marker)

    def _words_of_item(self, markdown: str, line: int, id: str | None, marker: str) -> Piece:
        item, depth = self._items[-1], self._depth()
        if item.fresh and not item.parted and not marker:
            item.fresh = False
            return Piece(Kind.ITEM, markdown, line, level=depth, id=id, marker=item.marker)
        further = not item.fresh and not item.parted
        return Piece(Kind.PARAGRAPH, markdown, line, level=depth + further, id=id, marker=marker)

    def _depth(self) -> int:
        """How deep the last item stands; items that say nothing themselves do not count."""
        outside = self._notes[-1].items_outside if self._notes else 0
        return sum(not item.fresh and not item.parted for item in self._items[outside:-1])

    def _paragraph(self, markdown: str, line: int, id: str | None, marker: str) -> Piece:
        piece = Piece(Kind.PARAGRAPH, markdown, line, id=id, marker=marker)
        signed = self._signed(piece)
        return piece if signed is piece else replace(signed, kind=Kind.NOTE, marker="info")

    def _signed(self, piece: Piece) -> Piece:
        """A note without the sign it begins with; the same piece when there is none."""
        found = SIGN_OF_A_NOTE.match(piece.markdown)
        if found is None:
            return piece
        self.drop(piece.line, found[0].strip(), "the sign of a note")
        return replace(piece, markdown=with_safe_start(piece.markdown[found.end() :]))

    def add(self, piece: Piece) -> None:
        """Take a piece, unless it says nothing."""
        if len(piece.markdown) > MOST_SIGNS:
            raise SourceError(self.file, piece.line, f"one clause is longer than {MOST_SIGNS:,} characters")
        if not _says_something(piece.markdown):
            return self._take_empty(piece.markdown, piece.line, piece.id)
        if len(self.pieces) == MOST_PIECES:
            raise SourceError(self.file, piece.line, f"more than {MOST_PIECES:,} clauses")
        self._look_at(piece)
        if piece.kind in (Kind.GROUP, Kind.ROW, Kind.NOTE):
            for item in self._items[: self._notes[-1].items_outside if self._notes else None]:
                item.parted = True
        self.pieces.append(piece)

    def _take_empty(self, markdown: str, line: int, id: str | None) -> None:
        """An id on a line of its own belongs to what stands before it."""
        if id and self.pieces and self.pieces[-1].id is None:
            self.pieces[-1] = replace(self.pieces[-1], id=id)
        if markdown.strip(" |"):
            self.drop(line, markdown, "has no words")

    def _look_at(self, piece: Piece) -> None:
        found = LEFT_TO_DO.search(piece.markdown)
        if found:
            self.warn(piece.line, f"left to do: {words.excerpt(found[0], most=80)}")
        if "{" in piece.markdown and (found := LEFT_OVER.search(piece.markdown)):
            self.warn(piece.line, f"an id counts only at the end of a line: {found[0]}")

    def drop(self, line: int, text: str, reason: str) -> None:
        """List something that is no part of the draft, shortened when it is long."""
        self.dropped.append(Dropped(line, words.excerpt(text, most=MOST_LISTED), reason))

    def warn(self, line: int, message: str) -> None:
        """Point out something that a maintainer should look at."""
        self.cautions.append(Caution(line, message, self.file))


def _says_something(markdown: str) -> bool:
    return any(map(str.isalnum, words.visible_words(markdown)))
