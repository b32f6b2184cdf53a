"""Pure: read files → numbered clauses, and back to Markdown.

The values live in `pieces`, the tree in `numbering`, the way back in `writing`; this is where others find them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..kit.text import words
from .naming import Keys, lead_of
from .numbering import tree_of
from .pieces import (
    Caution,
    Dropped,
    Kind,
    Outline,
    OutlineClause,
    OutlinePart,
    Piece,
    ReadFile,
    SourceError,
)
from .proposing import is_example, is_normative, required_by
from .trees import Node, Tree
from .writing import to_markdown

__all__ = [
    "Caution",
    "Dropped",
    "Kind",
    "Outline",
    "OutlineClause",
    "OutlinePart",
    "Piece",
    "ReadFile",
    "SourceError",
    "outline",
    "to_markdown",
]

COPIED = ("markdown", "cells", "line", "level", "marker", "table")


def outline(files: Sequence[ReadFile]) -> Outline:
    """The draft that these files make: fields, parts, and its clauses in reading order.

    The title is a field. What stands before the first part is the part `notes`, number 0; parts count through all
    files; below them numbers follow the tree. A list hangs from the paragraph right before it, a table too, rows from
    their group, footnotes from the clause that first refers to them, at the end of its part.
    """
    tree = tree_of(files)
    keys = Keys(node.piece.id for node in tree.nodes)
    order = {id(node): place for place, node in enumerate(tree.nodes)}
    clauses: list[OutlineClause] = []
    for place, node in enumerate(tree.nodes):
        parent = None if node.parent is None else order[id(node.parent)]
        clauses.append(_clause(node, place, parent, tree, keys, clauses))
    cautions = [caution for file in files for caution in file.cautions] + tree.cautions
    dropped = [dropped for file in files for dropped in file.dropped] + tree.dropped
    return Outline(tree.fields, tuple(tree.parts), tuple(clauses), tuple(cautions), tuple(dropped))


def _clause(
    node: Node, order: int, parent: int | None, tree: Tree, keys: Keys, before: Sequence[OutlineClause]
) -> OutlineClause:
    piece, part, lead = node.piece, tree.parts[node.part], lead_of(node.piece)
    given = keys.written(piece.id)
    if piece.id and given is None:
        message = f"another clause before this has the id {piece.id}; this one gets a key of its own"
        tree.cautions.append(Caution(piece.line, message, node.file))
    text = _text_of_row(piece) if piece.cells else words.normal_form(piece.markdown)
    clause = OutlineClause(
        key=given or keys.made(piece, lead),
        given=given is not None,
        kind=piece.kind,
        order=order,
        number=node.number,
        part=part.slug,
        parent=parent,
        depth=node.depth,
        text=text,
        digest=words.digest(text),
        lead=lead,
        normative=True,
        required=None,
        file=node.file,
        **{name: getattr(piece, name) for name in COPIED},
    )
    return _with_proposals(clause, part.kind, before)


def _text_of_row(piece: Piece) -> str:
    """The cells in normal form, joined by space, bar, space; then the link targets."""
    said = " | ".join(words.visible_words(cell) for cell in piece.cells)
    targets = [words.tidy(target) for cell in piece.cells for target in words.link_targets(cell)]
    return " ".join([said.strip(), *filter(None, targets)])


def _with_proposals(clause: OutlineClause, part_kind: str, before: Sequence[OutlineClause]) -> OutlineClause:
    above = before[clause.parent] if clause.parent is not None else None
    required = _required(clause, above, before)
    example = is_example(clause.text, clause.lead, clause.key)
    informative = above is not None and not above.normative and above.kind not in (Kind.HEADING, Kind.GROUP)
    normative = is_normative(
        clause.kind, part_kind, required=required, example=example, within_informative=informative
    )
    return replace(clause, required=required, normative=normative)


def _required(
    clause: OutlineClause, above: OutlineClause | None, before: Sequence[OutlineClause]
) -> bool | None:
    """What the header of the table says, else the sentence it hangs from, else the headings above."""
    if clause.table is None:
        return None
    if above is not None and above.table == clause.table:
        return above.required
    texts = [clause.text] if clause.kind is Kind.GROUP else []
    while above is not None:
        texts.append(above.text)
        above = before[above.parent] if above.parent is not None else None
    return required_by(texts)
