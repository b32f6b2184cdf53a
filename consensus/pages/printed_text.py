"""The text of a published draft as its reading page prints it: made once, then kept.

A published text never changes, but for corrections of its map and explanations, which touch ``text:<version>``. What
is said of its clauses changes with every act, so its places are left open: see ``kit/text/slots.py``.
"""

from dataclasses import dataclass, replace

from flask import render_template

from ..drafts.models import Draft
from ..drafts.reading import reading_of
from ..drafts.shown import DraftView, PartView, Reading, TermView
from ..kit.text.slots import cut
from ..kit.web.fragments import fragments
from ..kit.web.i18n import current_language
from ..ledger.queries import revision

OPEN = ("open", "closed", "superseded", "sealed")


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A finished text with open places, what it defines, its parts for the contents, how much changed, and numbers by key."""

    pieces: tuple[str, ...]
    terms: tuple[TermView, ...]
    parts: tuple[PartView, ...]
    changed: int
    total: int
    counts: dict[str, int]
    numbers: dict[str, str]


def printed_text(draft: Draft, view: DraftView, *, shown: bool) -> PrintedText:
    """The text of a draft in the reader's language; ``shown`` puts the changes in their place. One query when kept."""
    talks = view.status in OPEN
    state = str(revision([str(draft.text_ref)]))
    key = ("text", draft.digest, draft.version, current_language(), str(shown), str(talks), state)

    def make() -> tuple[PrintedText, int]:
        reading = reading_of(draft)
        for clause in reading.clauses:
            clause.talks = talks
        html = render_template("pages/text.html", draft=reading.draft, parts=reading.parts, shown=shown)
        parts = tuple(replace(part, clauses=[], removed=[]) for part in reading.parts)
        seen = reading.draft
        made = PrintedText(
            cut(html), reading.terms, parts, seen.changed, seen.total, seen.counts, _numbers(reading)
        )
        return made, 2 * len(html)

    return fragments().get(key, make)


def _numbers(reading: Reading) -> dict[str, str]:
    return {clause.key: clause.number for clause in reading.clauses}


def with_changes(view: DraftView, text: PrintedText) -> DraftView:
    """A draft as a whole, with how much of it changed."""
    return replace(view, changed=text.changed, total=text.total, counts=text.counts)
