"""Pure: the words of a suggestion as they would read in a draft: as one clause of a kind."""

from dataclasses import dataclass, replace

from ..drafts.pieces import Kind, OutlineClause, Piece, SourceError
from ..drafts.sources import read
from ..drafts.sources.blocks import split_cells
from ..drafts.sources.tables import BULLET
from ..drafts.writing import FENCED
from ..kit.text import words

IN_TABLES = (Kind.GROUP, Kind.ROW)
NAME = "suggestion"


class Unreadable(ValueError):
    """Words that make no clause, or more than one."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Words as one clause: ``kind`` is a paragraph where no sign of a list, heading or table stands before them."""

    kind: Kind
    markdown: str
    cells: tuple[str, ...] = ()
    marker: str = ""


def proposed(text: str, kind: Kind | None = None) -> Proposed:
    """A text as one clause; ``kind``: of the clause it is to be, None where the text alone decides.

    Signs of lists, ids and white space are read as in any file of a draft. Raises Unreadable.
    """
    if kind in IN_TABLES:
        return _of_table(text, kind)
    source = f"# {text}" if kind is Kind.HEADING and not text.lstrip().startswith("#") else text
    piece = _piece(source)
    if piece.cells:
        raise Unreadable
    return Proposed(piece.kind, piece.markdown, (), piece.marker)


def standing(clause: OutlineClause, said: Proposed) -> OutlineClause:
    """A clause with other words; everything else stays. What was fenced code and is no more loses its language."""
    fenced = bool(FENCED.match(clause.markdown)) and not FENCED.match(said.markdown)
    text = text_of(said)
    return replace(
        clause,
        markdown=said.markdown,
        cells=said.cells,
        text=text,
        digest=words.digest(text),
        marker="" if fenced else clause.marker,
    )


def text_of(said: Proposed) -> str:
    """The normal form of proposed words: what their digest is taken of."""
    if not said.cells:
        return words.normal_form(said.markdown)
    shown = " | ".join(words.visible_words(cell) for cell in said.cells)
    targets = [words.tidy(target) for cell in said.cells for target in words.link_targets(cell)]
    return " ".join([shown.strip(), *filter(None, targets)])


def _of_table(text: str, kind: Kind) -> Proposed:
    """One row: its cells, parted by bars. A bar within a cell could not be told from those."""
    row = " ".join(text.split())
    if row.startswith("|") and row.endswith("|") and len(row) > 2:
        row = row[1:-1]
    cells = [_cell(cell, first=place == 0) for place, cell in enumerate(split_cells(f"|{row}|"))]
    while cells and not cells[-1]:
        cells.pop()
    if not any(cells) or any("|" in cell for cell in cells):
        raise Unreadable
    return Proposed(kind, " | ".join(cells), tuple(cells))


def _cell(text: str, *, first: bool) -> str:
    bare = BULLET.sub("", text, count=1) if first and BULLET.match(text) else text
    return _piece(f"# {bare}").markdown if bare.strip() else ""


def _piece(source: str) -> Piece:
    try:
        found = read(NAME, source, format="markdown")
    except SourceError as error:
        raise Unreadable from error
    if len(found.pieces) != 1 or found.fields or found.dropped:
        raise Unreadable
    return found.pieces[0]
