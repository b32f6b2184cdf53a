"""Pure: footnotes of a draft: whose they are, and labels that differ from file to file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from .pieces import Kind, Piece, ReadFile, SourceError
from .trees import Node, Tree

MOST_NESTED = 40
MARK = re.compile(r"(?<!\\)\[\^([^\]\s]{1,80})\]")


def marks_in(markdown: str) -> list[str]:
    """Labels of the footnotes that inline Markdown refers to, in order."""
    return MARK.findall(markdown) if "[^" in markdown else []


def with_own_labels(files: Sequence[ReadFile]) -> Iterator[ReadFile]:
    """The files, with footnote labels that an earlier file has too made different."""
    taken: set[str] = set()
    for file in files:
        own = {piece.marker for piece in file.pieces if piece.kind is Kind.FOOTNOTE}
        own |= {label for piece in file.pieces for label in marks_in(piece.markdown)}
        changed = {label: _free_label(label, taken | own) for label in sorted(own & taken)}
        taken |= (own - set(changed)) | set(changed.values())
        yield (
            replace(file, pieces=tuple(_relabelled(piece, changed) for piece in file.pieces))
            if changed
            else file
        )


def _free_label(label: str, taken: set[str]) -> str:
    number = 2
    while f"{label}-{number}" in taken:
        number += 1
    taken.add(f"{label}-{number}")
    return f"{label}-{number}"


def _relabelled(piece: Piece, changed: dict[str, str]) -> Piece:
    def anew(text: str) -> str:
        return MARK.sub(lambda mark: f"[^{changed.get(mark[1], mark[1])}]", text) if "[^" in text else text

    marker = changed.get(piece.marker, piece.marker) if piece.kind is Kind.FOOTNOTE else piece.marker
    return replace(piece, markdown=anew(piece.markdown), cells=tuple(map(anew, piece.cells)), marker=marker)


def place_footnotes(tree: Tree) -> None:
    """Hang each footnote from the clause that first refers to it, at the end of that clause's part.

    Raises SourceError where footnotes hang from footnotes deeper than can be shown.
    """
    notes: dict[str, list[Node]] = {}
    others: list[Node] = []
    for node in tree.nodes:
        if node.piece.kind is Kind.FOOTNOTE:
            notes.setdefault(node.piece.marker, []).append(node)
        else:
            others.append(node)
    placed: list[list[Node]] = [[] for _ in tree.parts]
    queue = list(others)
    for node in queue:
        for label in marks_in(node.piece.markdown):
            found = notes.pop(label, [])
            if found and node.depth > MOST_NESTED:
                raise SourceError(node.file, node.piece.line, "footnotes refer to footnotes, again and again")
            _hang(found, node, node.part)
            placed[node.part] += found
            queue += found
    heads = {node.part: node for node in others if node.opens_part}
    for left in notes.values():
        _hang(left, heads.get(left[0].part), left[0].part)
        placed[left[0].part] += left
    tree.nodes = _by_part(others, placed)


def _hang(notes: Iterable[Node], parent: Node | None, part: int) -> None:
    """The first footnote of a label hangs from `parent`; its further paragraphs hang from it."""
    head: Node | None = None
    for note in notes:
        note.part = part
        note.parent = head if head is not None and note.piece.level else parent
        head = head if note.piece.level and head is not None else note


def _by_part(others: Sequence[Node], placed: Sequence[Sequence[Node]]) -> list[Node]:
    own: list[list[Node]] = [[] for _ in placed]
    for node in others:
        own[node.part].append(node)
    return [node for part, notes in zip(own, placed, strict=True) for node in (*part, *notes)]
