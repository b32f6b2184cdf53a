"""Readers of draft texts as people really write and publish them: plain Markdown, HackMD, web clips, WordPress."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..pieces import Dropped, Kind, Piece, ReadFile, SourceError
from .finishing import finished
from .hackmd import read_note
from .markdown import read_markdown
from .webclip import read_clip
from .wordpress import read_page

__all__ = ["FORMATS", "Dropped", "Kind", "Piece", "ReadFile", "SourceError", "read", "sniff"]

MOST_BYTES = 2_000_000
FORMATS: dict[str, Callable[[str, str], ReadFile]] = {
    "markdown": read_markdown,
    "hackmd": read_note,
    "webclip": read_clip,
    "wordpress": read_page,
}
PAGE_START = re.compile(
    r"\s*+(?:<!--(?>(?!-->).){0,2000}-->\s*+){0,20}"
    r"<(?:!doctype|html|head|body|main|article|section|div|header|h[1-6]|p|ul|ol|figure|table|pre)\b",
    re.I | re.S,
)
MARKDOWN_LINE = re.compile(r"^(?:#{1,6}\s+\S|[-*]\s+\S|\|.*\|\s*$|:::)", re.M)
WHOLE_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|body)\b|class=[\"'][^\"'<>]{0,300}\b(?:wp-block-|entry-content)", re.I
)
CLIP_FIELDS = re.compile(r"^(?:created|clipped|tags|author|published|description)\s*:", re.M)
CLIP_SIGNS = re.compile(
    r"^#{1,6} \[[\s\u200b]?\]\(\S{0,1000}#|\u21a9|<sup class=\"footnote-ref\"|^[ \t]{0,99}>[ \t]{0,99}#{1,6}[ \t]{1,99}Excerpt[ \t]{0,99}$",
    re.M,
)
HACKMD_SIGNS = re.compile(
    r"^\s{0,3}:::[ \t]{0,99}\w|^[ \t]{0,3}>?[ \t]{0,99}:[a-z_]{2,40}:|^\[toc\]\s*$|\A(?!---)[\s\S]{0,300}?\n#{2,6}\s+version\s+v?\d",
    re.M | re.I,
)


def read(name: str, data: str | bytes, *, format: str | None = None) -> ReadFile:
    """One file as pieces in reading order.

    `name`: for messages, and a hint where the content does not decide (`.html`). `data`: the content, at most 2 MB of
    UTF-8, with or without byte order mark. `format`: markdown, hackmd, webclip or wordpress; None: by content.
    Every visible word is in the pieces, in the fields, or listed as dropped. Raises SourceError with file and line.
    """
    text = _decoded(name, data)
    reader = FORMATS.get(format or sniff(name, text))
    if reader is None:
        raise SourceError(name, 1, f"unknown format {format}; known are {', '.join(FORMATS)}")
    return finished(reader(name, text))


def sniff(name: str, text: str) -> str:
    """The format of a text, by its content; the name decides only for what ends in .html."""
    if name.lower().endswith((".html", ".htm")) or _is_page(text):
        return "wordpress"
    head = text[:4000]
    clipped = head.startswith("---") and CLIP_FIELDS.search(head.partition("\n---")[0])
    if clipped or CLIP_SIGNS.search(text):
        return "webclip"
    return "hackmd" if HACKMD_SIGNS.search(text) else "markdown"


def _is_page(text: str) -> bool:
    if not PAGE_START.match(text):
        return False
    return bool(WHOLE_PAGE.search(text)) or not MARKDOWN_LINE.search(text)


def _decoded(name: str, data: str | bytes) -> str:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MOST_BYTES:
        raise SourceError(name, 1, f"the file has {len(raw):,} bytes; at most {MOST_BYTES:,} are read")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceError(name, line, "the file is not UTF-8; save it with that encoding") from error
    if "\x00" in text:
        raise SourceError(name, text.count("\n", 0, text.index("\x00")) + 1, "the file has a NUL character")
    return re.sub(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", " ", re.sub(r"\r\n?", "\n", text))
