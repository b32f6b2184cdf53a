"""Finished HTML, kept by digest of source and renderer, so that a page loads all of its texts in one query.

The source is the truth. What is missing (a new renderer, an emptied table) is made on the spot and kept by the next
write; nothing here is precious.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Model, db
from ..db.dialects import upsert
from ..slow import slow
from .markdown import VERSION, TooComplicated, redline_markup, render

BATCH = 30_000


class Rendered(Model):
    """One finished text."""

    __tablename__ = "rendered"

    key: Mapped[str] = mapped_column(primary_key=True)
    html: Mapped[str]


def key_of(*parts: str) -> str:
    """The digest that a finished text is kept by."""
    return hashlib.sha256("\x1f".join((VERSION, *parts)).encode("utf-8")).hexdigest()


def labels() -> dict[str, str]:
    """What a screen reader says before inserted and removed words, in the reader's language."""
    return {
        "+": _("inserted: "),
        "-": _("removed: "),
        ">": _("moved here: "),
        "<": _("moved away: "),
    }


@slow
def finish(
    *, inline: Iterable[str], redlines: Iterable[tuple[str, str]], redline: Callable[[str, str], Any]
) -> list[tuple[str, str]]:
    """Render ahead of a write: clause words, and redlines between two wordings. → ``(key, html)`` pairs."""
    done = {key_of("inline", source): str(render(source, profile="inline")) for source in set(inline)}
    named = labels()
    for old, new in set(redlines):
        done[key_of("redline", *named.values(), old, new)] = str(
            redline_markup(redline(old, new), labels=named)
        )
    return list(done.items())


@slow
def finish_comment(source: str) -> tuple[str, str]:
    """Render what somebody said, ahead of a write. → ``(key, html)``. Raises TooComplicated."""
    return key_of("comment", source), str(render(source))


def keep_finished(finished: Iterable[tuple[str, str]]) -> None:
    """Keep finished texts; what is there already stays."""
    rows = [{"key": key, "html": html} for key, html in finished]
    upsert(db.session, Rendered.__table__, rows, key=["key"], update=[])  # type: ignore[arg-type]


def inline_texts(sources: Sequence[str]) -> dict[str, Markup]:
    """Source → finished HTML, for all clause words of a page at once."""
    keys = {key_of("inline", source): source for source in sources}
    found = _kept(list(keys))
    return {
        source: Markup(found[key]) if key in found else render(source, profile="inline")
        for key, source in keys.items()
    }


def comment_texts(sources: Sequence[str]) -> dict[str, Markup]:
    """Source → finished HTML, for everything people say on a page at once.

    What a renderer of later days finds too complicated is shown as it was written.
    """
    keys = {key_of("comment", source): source for source in sources}
    found = _kept(list(keys))
    return {source: Markup(found[key]) if key in found else _said(source) for key, source in keys.items()}


def _said(source: str) -> Markup:
    try:
        return render(source)
    except TooComplicated:
        return escape(source)


def redline_texts(
    pairs: Sequence[tuple[str, str]], redline: Callable[[str, str], Any]
) -> dict[tuple[str, str], Markup]:
    """(old, new) → finished redline, for all changed clauses of a page at once."""
    named = labels()
    keys = {key_of("redline", *named.values(), old, new): (old, new) for old, new in pairs}
    found = _kept(list(keys))
    return {
        pair: Markup(found[key]) if key in found else redline_markup(redline(*pair), labels=named)
        for key, pair in keys.items()
    }


def _kept(keys: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(keys), BATCH):
        some = select(Rendered.key, Rendered.html).where(Rendered.key.in_(keys[start : start + BATCH]))
        found.update((key, html) for key, html in db.session.execute(some))
    return found
