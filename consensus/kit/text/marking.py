"""Words marked inside finished HTML, found by what a reader sees. No tag is changed, and none is cut in two."""

import html as entities
import re
from dataclasses import dataclass

from markupsafe import Markup

from .words import tidy

_PIECE = re.compile(r"<[^>]*>|\[\^[^\]\s]{1,80}\]|&(?:#\w{1,8}|\w{1,32});|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Text:
    """What the pieces of some HTML say in normal form, and which piece each sign comes from."""

    words: str
    at: tuple[int, ...]


def mark_words(html: Markup, exact: str, *, prefix: str = "", suffix: str = "") -> Markup:
    """The same HTML with ``<mark>`` around some words; of several places the first that stands in this context.

    HTML without these words stays as it is.
    """
    pieces = _PIECE.findall(html)
    text = _read(pieces)
    found = _place(text.words, tidy(exact), prefix, suffix)
    if found is None:
        return html
    first, last = text.at[found[0]], text.at[found[1] - 1]
    return Markup("".join(_marked(pieces, first, last)))


def _read(pieces: list[str]) -> _Text:
    words: list[str] = []
    at: list[int] = []
    for n, piece in enumerate(pieces):
        if piece.startswith(("<", "[^")) and len(piece) > 1:
            continue
        said = tidy(f"x{entities.unescape(piece)}x")[1:-1]
        for sign in said if not (said == " " and words[-1:] == [" "]) else "":
            words.append(sign)
            at.append(n)
    return _Text("".join(words), tuple(at))


def _place(words: str, exact: str, prefix: str, suffix: str) -> tuple[int, int] | None:
    if not exact:
        return None
    whole = words.find(prefix + exact + suffix)
    start = whole + len(prefix) if whole >= 0 else words.find(exact)
    return (start, start + len(exact)) if start >= 0 else None


def _marked(pieces: list[str], first: int, last: int) -> list[str]:
    """The pieces with a mark around every stretch of text between the first and the last of them."""
    done: list[str] = []
    marking = False
    for n, piece in enumerate(pieces):
        wanted = first <= n <= last and not (piece.startswith("<") and len(piece) > 1)
        if wanted is not marking:
            done.append("<mark>" if wanted else "</mark>")
            marking = wanted
        done.append(piece)
    return [*done, "</mark>"] if marking else done
