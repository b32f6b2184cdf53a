"""A short notation for what a reader found, so that tests compare whole texts."""

from pathlib import Path

from consensus.drafts.sources import read

FIXTURES = Path(__file__).parent / "fixtures"
SHAPES = {
    "markdown": "plain.md",
    "hackmd": "hackmd.md",
    "webclip": "webclip.md",
    "wordpress": "wordpress.html",
}


def told(text, *, format="markdown", name="draft.md"):
    """Each piece on a line: kind, level when it is not 0, marker, id, words."""
    return [line_of(piece) for piece in read(name, text, format=format).pieces]


def line_of(piece):
    """One piece in the notation."""
    level = f"{piece.level}" if piece.level else ""
    marker = f" ({piece.marker})" if piece.marker else ""
    own = f" #{piece.id}" if piece.id else ""
    return f"{piece.kind}{level}{marker}{own}: {piece.markdown}"


def dropped(text, *, format="markdown"):
    """What was left out, as (line, text)."""
    return [(found.line, found.text) for found in read("draft.md", text, format=format).dropped]


def cautions(text, *, format="markdown"):
    """What a maintainer is told, as (line, message)."""
    return [(found.line, found.message) for found in read("draft.md", text, format=format).cautions]


def shape(format):
    """The same text in one of the four shapes, read by its content."""
    name = SHAPES[format]
    return read(name, (FIXTURES / name).read_bytes())
