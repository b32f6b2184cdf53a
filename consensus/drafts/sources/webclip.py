"""Reads clips that browser tools make of a page: Markdown with traces of the page it was.

Anchors in headings, a stray "Comment" (HackMD's button), an excerpt on top, the title twice, footnotes as a numbered
list at the end with arrows that lead back.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ...kit.text import words
from ..pieces import Kind, Piece, ReadFile
from .gathering import Gathering
from .markdown import Dialect, read_markdown

BUTTON = re.compile(r"\s*Comments?\s*")
EXCERPT = re.compile(r"\s*>\s*#{1,6}\s+Excerpt\s*")
BACK_SIGNS = r"[\u21a9\u2191\u2934\u23ce\u21b5\u2b06][\ufe0e\ufe0f]?[\d\u00b9\u00b2\u00b3:]{0,4}"
BACK = re.compile(
    rf"(?:\s*(?:\[{BACK_SIGNS}\]\([^()\s]{{0,1000}}(?:#(?P<target>[\w:.-]{{1,100}}))?(?:\s\"[^\"\n]{{0,200}}\")?\)|{BACK_SIGNS}))+\s*$"
)
MARK = re.compile(r"\[\^([^\]\s]{1,80})\]")
SITE = re.compile(r"\s+[-\u2013|]\s+HackMD$")
SECTION = frozenset({"footnotes", "notes", "references", "footnote"})


def read_clip(name: str, text: str) -> ReadFile:
    """A clip as pieces, see `read_markdown`."""
    dialect = Dialect("webclip", before=_without_buttons, after=_mend, parts_notes=True)
    file = read_markdown(name, text, dialect)
    return replace(file, fields={name: SITE.sub("", said) for name, said in file.fields.items()})


def _without_buttons(lines: list[str], gathering: Gathering) -> list[str]:
    """Blank the stray button and the clipper's excerpt, and list them."""
    kept = list(lines)
    in_excerpt = False
    for place, line in enumerate(lines):
        in_excerpt = bool(EXCERPT.fullmatch(line)) or (in_excerpt and line.lstrip().startswith(">"))
        if in_excerpt or BUTTON.fullmatch(line):
            gathering.drop(
                place + 1,
                line.strip(" >"),
                "an excerpt of the clip" if in_excerpt else "a button of the page",
            )
            kept[place] = ""
    return kept


def _mend(gathering: Gathering) -> None:
    _drop_repeated_title(gathering)
    _make_notes_whole(gathering)
    _make_footnotes(gathering)


def _drop_repeated_title(gathering: Gathering) -> None:
    pieces = gathering.pieces
    if len(pieces) < 2 or not all(piece.kind is Kind.HEADING and piece.level == 1 for piece in pieces[:2]):
        return
    first, second = (words.visible_words(piece.markdown).casefold() for piece in pieces[:2])
    if first in second or second in first:
        repeated = pieces.pop(0 if len(first) > len(second) else 1)
        gathering.drop(repeated.line, repeated.markdown, "the title again")


def _make_notes_whole(gathering: Gathering) -> None:
    """A box of the page arrives as note, quote and paragraph: the paragraph right after is its last line."""
    pieces = gathering.pieces
    for place in range(2, len(pieces)):
        signed, quote, last = pieces[place - 2 : place + 1]
        in_box = signed.kind is quote.kind is Kind.NOTE and (signed.marker, quote.marker) == ("info", "")
        if in_box and last.kind is Kind.PARAGRAPH and last.level == 0:
            pieces[place] = replace(last, kind=Kind.NOTE, marker="info")


def _make_footnotes(gathering: Gathering) -> None:
    """Numbered items with an arrow back are footnotes; so is a last list when marks have nothing else to point to."""
    pieces = gathering.pieces
    owner = 0
    for place, piece in enumerate(pieces):
        if piece.kind is Kind.ITEM and piece.level == 0:
            owner = place
        found = BACK.search(piece.markdown) if piece.kind in (Kind.ITEM, Kind.PARAGRAPH) else None
        if found and _is_numbered(pieces[owner]) and (place == owner or piece.level == 1):
            pieces[place] = replace(piece, markdown=piece.markdown[: found.start()].rstrip())
            pieces[owner] = _as_footnote(pieces[owner])
    if not any(piece.kind is Kind.FOOTNOTE for piece in pieces):
        _take_last_list(gathering)
    _continue_footnotes(pieces)
    _drop_section_heading(gathering)


def _is_numbered(piece: Piece) -> bool:
    return piece.kind in (Kind.ITEM, Kind.FOOTNOTE) and piece.marker != "-" and not piece.level


def _as_footnote(piece: Piece) -> Piece:
    return replace(piece, kind=Kind.FOOTNOTE, marker=piece.marker.rstrip("."), level=0)


def _take_last_list(gathering: Gathering) -> None:
    pieces = gathering.pieces
    start = len(pieces)
    while start and pieces[start - 1].kind is Kind.ITEM and _is_numbered(pieces[start - 1]):
        start -= 1
    marks = {label for piece in pieces[:start] for label in MARK.findall(piece.markdown)}
    numbers = {piece.marker.rstrip(".") for piece in pieces[start:]}
    if marks and marks <= numbers:
        pieces[start:] = [_as_footnote(piece) for piece in pieces[start:]]


def _continue_footnotes(pieces: list[Piece]) -> None:
    """Further paragraphs of an item that became a footnote are the footnote's."""
    label = ""
    for place, piece in enumerate(pieces):
        if piece.kind is Kind.FOOTNOTE:
            label = piece.marker
        elif label and piece.kind in (Kind.PARAGRAPH, Kind.ITEM) and piece.level == 1:
            pieces[place] = replace(piece, kind=Kind.FOOTNOTE, marker=label, level=1)
        else:
            label = ""


def _drop_section_heading(gathering: Gathering) -> None:
    for place, piece in enumerate(gathering.pieces[:-1]):
        follows = gathering.pieces[place + 1].kind is Kind.FOOTNOTE
        if (
            follows
            and piece.kind is Kind.HEADING
            and words.visible_words(piece.markdown).casefold() in SECTION
        ):
            gathering.drop(piece.line, piece.markdown, "the heading over the footnotes of the page")
            del gathering.pieces[place]
            return
