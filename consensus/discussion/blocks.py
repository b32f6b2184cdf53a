"""Pure: the lines of a Markdown file, clause by clause, so that one clause can be changed and all other lines stay.

This tries to write what a person would have written; whoever calls reads the result again and compares.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..drafts.footnotes import MARK
from ..drafts.pieces import Kind, OutlineClause

LIST = r"(?:[-*+]|\d{1,9}[.)])[ \t]+"
PREFIX = {
    Kind.HEADING: re.compile(r"[ \t]{0,3}#{1,6}[ \t]+"),
    Kind.ITEM: re.compile(rf"[ \t]*{LIST}"),
    Kind.NOTE: re.compile(rf"[ \t]*(?:>[ \t]?)*(?:{LIST})?"),
    Kind.PARAGRAPH: re.compile(r"[ \t]*"),
    Kind.FOOTNOTE: re.compile(r"[ \t]*\[\^[^\]\s]+\]:[ \t]*"),
}
FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t]*(?:```|~~~)")
ID = re.compile(r"[ \t]*\{:?[ \t]*#[^{}\n]*\}[ \t]*$")
END = re.compile(r"[ \t>]*(?::::|$)")
IN_TABLES = (Kind.GROUP, Kind.ROW)


class Unsure(ValueError):
    """The lines of a clause are not known for certain."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file calls footnotes that the draft calls otherwise, and the ids that clauses without one get, by key."""

    labels: Mapping[str, str]
    ids: Mapping[str, str]

    def words(self, markdown: str) -> str:
        """Markdown of the draft as it is written in the file."""
        return MARK.sub(lambda mark: f"[^{self.labels.get(mark[1], mark[1])}]", markdown)

    def id(self, clause: OutlineClause) -> str:
        """The id to be written behind a clause; empty for none."""
        name = clause.key if clause.given else self.ids.get(clause.key)
        return f" {{#{name}}}" if name else ""


@dataclass(slots=True, eq=False)
class Block:
    """A clause's ``own`` lines, and the ``rest`` up to those of the next: blank lines, closed boxes, a table's rule."""

    clause: OutlineClause
    own: list[str]
    rest: list[str] = field(default_factory=list)

    @property
    def is_code(self) -> bool:
        """Fenced code, which alone keeps its lines."""
        return "\n" in self.clause.markdown


def same_words(one: OutlineClause, other: OutlineClause) -> bool:
    """Whether two clauses are written alike."""
    return (one.markdown, one.given) == (other.markdown, other.given)


@dataclass(slots=True)
class FileLines:
    """One file: what stands before its first clause, and a block for each clause, in the order of its lines."""

    before: list[str]
    blocks: list[Block]

    def text(self) -> str:
        """The whole file again."""
        return "\n".join(
            [*self.before, *(line for block in self.blocks for line in (*block.own, *block.rest))]
        )

    def block(self, key: str) -> Block | None:
        """The block of a clause."""
        return next((block for block in self.blocks if block.clause.key == key), None)

    def remove(self, block: Block) -> None:
        """Take out a block's own lines; what is left between its neighbours is joined."""
        place = self.blocks.index(block)
        before = self.blocks[place - 1].rest if place else self.before
        before += [line for line in block.rest if block.clause.kind is not Kind.GROUP or line.strip(" \t|:-")]
        while len(before) > 1 and not before[-1].strip() and not before[-2].strip():
            before.pop()
        del self.blocks[place]
        following = self.blocks[place].clause if place < len(self.blocks) else None
        if following is not None and following.kind is Kind.ITEM and following.marker not in ("-", "1."):
            before += (
                [] if before and not before[-1].strip() else [""]
            )  # such a number begins no list within words

    def insert(self, block: Block, *, previous: Block | None) -> None:
        """Put in a block after another, or as the first, with blank lines around it but in lists and tables."""
        place = 0 if previous is None else self.blocks.index(previous) + 1
        following = self.blocks[place] if place < len(self.blocks) else None
        if previous is None:
            block.rest = [""]
        else:
            kept = _kept_before(block, previous)
            tight = _is_tight(previous, block)
            block.rest = previous.rest[kept:] or ([] if tight else [""])
            previous.rest = previous.rest[:kept] + ([] if tight else [""])
        if following is not None and _is_tight(block, following):
            block.rest = [line for line in block.rest if line.strip()]
        self.blocks.insert(place, block)


def _is_tight(one: Block, other: Block) -> bool:
    """Items of one list and rows of one table stand line by line."""
    kinds = one.clause.kind, other.clause.kind
    return all(kind in IN_TABLES for kind in kinds) or kinds == (Kind.ITEM, Kind.ITEM)


def _kept_before(block: Block, previous: Block) -> int:
    """How many lines of what follows a clause stay before what is put in: all up to a blank line, if not within a box."""
    if block.clause.kind is Kind.NOTE and previous.clause.kind is Kind.NOTE:
        return 0
    return next((place for place, line in enumerate(previous.rest) if not line.strip()), len(previous.rest))


def lines_of(content: str, clauses: Iterable[OutlineClause]) -> FileLines:
    """A file, cut into blocks. ``clauses``: all that were read from it. Raises Unsure."""
    lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = sorted(clauses, key=lambda clause: clause.line)
    starts = [clause.line - 1 for clause in found] + [len(lines)]
    if not found or any(one >= other for one, other in pairwise(starts)):
        raise Unsure
    blocks = [
        _block(clause, lines[start:end])
        for clause, start, end in zip(found, starts, starts[1:], strict=False)
    ]
    return FileLines(lines[: starts[0]], blocks)


def _block(clause: OutlineClause, lines: Sequence[str]) -> Block:
    own = _length(clause, lines)
    return Block(clause, list(lines[:own]), list(lines[own:]))


def _length(clause: OutlineClause, lines: Sequence[str]) -> int:
    """How many lines are a clause's own: one of a table, all up to the next blank one of a paragraph."""
    if "\n" in clause.markdown:
        fences = [place for place, line in enumerate(lines) if FENCE.match(line)]
        return fences[1] + 1 if len(fences) > 1 else len(lines)
    if clause.kind in IN_TABLES or (clause.kind is Kind.HEADING and PREFIX[Kind.HEADING].match(lines[0])):
        return 1
    return next((place for place, line in enumerate(lines) if place and END.match(line)), len(lines))


def written(clause: OutlineClause, *, like: Block, style: Style, same: bool) -> list[str]:
    """The lines of a clause, written as those of another were; ``same``: it is that one, with other words. Raises Unsure."""
    named = (_id_written(like.own) if same else "") or style.id(clause)
    if clause.kind in IN_TABLES:
        return [_row(clause, like, named, style)]
    if clause.kind is not like.clause.kind or like.is_code or "\n" in clause.markdown:
        raise Unsure
    found = PREFIX[clause.kind].match(like.own[0])
    prefix = found[0] if found else ""
    if clause.kind is Kind.HEADING and not found:
        prefix = "#" * clause.level + " "
    return [prefix + style.words(clause.markdown) + named]


def with_id(block: Block, style: Style) -> list[str]:
    """The lines of a clause as they are, with an id behind them."""
    if block.clause.kind in IN_TABLES:
        return [_row(block.clause, block, style.id(block.clause), style)]
    if block.is_code:
        return [*block.own, "", style.id(block.clause).strip()]
    *others, last = block.own
    if block.clause.kind is Kind.HEADING:
        return [(others or [last])[0].rstrip() + style.id(block.clause), *(block.own[1:])]
    return [*others, last.rstrip() + style.id(block.clause)]


def plain(clause: OutlineClause, style: Style) -> list[str]:
    """The lines of a paragraph, note or item at the outermost level, where there is none to be like. Raises Unsure."""
    signs = {Kind.PARAGRAPH: "", Kind.ITEM: f"{clause.marker} ", Kind.NOTE: "> "}
    if clause.kind not in signs or clause.level:
        raise Unsure
    return [signs[clause.kind] + style.words(clause.markdown) + style.id(clause)]


def _id_written(own: Sequence[str]) -> str:
    """The id as it stands at the end of a line."""
    return next((found[0].rstrip() for line in own if (found := ID.search(line))), "")


def _row(clause: OutlineClause, like: Block, named: str, style: Style) -> str:
    cells = [style.words(cell).replace("|", "\\|") for cell in clause.cells]
    columns = like.own[0].replace("\\|", "").strip().strip("|").count("|") + 1
    cells += [""] * (columns - len(cells))
    bullet = f"{clause.marker} " if clause.marker and clause.kind is Kind.ROW else ""
    return "| " + " | ".join([bullet + cells[0] + named, *cells[1:]]) + " |"
