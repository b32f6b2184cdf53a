"""The public record, entry by entry, in pages of bounded size, and as data."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from ...kit.db import db
from ...ledger.models import Entry
from ...ledger.queries import entries_after
from ...ledger.telling import by_day, tell
from ...ledger.views import export_lines
from .addresses import ENTRIES, entries_file
from .pages import Press


def write_record(press: Press, last: int) -> Iterator[int]:
    """Every entry with its sentence and its fingerprint, and the list of these pages. → how many, page by page."""
    n = 0
    while entries := entries_after(n, most=ENTRIES):
        _page(press, entries, last)
        n = entries[-1].n
        db.session.expunge_all()
        yield len(entries)
    rows = [
        (f"/ledger/{first}", first, min(first + ENTRIES - 1, last)) for first in range(1, last + 1, ENTRIES)
    ]
    press.own(
        "record/index.html", "release/dump/contents.html", rows=rows, title=_("The public record"),
        lede=_("Every public act, numbered and chained: each carries the fingerprint of the one before."),
    )  # fmt: skip


def _page(press: Press, entries: Sequence[Entry], last: int) -> None:
    first, upto = entries[0].n, entries[-1].n
    press.own(
        entries_file(first), "release/dump/record.html", first=first, last=upto, days=by_day(tell(entries)),
        previous=first - 1 if first > 1 else None, next=upto + 1 if upto < last else None,
    )  # fmt: skip


def lines() -> Iterator[str]:
    """The record as data: byte for byte what the site exports."""
    yield from export_lines()
