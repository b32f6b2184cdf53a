"""Finished HTML with places left open: what stays the same is made once, what changes is put between.

A template leaves ``{{ slot("talk", clause.key) }}``; the finished page is cut at these places and kept, and each
answer joins the pieces with what belongs there now. The marks are control characters, which no text of ours holds.
"""

import re
from collections.abc import Callable, Container

from markupsafe import Markup, escape

_SLOT = re.compile("\x02([^\x03]*)\x03")


def slot(kind: str, key: str) -> str:
    """An open place, to be written into a template. ``kind`` has no space."""
    return f"\x02{kind} {key}\x03"


def cut(html: str) -> tuple[str, ...]:
    """Finished HTML → pieces and the names of the places between them, in turn; the first and last are pieces."""
    return tuple(_SLOT.split(html))


def fill(pieces: tuple[str, ...], make: Callable[[str, str], str], known: Container[str]) -> Markup:
    """The pieces joined again. ``make(kind, key)`` gives what stands at a place, asked only for keys in ``known``."""
    filled = list(pieces)
    for n in range(1, len(filled), 2):
        kind, _space, key = filled[n].partition(" ")
        filled[n] = escape(make(kind, key)) if key in known else ""
    return Markup("".join(filled))
