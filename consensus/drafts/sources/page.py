"""Pure: a text with tags as a tree whose elements know their line; bounded in depth before it is parsed."""

from __future__ import annotations

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..pieces import SourceError

LINE = "data-source-line"
MOST_DEEP = 120
TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)")
HIDDEN = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))
FLAT = frozenset(
    word
    for line in (
        "area base br circle col dd dt ellipse embed hr html body head img input li line link meta option p param path",
        "polygon polyline rect source stop tbody td tfoot th thead tr track use wbr colgroup rp rt",
    )
    for word in line.split()
)


def parse_page(text: str, file: str, *, first_line: int = 1) -> LexborNode | None:
    """The body of a page or fragment; every element that stands in the source has its line as an attribute.

    Raises SourceError where elements are nested too deep to be an honest page.
    """
    return LexborHTMLParser(_numbered(_blanked(text), file, first_line)).body


def line_of(node: LexborNode, otherwise: int) -> int:
    """The line of an element in its source."""
    written = node.attributes.get(LINE) if node.is_element_node else None
    return int(written) if written and written.isdecimal() else otherwise


def _blanked(text: str) -> str:
    """The text without comments, scripts and styles, line for line."""
    for opening, closing in HIDDEN:
        text = _without(text, opening, closing)
    return text


def _without(text: str, opening: str, closing: str) -> str:
    lower = text.lower() if len(text.lower()) == len(text) else text
    kept, place = [], 0
    while (start := lower.find(opening, place)) >= 0:
        end = lower.find(closing, start + len(opening))
        if end < 0:
            break
        kept += [text[place:start], "\n" * text.count("\n", start, end)]
        place = end + len(closing)
        if opening != "<!--":
            kept.append(f"{opening}>{closing}")
    return "".join(kept) + text[place:]


def _numbered(text: str, file: str, first_line: int) -> str:
    kept: list[str] = []
    opened: Counter[str] = Counter()
    depth = place = 0
    line = first_line
    for found in TAG.finditer(text):
        line += text.count("\n", place, found.start())
        kept += [text[place : found.end()], "" if found[1] else f" {LINE}={line} "]
        place = found.end()
        name = found[2].lower()
        if name in FLAT or (found[1] and not opened[name]):
            continue
        opened[name] += -1 if found[1] else 1
        depth += -1 if found[1] else 1
        if depth > MOST_DEEP:
            raise SourceError(file, line, f"elements are nested more than {MOST_DEEP} deep")
    return "".join(kept) + text[place:]
