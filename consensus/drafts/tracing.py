"""Why is this word here? The draft in which a chosen word of a clause came in, and the redline that brought it."""

from dataclasses import dataclass

from markupsafe import Markup

from ..kit.text.rendered import redline_texts
from .models import Draft
from .moves import shown_redline
from .origins import why_word
from .queries import ClauseRow, changes_into, rows_of


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a word came from: the draft it entered in, and what that draft changed (None in the first)."""

    word: str
    version: str
    key: str
    redline_html: Markup | None


def why_here(draft: Draft, row: ClauseRow, word: int) -> Origin | None:
    """The origin of the ``word``-th word (from 0) of a clause in a draft; None when it has no such word."""
    words = row.text.split(" ")
    if not 0 <= word < len(words):
        return None
    trail = _trail(draft, row)
    version = why_word([(step.version, text) for step, text, _keys in trail], word)
    place = next(n for n, (step, _text, _key) in enumerate(trail) if step.version == version)
    step, text, key = trail[place]
    before = trail[place - 1][1] if place else None
    html = redline_texts([(before, text)], shown_redline)[before, text] if before is not None else None
    return Origin(words[word], step.version, key, html)


def _trail(draft: Draft, row: ClauseRow) -> list[tuple[Draft, str, str]]:
    """The clause's words from the first draft on, walking its sources back; several sources are joined by a newline."""
    trail = [(draft, row.text, row.key)]
    keys: tuple[str, ...] = (row.key,)
    step = draft
    while step.previous is not None and keys:
        into = changes_into(step)
        keys = tuple(dict.fromkeys(source for key in keys if key in into for source in into[key].sources))
        step = step.previous
        texts = {each.key: each.text for each in rows_of(step)}
        if keys:
            trail.append((step, "\n".join(texts[key] for key in keys if key in texts), keys[0]))
    return list(reversed(trail))
