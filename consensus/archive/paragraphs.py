"""Pure: plain text of mails as paragraphs that fit any screen, with its links; and Markdown in portions that are rendered.

Lines that a mail program broke are joined again, unless they are a list, a table or code.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..kit.text.words import visible_words
from .plain import web_address

BROKEN_AT = 45  # signs; a paragraph whose lines are all longer was broken by a program
MOST_CHUNK, LONGEST, MOST_SIGNS = 4_000, 8_000, 1_000
FENCE = re.compile(r"^ {0,3}(```|~~~)")
ARRANGED = re.compile(r"^(?:\s{2,}|\t|[-*+•>|#]|\d+[.)]\s|\[\d+\])|\s{3,}\S|\|")
LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
AFTER_LINK = ".,;:!?'\")]}*_"


@dataclass(frozen=True, slots=True)
class Span:
    """Some words; ``url`` where they are a link."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``kept``: its line ends mean something."""

    spans: Sequence[Span]
    kept: bool


def paragraphs(text: str) -> list[Paragraph]:
    """Plain text as paragraphs."""
    blocks = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip("\n"))
    return [_paragraph(block.split("\n")) for block in blocks if block.strip()]


def _paragraph(lines: Sequence[str]) -> Paragraph:
    arranged = any(ARRANGED.search(line.rstrip()) for line in lines)
    broken = len(lines) > 1 and not arranged and all(len(line) >= BROKEN_AT for line in lines[:-1])
    words = " ".join(line.strip() for line in lines) if broken else "\n".join(line.rstrip() for line in lines)
    return Paragraph(_spans(words), kept="\n" in words)


def _spans(text: str) -> list[Span]:
    found, at = [], 0
    for link in LINK.finditer(text):
        address = link[0].rstrip(AFTER_LINK)
        if link[0][len(address) :].startswith(")") and "(" in address:
            address += ")"
        if web_address(address):
            found += [Span(text[at : link.start()]), Span(address, address)]
            at = link.start() + len(address)
    return [span for span in (*found, Span(text[at:])) if span.text]


def portions(markdown: str) -> list[str]:
    """Markdown cut between paragraphs into portions that are small enough to be rendered; code blocks stay whole."""
    found: list[str] = []
    portion: list[str] = []
    size, fenced = 0, False
    for line in markdown.split("\n"):
        fenced ^= bool(FENCE.match(line))
        size += len(line) + 1
        portion.append(line)
        if size > MOST_CHUNK and not line.strip() and not fenced:
            found.append("\n".join(portion))
            portion, size = [], 0
    return [each.strip("\n") for each in (*found, "\n".join(portion)) if each.strip()]


def without_markup(markdown: str) -> str:
    """The words of Markdown on one line; a portion that is too long, or all signs, stays as it was written."""
    return " ".join(visible_words(each) if _is_read(each) else each for each in portions(markdown))


def _is_read(portion: str) -> bool:
    return len(portion) <= LONGEST and sum(map(portion.count, "*_[]`~<!")) <= MOST_SIGNS
