"""Pure: pieces of one or several files → one tree in reading order, with the numbers by which clauses are cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from ..kit.text import words
from .footnotes import place_footnotes, with_own_labels
from .pieces import Caution, Kind, OutlinePart, Piece, ReadFile
from .proposing import is_known_part, part_kind
from .trees import Node, Tree

TITLE_VERSION = re.compile(r"\bv(?:ersion)?[.\s]*(\d+(?:\.\d+)+(?:-[A-Za-z][\w-]*)*)", re.I)


def tree_of(files: Sequence[ReadFile]) -> Tree:
    """The tree of a draft that consists of these files, in their order."""
    tree = Tree()
    for number, file in enumerate(with_own_labels(files)):
        pieces = list(file.pieces)
        _take_fields(tree, file, pieces, first=number == 0)
        _Placing(tree, file, pieces, first=number == 0).run()
    place_footnotes(tree)
    _number(tree)
    return tree


def _take_fields(tree: Tree, file: ReadFile, pieces: list[Piece], *, first: bool) -> None:
    for name, value in file.fields.items():
        known = tree.fields.get(name)
        if known is None and (first or name != "title"):
            tree.fields[name] = value
        elif name == "version" and known != value:
            tree.cautions.append(
                Caution(1, f"this file says version {value}, an earlier one {known}", file.name)
            )
    if first:
        _take_title(tree, pieces)
        found = TITLE_VERSION.search(tree.fields.get("title", ""))
        if found:
            tree.fields.setdefault("version", found[1])
    elif file.fields.get("title"):
        _head_with_title(file.fields["title"], pieces)


def _take_title(tree: Tree, pieces: list[Piece]) -> None:
    """A first heading of level 1 is the title of the document, no clause, unless it names a part.

    Where the front matter has a title, the heading has to say the same.
    """
    place = next((place for place, piece in enumerate(pieces) if piece.kind is Kind.HEADING), None)
    if (
        place is None
        or pieces[place].level != 1
        or any(piece.kind is not Kind.NOTE for piece in pieces[:place])
    ):
        return
    said = words.visible_words(pieces[place].markdown)
    known = tree.fields.get("title")
    if _same_title(known, said) if known is not None else not is_known_part(said):
        tree.fields.setdefault("title", said)
        del pieces[place]


def _same_title(known: str, said: str) -> bool:
    other = _plain(said)
    ones = {_plain(known), _plain(words.EMOJI_CODE.sub("", known)), _plain(words.visible_words(known))}
    return bool(other) and any(
        one == other or f" {other} " in f" {one} " or f" {one} " in f" {other} " for one in ones
    )


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", words.tidy(title)).strip().casefold()


def _head_with_title(title: str, pieces: list[Piece]) -> None:
    """A further file whose title stands only in its front matter gets it as the heading of its part."""
    headings = [piece for piece in pieces if piece.kind is Kind.HEADING]
    if not headings or (
        headings[0].level != 1 and not _same_title(title, words.visible_words(headings[0].markdown))
    ):
        pieces.insert(0, Piece(Kind.HEADING, _as_words(title), 1, level=1))


def _as_words(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>&~{}])", r"\\\1", text)


@dataclass(slots=True)
class _Placing:
    """Gives each piece of one file its part and what it hangs from."""

    tree: Tree
    file: ReadFile
    pieces: list[Piece]
    first: bool
    part_level: int = 0
    headings: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    lead: Node | None = None
    last: Node | None = None
    header: Node | None = None
    group: Node | None = None
    remark: Node | None = None
    table: int | None = None

    def run(self) -> None:
        """Place all pieces."""
        self.part_level = min((piece.level for piece in self.pieces if piece.kind is Kind.HEADING), default=0)
        if not self.part_level and self.pieces:
            self._open_unheaded_part()
        elif self.tree.nodes:
            self.headings = [node for node in self.tree.nodes if self._heads_last_part(node)]
        for piece in self.pieces:
            if not self.tree.parts and not self._opens_part(piece):
                self._open_part("Notes", "notes", 0)
            self.last = self._place(piece)

    def _heads_last_part(self, node: Node) -> bool:
        return (
            node.piece.kind is Kind.HEADING and node.parent is None and node.part == len(self.tree.parts) - 1
        )

    def _opens_part(self, piece: Piece) -> bool:
        return piece.kind is Kind.HEADING and piece.level == self.part_level

    def _open_unheaded_part(self) -> None:
        stem = PurePath(self.file.name).stem
        title = self.tree.fields.get("title") if self.first else None
        title = title or re.sub(r"^[\d\W_]+|[_-]+", " ", stem).strip().capitalize() or "Text"
        kind = part_kind(title, stem)
        self._open_part(title, "definition" if kind == "notes" else kind, None)

    def _open_part(self, title: str, kind: str, number: int | None, slug: str | None = None) -> None:
        numbers = self.tree.numbers
        self.tree.parts.append(OutlinePart(self.tree.slugs.free(slug or words.slug(title)), title, kind))
        numbers.append((numbers[-1] if numbers else 0) + 1 if number is None else number)
        self.headings.clear()

    def _place(self, piece: Piece) -> Node:
        if self.last is not None and self.last.piece.table is not None and piece.table is None:
            self.lead = None
        if piece.kind is Kind.HEADING:
            return self._heading(piece)
        if piece.kind in (Kind.GROUP, Kind.ROW):
            return self._of_table(piece)
        self.table = None
        if piece.kind is Kind.ITEM:
            return self._item(piece)
        if piece.kind is Kind.PARAGRAPH and piece.level:
            return self._add(piece, self._item_at(piece.level - 1))
        if piece.kind is Kind.FOOTNOTE:
            return self._add(piece, None)
        return self._note_or_paragraph(piece)

    def _heading(self, piece: Piece) -> Node:
        if self._opens_part(piece):
            title = words.visible_words(piece.markdown)
            self._open_part(title, part_kind(title, PurePath(self.file.name).stem), None, piece.id)
        while self.headings and self.headings[-1].piece.level >= piece.level:
            self.headings.pop()
        node = self._add(piece, self._above())
        node.opens_part = self._opens_part(piece)
        self.headings.append(node)
        self.lead, self.table, self.items = None, None, []
        return node

    def _note_or_paragraph(self, piece: Piece) -> Node:
        if piece.kind is Kind.NOTE and piece.level:
            return self._add(piece, self._outer_note(piece.level))
        node = self._add(piece, self._above())
        self.lead = node if piece.kind is Kind.PARAGRAPH else None
        return node

    def _outer_note(self, level: int) -> Node | None:
        """The note, or the item in a note, that a list in the note hangs from."""
        node = self.last
        while node is not None and (
            node.piece.kind is not Kind.NOTE or node.piece.level >= level or _continues(node)
        ):
            node = node.parent
        return node or self._above()

    def _item(self, piece: Piece) -> Node:
        del self.items[piece.level :]
        parent = self._item_at(piece.level - 1) if piece.level else self.lead or self._above()
        node = self._add(piece, parent)
        self.items.append(node)
        return node

    def _item_at(self, level: int) -> Node | None:
        """The item that something one deeper hangs from; what has none hangs from the lead or the heading."""
        return self.items[min(level, len(self.items) - 1)] if self.items else self.lead or self._above()

    def _of_table(self, piece: Piece) -> Node:
        if self.table != piece.table:
            self.table = piece.table
            self.header = self.group = self.remark = None
        if piece.kind is Kind.ROW:
            return self._add(piece, self.remark or self.group or self.header or self.lead or self._above())
        if piece.level == 0:
            self.header = self._add(piece, self.lead or self._above())
            return self.header
        if piece.level == 2 and self.group is not None:
            self.remark = self._add(piece, self.group)
            return self.remark
        self.group, self.remark = self._add(piece, self.header or self.lead or self._above()), None
        return self.group

    def _above(self) -> Node | None:
        return self.headings[-1] if self.headings else None

    def _add(self, piece: Piece, parent: Node | None) -> Node:
        node = Node(piece, self.file.name, len(self.tree.parts) - 1, parent)
        self.tree.nodes.append(node)
        return node


def _continues(node: Node) -> bool:
    return node.piece.kind is Kind.NOTE and node.piece.level > 0 and not node.piece.marker


def _number(tree: Tree) -> None:
    """A part's heading has the part's number; what follows is counted through the part, however deep it hangs.

    So a clause is cited by two numbers, "3.2", which can be said aloud in a room.
    """
    counted = [0] * len(tree.parts)
    for node in tree.nodes:
        if node.opens_part:
            node.number = str(tree.numbers[node.part])
        else:
            counted[node.part] += 1
            node.number = f"{tree.numbers[node.part]}.{counted[node.part]}"
