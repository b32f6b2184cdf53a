"""Suggesting other words: for one clause or several, in rows; more rows come by a button, without a script."""

from collections.abc import Mapping
from typing import Any

from flask import g, request

from ...drafts.queries import ClauseRow, rows_of
from ...kit.permissions import open_to_all
from ...kit.slow import before_lock
from ...kit.text.words import excerpt
from ...kit.web.errors import shown_by
from ...kit.web.transactions import reads_only
from ..composing import BEGINNING, PreviewView
from ..forms import MOST_ROWS, EditRow, rows_in
from ..models import Operation
from ..places import OnClause, Place
from ..raised import RaisedView
from .composing import on_clause
from .doors import bp, by_writer, while_typing
from .shared import form_page, prepared, previewed, said, what_was_raised

SUGGEST = "discussion/suggest.html"
MOST_TITLE = 50


def suggest_page(
    place: Place,
    *,
    preview: PreviewView | None = None,
    raised: list[RaisedView] | None = None,
    more: bool = False,
) -> str:
    """Rows of edits, and why. ``more``: one row further."""
    assert isinstance(place, OnClause)
    clauses = rows_of(place.draft)
    return form_page(
        place,
        template=SUGGEST,
        preview=preview,
        raised=raised,
        rows=_rows(place, clauses, more=more),
        most=MOST_ROWS,
        beginning=BEGINNING,
        clauses=[(row.key, _called(row)) for row in clauses],
    )


@bp.get("/drafts/<version>/clauses/<key>/suggest")
@open_to_all
def suggest_form(version: str, key: str) -> str:
    """The words of a clause to be changed, and room for further edits."""
    return suggest_page(on_clause(version, key))


@bp.post("/drafts/<version>/clauses/<key>/suggest")
@by_writer
@before_lock(lambda version, key: prepared(on_clause(version, key)))
@open_to_all
def suggest(version: str, key: str) -> Any:
    """Suggest it; a stranger's words are kept until they have signed in."""
    return said(g.prepared)


@bp.post("/drafts/<version>/clauses/<key>/suggest/preview")
@by_writer
@open_to_all
@shown_by("discussion.suggest_form")
@reads_only
def preview_of_suggestion(version: str, key: str) -> str:
    """How it will look, or one row more; nothing is stored."""
    place = on_clause(version, key)
    if "more" in request.form:
        return suggest_page(place, more=True)
    return suggest_page(place, preview=previewed(place))


@bp.post("/drafts/<version>/clauses/<key>/suggest/raised")
@while_typing
@open_to_all
@reads_only
def raised_of_suggestion(version: str, key: str) -> str:
    """What was said before that is like the reasons that are typed; nothing is stored."""
    place = on_clause(version, key)
    return what_was_raised(place, lambda found: suggest_page(place, raised=found))


def _rows(place: OnClause, clauses: list[ClauseRow], *, more: bool) -> list[EditRow]:
    """What was typed so far, else the words of this clause, to be changed; rows for other clauses get theirs."""
    here = place.row
    words = {row.key: row.markdown for row in clauses}
    rows = (
        [_with_words(row, words) for row in rows_in(request.form)[:MOST_ROWS]]
        if request.method == "POST"
        else []
    )
    if not rows:
        rows = [EditRow(Operation.REPLACE, here.key, here.key, here.markdown)]
    return [*rows, EditRow(Operation.REPLACE, "", here.key, "")][:MOST_ROWS] if more else rows


def _with_words(row: EditRow, words: Mapping[str, str]) -> EditRow:
    if row.op != Operation.REPLACE or row.text.strip():
        return row
    return EditRow(row.op, row.clause, row.after, words.get(row.clause, ""))


def _called(row: ClauseRow) -> str:
    return f"{row.number} {row.lead or excerpt(row.text, most=MOST_TITLE)}"
