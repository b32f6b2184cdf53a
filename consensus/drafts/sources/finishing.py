"""Pure: what every file is checked for once it is read: footnotes without marks, marks without footnotes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..footnotes import marks_in
from ..pieces import Caution, Kind, ReadFile


def finished(file: ReadFile) -> ReadFile:
    """The file with cautions on its footnotes and on an empty text, all cautions in the order of lines."""
    found = list(file.cautions) + _about_footnotes(file)
    if not file.pieces:
        found.append(Caution(1, "no words were found in this file", file.name))
    return replace(
        file,
        cautions=tuple(sorted(found, key=lambda caution: caution.line)),
        dropped=tuple(sorted(file.dropped, key=lambda dropped: dropped.line)),
    )


def _about_footnotes(file: ReadFile) -> list[Caution]:
    notes = [piece for piece in file.pieces if piece.kind is Kind.FOOTNOTE and piece.level == 0]
    labels = Counter(piece.marker for piece in notes)
    used = {label for piece in file.pieces for label in marks_in(piece.markdown)}
    found = [
        Caution(piece.line, f"footnote [^{label}] is referred to but not written", file.name)
        for piece in file.pieces
        for label in marks_in(piece.markdown)
        if label not in labels
    ]
    found += [
        Caution(note.line, f"nothing refers to footnote [^{note.marker}]", file.name)
        for note in notes
        if note.marker not in used
    ]
    found += [
        Caution(
            note.line, f"there are several footnotes [^{note.marker}]; marks lead to the first", file.name
        )
        for note in notes
        if labels[note.marker] > 1
    ]
    return found
