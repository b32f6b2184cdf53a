"""Sheets for a room: numbered, with the clauses on the agenda, their keys, boxes and lines to write on; as a page, as a file.

A number is one person's: all pages of their sheet bear it, and so does every row that is keyed from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import current_app, render_template
from flask_babel import gettext as _

from ..accounts.groups import GROUPS
from ..discussion.places import TAKES_POSITIONS
from ..drafts.queries import latest_draft
from ..drafts.reading import reading_of
from ..drafts.shown import ClauseView, DraftView, PartView, Reading
from ..kit.errors import Invalid, NotHere
from ..kit.slow import slow
from ..kit.web.addresses import address_of
from ..ledger.vouched import Vouched, latest_checkpoint
from .codes import spaced
from .errors import NoOpenDraft
from .models import Sitting, Stop
from .qr import Qr, qr_of
from .queries import last_sitting_of, next_sitting_of, open_sitting_of

MOST_COPIES = 200
LARGEST = 99_999
MOST_CLAUSES = 4_000
"""On all copies together: some four hundred pages."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """The clauses of one part of the draft, under its title."""

    slug: str
    number: str
    title: str
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is printed: the same for each number. ``choices``: all parts of the draft, which could be printed instead;
    ``checkpoint``: where the public record stood, so that a sheet that somebody keeps is a witness to it.
    """

    stop: Stop
    draft: DraftView
    parts: tuple[SheetPart, ...]
    choices: tuple[SheetPart, ...]
    numbers: range
    qr: Qr
    address: str
    code: str
    groups: Sequence[Any] = GROUPS
    checkpoint: Vouched | None = None

    @property
    def clauses(self) -> int:
        """How many clauses one copy has."""
        return sum(len(part.clauses) for part in self.parts)


def sheets_of(
    stop: Stop, *, start: int = 1, copies: int = 1, part: str | None = None, join: str | None = None
) -> Sheets:
    """What is printed for a stop: its agenda, or one part of the draft, or all of it.

    ``join``: the code that the QR code leads in with; without it, it leads to the stop's page. Raises NoOpenDraft where
    no draft is published, and Invalid under start, copies, part.
    """
    _check_numbers(start, copies)
    draft = stop.draft or latest_draft()
    if draft is None:
        raise NoOpenDraft
    reading = reading_of(draft)
    wanted = set(agenda_of(stop))
    whole = _parts(reading, set())
    parts = _parts(reading, wanted) if part is None else tuple(each for each in whole if each.slug == part)
    if not parts:
        raise Invalid({"part": _("The draft has no such part with clauses to take positions on.")})
    address = address_of("roadshow.join", code=join) if join else address_of("roadshow.stop", slug=stop.slug)
    sheets = Sheets(
        stop, reading.draft, parts, whole, range(start, start + copies), qr_of(address), address, spaced(join) if join else "",
        checkpoint=latest_checkpoint(),
    )  # fmt: skip
    if sheets.clauses * copies > MOST_CLAUSES:
        most = MOST_CLAUSES // sheets.clauses
        raise Invalid({"copies": _("That is a lot of paper at once. Print at most %(n)s of these.", n=most)})
    return sheets


def _check_numbers(start: int, copies: int) -> None:
    wrong = {}
    if not 1 <= start <= LARGEST:
        wrong["start"] = _("Begin with a number from 1.")
    if not 1 <= copies <= MOST_COPIES:
        wrong["copies"] = _("Print between 1 and %(n)s at a time.", n=MOST_COPIES)
    if wrong:
        raise Invalid(wrong)


def agenda_of(stop: Stop) -> list[str]:
    """The clauses that the sitting is about which is open, else comes next, else was last; none: the whole draft."""
    sitting = sitting_for_paper(stop)
    return list(sitting.agenda) if sitting else []


def sitting_for_paper(stop: Stop) -> Sitting | None:
    """The sitting that sheets are printed for, and notes written in: open, else the next, else the last."""
    return open_sitting_of(stop) or next_sitting_of(stop) or last_sitting_of(stop)


def _parts(reading: Reading, wanted: set[str]) -> tuple[SheetPart, ...]:
    """The parts that have some of the clauses that are wanted; all of them where none are named."""
    found = (_part(each, reading.clauses, wanted) for each in reading.parts)
    return tuple(each for each in found if each.clauses)


def _part(part: PartView, clauses: Sequence[ClauseView], wanted: set[str]) -> SheetPart:
    chosen = (each for each in clauses if each.part == part.slug and each.kind in TAKES_POSITIONS)
    return SheetPart(
        part.slug, part.number, part.title, tuple(each for each in chosen if not wanted or each.key in wanted)
    )


@slow
def sheets_html(stop: Stop, **given: Any) -> str:
    """One page that prints well and needs nothing beside it. ``given`` is what :func:`sheets_of` takes, and what it raises."""
    sheets = sheets_of(stop, **given)
    with current_app.test_request_context():
        return render_template("roadshow/sheet_file.html", sheets=sheets, css=_css())


@slow
def sheets_pdf(stop: Stop, **given: Any) -> bytes:
    """The same as PDF. Raises NotHere when the extra ``pdf`` is not installed."""
    try:
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise NotHere(_("PDF needs the extra “pdf”: pip install 'consensus[pdf]'.")) from error
    pdf: bytes = weasyprint.HTML(string=sheets_html(stop, **given)).write_pdf()
    return pdf


def makes_pdf() -> bool:
    """Whether the extra ``pdf`` is installed, so that a link can be offered."""
    return find_spec("weasyprint") is not None


def _css() -> str:
    with current_app.open_resource("static/css/sheet.css", "r") as file:
        return str(file.read())
