"""Links put into finished HTML: footnote markers to their notes, defined terms to their definitions.

Works on text between tags only, never inside a link, so that nothing that was cleaned can be undone.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

_TAG = re.compile(r"(<[^>]*>)")
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]")


def link_footnotes(html: Markup, notes: Mapping[str, str], *, label: Callable[[str], str]) -> Markup:
    """``[^1]`` → a raised link to the clause that is footnote 1; markers without a note stay as they are.

    ``label`` gives the words a screen reader says for a marker.
    """
    if "[^" not in html:
        return html

    def link(found: re.Match[str]) -> str:
        key = notes.get(found[1])
        if key is None:
            return found[0]
        said = escape(label(found[1]))
        return f'<sup class="fn"><a href="#{escape(key)}" aria-label="{said}">{escape(found[1])}</a></sup>'

    return Markup(
        "".join(piece if piece.startswith("<") else _NOTE.sub(link, piece) for piece in _TAG.split(html))
    )


def raise_footnotes(html: Markup) -> Markup:
    """``[^1]`` → a raised 1, where the footnote itself stands on another page."""

    def mark(found: re.Match[str]) -> str:
        return f'<sup class="fn">{escape(found[1])}</sup>'

    if "[^" not in html:
        return html
    return Markup(
        "".join(piece if piece.startswith("<") else _NOTE.sub(mark, piece) for piece in _TAG.split(html))
    )


def link_terms(html: Markup, terms: Mapping[str, str]) -> Markup:
    """The first use of each term becomes a link to ``#def-KEY``. ``terms`` maps a form of a term to its key."""
    if not terms:
        return html
    pattern = _pattern(tuple(sorted(terms, key=lambda term: (-len(term), term))))
    if not pattern.search(html):
        return html
    used: set[str] = set()
    depth, done = 0, []

    def link(found: re.Match[str]) -> str:
        key = terms.get(found[0]) or terms.get(found[0].lower())
        if key is None or key in used:
            return found[0]
        used.add(key)
        return f'<a class="term" href="#def-{escape(key)}">{found[0]}</a>'

    for piece in _TAG.split(html):
        if piece.startswith("<"):
            depth += piece.startswith("<a") - piece.startswith("</a")
            done.append(piece)
        else:
            done.append(pattern.sub(link, piece) if depth == 0 else piece)
    return Markup("".join(done))


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(str(escape(term))) for term in terms)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
