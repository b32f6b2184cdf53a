"""The report of a draft: what was said on it and what became of that, put together for its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from ..accounts.models import Account
from ..drafts.changes import ChangeFound
from ..drafts.models import Draft
from ..drafts.queries import ClauseRow, next_draft, period_of, rows_of
from ..kit.clock import now
from ..kit.errors import Invalid
from ..kit.text.words import excerpt
from ..ledger.models import Entry
from ..ledger.queries import entry, revision
from .queries.answers import outcomes_of, unasked_changes
from .queries.counts import Counts, talk_totals
from .queries.reports import disposition_rows
from .queries.suggestions import accepted_into
from .shown import CommentView, comment_views

MOST_PRINTED = 1_000
MOST_WORDS = 60
SHOWN = ("all", "unanswered")
_Rows = Mapping[str, ClauseRow]


@dataclass(frozen=True, slots=True)
class Line:
    """One comment of the report, with the number of the clause it is about in this draft, and what that is called."""

    comment: CommentView
    number: str | None
    lead: str


@dataclass(frozen=True, slots=True)
class Unasked:
    """A change that no answer to a comment and no accepted suggestion names."""

    change: ChangeFound
    number: str | None
    lead: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the report: the time in which comments were taken, and totals.

    ``until``: when it ended or ends; None: no end is set. ``listed``: how many comments the whole report lists.
    ``as_of``: the last entry of the record that touches the draft.
    """

    opened: datetime | None
    until: datetime | None
    closed: bool
    listed: int
    outcomes: Mapping[str, int]
    totals: Counts
    as_of: Entry | None


@dataclass(frozen=True, slots=True)
class Report:
    """One page of the report; its end, the changes that nobody asked for, stands on the first page alone."""

    head: Head
    lines: tuple[Line, ...]
    next: str | None
    show: str
    first: bool
    unasked: tuple[Unasked, ...]


def report_of(draft: Draft, *, cursor: str | None, limit: int, show: str, viewer: Account | None) -> Report:
    """The report of a draft, page by page. Raises Invalid for a strange cursor or ``show``."""
    if show not in SHOWN:
        raise Invalid({"show": _("Choose all or unanswered.")})
    page = disposition_rows(draft, cursor=cursor, limit=limit, unanswered=show == "unanswered")
    rows = {row.key: row for row in rows_of(draft)}
    views = comment_views([each.comment for each in page.items], seen_from=draft, viewer=viewer)
    return Report(
        head=_head(draft),
        lines=tuple(_line(view, rows) for view in views),
        next=page.next,
        show=show,
        first=cursor is None,
        unasked=_unasked(draft, rows) if cursor is None else (),
    )


def _head(draft: Draft) -> Head:
    period, later = period_of(draft), next_draft(draft)
    ends = [each for each in (period and period.closes_at, later and later.published_at) if each]
    outcomes, totals = outcomes_of(draft), talk_totals([draft])[draft.id]
    return Head(
        opened=period.opens_at if period else draft.published_at,
        until=min(ends, default=None),
        closed=bool(ends) and min(ends) <= now(),
        listed=sum(outcomes.values()) + totals.unanswered,
        outcomes=outcomes,
        totals=totals,
        as_of=entry(revision([str(draft.ref)])),
    )


def _line(view: CommentView, rows: _Rows) -> Line:
    row = rows.get(view.key or view.after or "")
    return Line(view, row.number if row else None, _called(row))


def _unasked(draft: Draft, rows: _Rows) -> tuple[Unasked, ...]:
    """What was put in is known as asked for by the words of an accepted suggestion."""
    older = {row.key: row for row in rows_of(draft.previous)} if draft.previous else {}
    asked = accepted_into(draft) if draft.previous else {}
    found = []
    for change in unasked_changes(draft):
        row = rows.get(change.key)
        if change.key not in asked:
            found.append(Unasked(change, row.number if row else None, _called(row or older.get(change.key))))
    return tuple(found)


def _called(row: ClauseRow | None) -> str:
    return row.lead or excerpt(row.text, most=MOST_WORDS) if row else ""
