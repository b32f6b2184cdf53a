"""A text cut into the smallest things a redline may mark: whole words, single punctuation marks, whole
Markdown marks.

White space belongs to the token after it, so that joining all tokens gives the text back exactly. Tokens
are compared by what they say, not by the white space before them.
"""

import re
from dataclasses import dataclass

from .vocabulary import IDEOGRAPH, PUNCTUATION

LONGEST_MARK = 12  # words inside emphasis or a link up to which it is one token; longer ones show their words
LONGEST_SOURCE = 300  # characters looked at for the end of such a mark
ADDRESS = r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}://[^\s<>)\]]+"
LINK = rf"!?\[[^\[\]\n]{{1,{LONGEST_SOURCE}}}\]\([^()\s]{{0,{LONGEST_SOURCE}}}\)"
INSIDE = rf"{{0,{LONGEST_SOURCE}}}"
STRONG = rf"\*\*[^\s*](?:[^*\n]{INSIDE}[^\s*])?\*\*|__[^\s_](?:[^_\n]{INSIDE}[^\s_])?__"
EMPHASIS = rf"\*[^\s*](?:[^*\n]{INSIDE}[^\s*])?\*|\b_[^\s_](?:[^_\n]{INSIDE}[^\s_])?_\b"
CODE = rf"`[^`\n]{{1,{LONGEST_SOURCE}}}`"
FOOTNOTE = r"\[\^[^\]\s]{1,40}\]"
LETTER = rf"[^{PUNCTUATION}{IDEOGRAPH}_]"
WORD = rf"[{IDEOGRAPH}]|{LETTER}+(?:[-'’.,/_&]{LETTER}+)*"
MARK = re.compile(rf"(?P<link>{LINK})|(?P<strong>{STRONG})|(?P<emphasis>{EMPHASIS})|(?P<code>{CODE})")
LINK_END = r"\]\([^()\s]{0,300}\)"
TOKEN = re.compile(rf"\s*(?:{FOOTNOTE}|{LINK_END}|{ADDRESS}|{WORD}|\*+|_+|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the text, with the white space before it; `start` is where it begins (before that
    space).
    """

    text: str
    start: int

    @property
    def said(self) -> str:
        """The token without the white space before it."""
        return self.text.lstrip()

    @property
    def space(self) -> str:
        """The white space before it."""
        return self.text[: len(self.text) - len(self.said)]


def tokens(text: str, *, whole_marks: bool = True) -> list[Token]:
    """The tokens of a text in order; their texts joined are the text. Without `whole_marks` a link is its
    words.
    """
    if not whole_marks:
        return _plain(text, 0, len(text))
    found: list[Token] = []
    at = 0
    for mark in MARK.finditer(text):
        if mark.start() < at or not _short(mark[0]):
            continue
        start = _space_before(text, mark.start(), least=at)
        found += _plain(text, at, start)
        found.append(Token(text[start : mark.end()], start))
        at = mark.end()
    return found + _plain(text, at, len(text))


def _plain(text: str, start: int, end: int) -> list[Token]:
    return [Token(found[0], found.start()) for found in TOKEN.finditer(text, start, end)]


def _short(mark: str) -> bool:
    return len(mark.split()) <= LONGEST_MARK


def _space_before(text: str, at: int, *, least: int) -> int:
    while at > least and text[at - 1].isspace():
        at -= 1
    return at
