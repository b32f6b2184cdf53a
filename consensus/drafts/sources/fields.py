"""What a source says of itself: front matter, and the version that stands as a heading under the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from ...kit.text import words
from ..pieces import Kind, Piece, SourceError
from .gathering import Gathering

KNOWN = ("version", "date", "title", "summary", "source", "comment_until", "language")
MOST_LINES = 200
FENCE = re.compile(r"---[ \t]*")
KEY = re.compile(r"[\w-][\w -]{0,60}:(?:\s|$)|[ \t]+\S|-\s|#|\s*$")
VERSION = re.compile(
    r"(?:draft\s+)?(?:[^\W\d_]{1,12}[.:]?\s*)?[:\s.]*v?\.?\s*(\d+(?:\.\d+)+(?:[-.]?[A-Za-z][\w.-]*)?)",
    re.IGNORECASE,
)
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
AFTER_TITLES = 4


def take_front_matter(lines: list[str], gathering: Gathering) -> tuple[dict[str, str], list[str]]:
    """The known fields, and the lines with the front matter blanked. What is not known is listed as dropped.

    Raises SourceError when the front matter is not YAML.
    """
    end = _end_of_front_matter(lines)
    if end is None:
        return {}, lines
    fields: dict[str, str] = {}
    for line, key, value in _entries(lines[1:end], gathering.file):
        name = key.strip().lower().replace("-", "_")
        if name in KNOWN and value is not None:
            fields.setdefault(name, value)
        else:
            said = f"{key}: {value}" if value is not None else "\n".join(lines[line - 1 : end])
            gathering.drop(
                line, words.excerpt(said, most=400), "a field of the front matter that is not used"
            )
    return fields, [""] * (end + 1) + lines[end + 1 :]


def _end_of_front_matter(lines: list[str]) -> int | None:
    if not lines or not FENCE.fullmatch(lines[0]):
        return None
    for number, line in enumerate(lines[1:MOST_LINES], start=1):
        if FENCE.fullmatch(line) or line.rstrip() == "...":
            return number if number > 1 and re.match(r"[\w-][\w -]{0,60}:", lines[1]) else None
        if not KEY.match(line):
            return None
    return None


def _entries(lines: list[str], file: str) -> Iterator[tuple[int, str, str | None]]:
    """Line, key and value; the value of what is neither a word nor a list of words is None."""
    try:
        node = yaml.compose("\n".join(lines), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it is nested too deep"
        raise SourceError(
            file, (mark.line if mark else 0) + 2, f"the front matter is not YAML: {problem}"
        ) from error
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield key.start_mark.line + 2, str(key.value), _plain(value)


def _plain(node: yaml.Node) -> str | None:
    if isinstance(node, yaml.ScalarNode):
        return words.WHITE.sub(" ", UNSTORABLE.sub("", str(node.value))).strip()
    if isinstance(node, yaml.SequenceNode) and all(isinstance(part, yaml.ScalarNode) for part in node.value):
        return ", ".join(UNSTORABLE.sub("", str(part.value)).strip() for part in node.value)
    return None


def take_version(gathering: Gathering, fields: dict[str, str]) -> None:
    """Make `### version 0.0.8` right under the title the field it is."""
    for place, piece in enumerate(gathering.pieces[:AFTER_TITLES]):
        if piece.kind is Kind.HEADING and piece.level == 1:
            continue
        found = VERSION.fullmatch(words.visible_words(piece.markdown))
        if found and piece.kind in (Kind.HEADING, Kind.PARAGRAPH):
            del gathering.pieces[place]
            _keep_version(gathering, fields, piece, found[1])
        return


def _keep_version(gathering: Gathering, fields: dict[str, str], piece: Piece, version: str) -> None:
    said = fields.setdefault("version", version)
    if said != version:
        gathering.warn(
            piece.line, f"the heading says version {version}, the front matter {said}, which counts"
        )
