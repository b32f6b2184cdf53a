"""Plain words with some of them marked: escaped first, so nothing that somebody wrote becomes markup."""

from collections.abc import Iterable

from markupsafe import Markup, escape


def marked(text: str, places: Iterable[tuple[int, int]]) -> Markup:
    """Plain text as HTML with ``<mark>`` around some places: (start, end), in order, none within another."""
    done, pieces = 0, []
    for start, end in places:
        pieces += [escape(text[done:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        done = end
    return Markup("").join([*pieces, escape(text[done:])])
