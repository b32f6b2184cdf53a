"""Reads HTML elements into pieces: what pages and the raw HTML in Markdown share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from ...kit.text import words
from ..pieces import SourceError
from .cells import BLOCKS, Cell, Reading, cells_of, reason_to_drop
from .gathering import MOST_SIGNS, Gathering
from .identifiers import clean_key
from .inline import from_cells
from .page import line_of, parse_page
from .tables import Row, table_pieces

NOTE_CLASSES = frozenset({"alert", "note", "notice", "callout", "admonition", "info"})
FOOTNOTE_LISTS = "ol.wp-block-footnotes, .footnotes ol, ol.footnotes, ol.footnotes-list"
STEPS = {
    **dict.fromkeys(("p", "figcaption", "legend", "summary", "dt"), "children"),
    **dict.fromkeys(("ul", "ol"), "_list"),
    **dict.fromkeys(("li", "dd"), "_item"),
    **{name: f"_{name}" for name in ("heading", "blockquote", "hr", "pre", "table")},
}
STANDS_ALONE = BLOCKS | {"form", "nav", "dialog"}
BLOCKS_WITHIN = "p, div, ul, ol, table, h1, h2, h3, h4, h5, h6, pre, blockquote"
HEADING = re.compile("h[1-6]")
SILENT = frozenset({"script", "style", "template", "svg", "meta", "link", "head", "title"})
Chrome = Callable[[LexborNode], str | None]


def read_fragment(text: str, gathering: Gathering, line: int) -> None:
    """Raw HTML within Markdown, into the gathering."""
    body = parse_page(text, gathering.file, first_line=line)
    if body is not None:
        labels = footnote_labels(body)
        ElementWalk(gathering, labels, line=line).children(body)


def footnote_labels(root: LexborNode) -> dict[str, str]:
    """Ids of the page's footnotes → their labels, which are their numbers."""
    labels: dict[str, str] = {}
    for listing in root.css(FOOTNOTE_LISTS):
        for item in listing.css("li"):
            if item.attributes.get("id"):
                labels.setdefault(item.attributes["id"] or "", str(len(labels) + 1))
    return labels


@dataclass(slots=True)
class ElementWalk:
    """Walks elements once. `chrome` says why an element is no part of the text, or None."""

    gathering: Gathering
    labels: Mapping[str, str]
    chrome: Chrome = field(default=lambda _node: None)
    line: int = 1

    def children(self, node: LexborNode) -> None:
        """Everything in an element: runs of inline content are paragraphs, blocks are themselves."""
        run: list[LexborNode] = []
        for child in node.iter(include_text=True):
            if not _is_block(child):
                run.append(child)
                continue
            self._paragraph(run)
            run = []
            self.block(child)
        self._paragraph(run)

    def block(self, node: LexborNode) -> None:
        """One block element."""
        self.line = line_of(node, self.line)
        if not self.drops(node):
            tag = "heading" if HEADING.fullmatch(node.tag or "") else node.tag or ""
            getattr(self, STEPS.get(tag, "_box"))(node)

    def drops(self, node: LexborNode) -> bool:
        """Whether an element is no part of the text; what it says is listed then."""
        reason = reason_to_drop(node) or self.chrome(node)
        if reason is not None and node.tag not in SILENT:
            said = words.WHITE.sub(" ", node.text(deep=True, separator=" ") or "").strip()
            if said:
                self.gathering.drop(line_of(node, self.line), said, reason)
        return reason is not None

    def _reading(self, *, keeps_lines: bool = False) -> Reading:
        return Reading(self.labels, keeps_lines, self.drops)

    def _box(self, node: LexborNode) -> None:
        classes = set((node.attributes.get("class") or "").lower().split())
        is_note = bool(classes & NOTE_CLASSES) or node.attributes.get("role") == "note" or node.tag == "aside"
        with self.gathering.note("info", self.line) if is_note else nullcontext():
            self.children(node)

    def _paragraph(self, nodes: Iterable[LexborNode]) -> None:
        reading = self._reading()
        self._say(self._cells(list(nodes), reading), reading)

    def _cells(self, nodes: list[LexborNode], reading: Reading) -> list[Cell]:
        """The cells of nodes that are not far too long for a clause; what is a little so is told where it's added."""
        if sum(len(node.text(deep=True) or "") for node in nodes) > 4 * MOST_SIGNS:
            raise SourceError(
                self.gathering.file, self.line, f"one clause is longer than {MOST_SIGNS:,} characters"
            )
        return cells_of(nodes, reading)

    def _say(self, cells: list[Cell], reading: Reading) -> None:
        """One paragraph, or several where two breaks stand together."""
        for part in split_cells_at(cells, breaks=2):
            markdown = from_cells(part, reading.links)
            if markdown:
                self.gathering.words(markdown, self.line)

    def _heading(self, node: LexborNode) -> None:
        reading = self._reading()
        markdown = from_cells(self._cells([*node.iter(include_text=True)], reading), reading.links)
        id = clean_key(node.attributes.get("id") or "")
        self.gathering.heading(int((node.tag or "h6")[1]), markdown, self.line, id=id)

    def _list(self, node: LexborNode) -> None:
        if self._is_footnote_list(node):
            return self._footnote_list(node)
        number = int(start) if (start := node.attributes.get("start") or "1").isdecimal() else 1
        for child in node.iter(include_text=True):
            if child.tag != "li":
                self._stray(child)
                continue
            self.line = line_of(child, self.line)
            marker = f"{number}." if node.tag == "ol" else "-"
            with self.gathering.item(marker, self.line):
                self.children(child)
            number += 1

    def _stray(self, node: LexborNode) -> None:
        """A list directly in a list belongs to the item before it; other things are read where they are."""
        if node.tag not in ("ul", "ol"):
            self.block(node) if _is_block(node) else self._paragraph([node])
            return
        with self.gathering.item("-", self.line):
            self.block(node)

    def _is_footnote_list(self, node: LexborNode) -> bool:
        items = [child for child in node.iter() if child.tag == "li"]
        return bool(items) and all((item.attributes.get("id") or "") in self.labels for item in items)

    def _footnote_list(self, node: LexborNode) -> None:
        for number, item in enumerate(node.iter(), start=1):
            self.line = line_of(item, self.line)
            label = self.labels.get(item.attributes.get("id") or "") or f"fn{number}"
            with self.gathering.footnote(label, self.line):
                self.children(item)

    def _item(self, node: LexborNode) -> None:
        with self.gathering.item("-", self.line):
            self.children(node)

    def _blockquote(self, node: LexborNode) -> None:
        with self.gathering.note("", self.line):
            self.children(node)

    def _hr(self, node: LexborNode) -> None:
        """A line that parts; it has no words."""

    def _pre(self, node: LexborNode) -> None:
        if node.css_first("code") is not None:
            said = (node.text(deep=True) or "").strip("\n").rstrip()
            fence = "```" if "```" not in said else "~~~~"
            return (
                self.gathering.words(f"{fence}\n{said}\n{fence}", self.line, marker="```") if said else None
            )
        reading = self._reading(keeps_lines=True)
        cells = self._cells([*node.iter(include_text=True)], reading)
        is_note = "wp-block-verse" in (node.attributes.get("class") or "")
        with self.gathering.note("info", self.line) if is_note else nullcontext():
            for part in split_cells_at(cells, breaks=1):
                self.gathering.words(from_cells(part, reading.links), self.line)

    def _table(self, node: LexborNode) -> None:
        for caption in node.css("caption"):
            self._paragraph([caption])
        rows = [self._row(row, held) for row, held in _rows_with_held_cells(node)]
        for piece in table_pieces(rows, self.gathering.tables, self.gathering.warn):
            self.gathering.add(piece)
        self.gathering.tables += 1

    def _row(self, node: LexborNode, held: frozenset[int]) -> Row:
        self.line = line_of(node, self.line)
        cells: list[str] = []
        named = [child for child in node.iter() if child.tag in ("td", "th")]
        for child in named:
            while len(cells) in held:
                cells.append("")
            reading = self._reading()
            cells.append(from_cells(self._cells([*child.iter(include_text=True)], reading), reading.links))
        is_header = node.parent is not None and node.parent.tag == "thead"
        all_named = bool(named) and all(child.tag == "th" for child in named) and len(named) > 1
        return Row(self.line, cells, header=is_header or all_named, held=bool(held))


def _is_block(node: LexborNode) -> bool:
    if not node.is_element_node:
        return False
    if node.tag in STANDS_ALONE:
        return True
    within = node.css(BLOCKS_WITHIN) if node.first_child is not None and node.tag not in ("sup", "a") else ()
    return any(found.mem_id != node.mem_id for found in within)


def split_cells_at(cells: list[Cell], *, breaks: int) -> list[list[Cell]]:
    """The stretches between at least so many line breaks in a row, empty ones left out."""
    parts: list[list[Cell]] = [[]]
    run: list[Cell] = []
    for cell in [*cells, Cell("", "end")]:
        if cell.kind == "break" or (run and cell.text == " " and not cell.kind):
            run.append(cell)
            continue
        if sum(one.kind == "break" for one in run) >= breaks:
            parts.append([])
        elif parts[-1]:
            parts[-1].extend(run)
        run = []
        if cell.kind != "end":
            parts[-1].append(cell)
    return [part for part in parts if part]


def _rows_with_held_cells(table: LexborNode) -> list[tuple[LexborNode, frozenset[int]]]:
    """The rows of a table, not of tables in it, with the columns that cells from above reach into."""
    found: list[tuple[LexborNode, frozenset[int]]] = []
    reach: dict[int, int] = {}
    for row in table.css("tr"):
        owner = row.parent
        while owner is not None and owner.tag != "table":
            owner = owner.parent
        if owner is None or owner.mem_id != table.mem_id:
            continue
        held = frozenset(column for column, left in reach.items() if left > 0)
        reach = {column: left - 1 for column, left in reach.items() if left > 1}
        column = 0
        for cell in row.iter():
            while column in held:
                column += 1
            span = cell.attributes.get("rowspan") or "1"
            if span.isdecimal() and 1 < int(span) < 1000:
                reach[column] = int(span) - 1
            column += 1
        found.append((row, held))
    return found
