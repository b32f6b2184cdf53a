"""Pure: the words a clause begins with, and the key it is known by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..kit.text import words
from .pieces import Kind, Piece

BOLD_LEAD = re.compile(r"\s*(\*\*|__)(?=\S)((?:(?!\1).){1,300})\1")
END_OF_LEAD = " .:;,\u2013\u2014-\uff1a"
PREFIX = {Kind.FOOTNOTE: "fn", Kind.NOTE: "note"}
MOST = 40


def lead_of(piece: Piece) -> str:
    """The bold words a clause begins with, or the words of a heading or of a group's first cell; else ""."""
    if piece.kind is Kind.HEADING:
        return words.visible_words(piece.markdown)
    first = piece.cells[0] if piece.cells else piece.markdown
    found = BOLD_LEAD.match(first)
    if found:
        return words.visible_words(found[2]).strip(END_OF_LEAD)
    return words.visible_words(first).strip(END_OF_LEAD) if piece.kind is Kind.GROUP else ""


class Keys:
    """Hands out keys: one that was written goes to the first that has it, all others are made from words."""

    def __init__(self, written: Iterable[str | None]) -> None:
        self.reserved = {key.casefold() for key in written if key}
        self.taken: set[str] = set()
        self.next: dict[str, int] = {}

    def written(self, key: str | None) -> str | None:
        """The written key, unless there is none or an earlier clause has it."""
        if key is None or key.casefold() in self.taken:
            return None
        self.taken.add(key.casefold())
        return key

    def made(self, piece: Piece, lead: str) -> str:
        """A readable key that no other clause of the outline has."""
        first = piece.cells[0] if piece.cells else piece.markdown
        base = words.slug(lead or words.visible_words(first), most=MOST)
        prefix = PREFIX.get(piece.kind)
        if prefix and not f"{base}-".startswith(f"{prefix}-"):
            base = words.slug(f"{prefix} {base}", most=MOST)
        return self.free(base)

    def free(self, base: str) -> str:
        """`base`, or `base-2`, `base-3` …"""
        key, number = base, self.next.get(base, 1)
        while key in self.taken or key in self.reserved:
            number += 1
            key = f"{base}-{number}"
        self.next[base] = number
        self.taken.add(key)
        return key
