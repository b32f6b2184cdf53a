"""Reads HackMD notes: Markdown with `:::` boxes, emoji codes, highlights, and lines that break where they are typed."""

from __future__ import annotations

import re

from ..pieces import ReadFile
from .gathering import Gathering
from .markdown import Dialect, read_markdown

DIRECTIVE = re.compile(r"\s*(?:\[toc\]|\{%.{0,500}%\}|#{1,6}\s+tags:.{0,500})\s*", re.IGNORECASE)
HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,2000})(?<=\S)==(?![=\w])")
FENCE = re.compile(r"\s{0,3}(?:```|~~~)")


def read_note(name: str, text: str) -> ReadFile:
    """A note as pieces, see `read_markdown`."""
    return read_markdown(name, text, Dialect("hackmd", before=_without_directives, parts_notes=True))


def _without_directives(lines: list[str], gathering: Gathering) -> list[str]:
    """Lines that tell HackMD something are blanked and listed; highlighted words lose their `==`."""
    kept, in_code = [], False
    for number, line in enumerate(lines, start=1):
        in_code ^= bool(FENCE.match(line))
        if not in_code and DIRECTIVE.fullmatch(line):
            gathering.drop(number, line.strip(), "an instruction to HackMD")
            line = ""
        kept.append(line if in_code else HIGHLIGHT.sub(r"\1", line))
    return kept
