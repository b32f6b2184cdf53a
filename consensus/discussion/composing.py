"""Something said, from what was typed to what can be stored: checked and rendered before the lock, shown before it is posted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from ..accounts.models import Account
from ..drafts.queries import ClauseRow, rows_of
from ..drafts.redline import redline
from ..kit.errors import Invalid, Refusal
from ..kit.slow import slow
from ..kit.text.rendered import redline_texts
from ..kit.text.words import tidy
from .actions import Edit, prepare_edits
from .actions.checking import check_kind, is_late, quoted, thread_of
from .anchors import Anchor, Quote
from .entrance import say
from .forms import MOST_ROWS, EditRow, SaidForm, rows_in
from .models import Comment, CommentKind, Operation
from .places import After, OnClause, Place
from .shown import AnchorView, EditView
from .texts import Prepared, prepare_text

BEGINNING = "-"  # where an edit may stand after a clause: before all of them
REDLINED = (Operation.REPLACE, Operation.DELETE)


@dataclass(frozen=True, slots=True)
class Ready:
    """Something said at a place, made ready; ``finished``: redlines under their keys."""

    place: Place
    kind: CommentKind
    text: Prepared
    quote: Quote | None
    edits: tuple[Edit, ...]
    finished: tuple[tuple[str, str], ...]
    nonce: str | None


@dataclass(frozen=True, slots=True)
class PreviewView:
    """How it will look. Its fields are called as those of a comment that was posted."""

    kind: str
    version: str
    key: str | None
    body: str
    language: str
    late: bool
    anchor: AnchorView | None
    edits: tuple[EditView, ...]


@slow
def make_ready(place: Place, fields: Mapping[str, Any], *, parent: Comment | None = None) -> Ready:
    """Check and render what was typed at a place. Raises Invalid with all that is wrong, and what ``add_comment`` raises."""
    given = SaidForm.take(fields)
    late = is_late(place.draft)
    thread_of(parent, place)
    edits = rows_in(fields)
    text, quote, suggested, _kind = _all_of(
        lambda: prepare_text(given.body, else_=place.draft.language or "en"),
        lambda: quoted(place, _quote(given)),
        lambda: prepare_edits(_edits(place, given.suggestion, edits), draft=place.draft),
        lambda: check_kind(place, given.kind, late=late),
    )
    found, finished = suggested
    return Ready(place, given.kind, text, quote, tuple(found), tuple(finished), given.nonce)


def post(ready: Ready, *, by: Account, parent: Comment | None = None) -> Comment:
    """Say what was made ready. Raises what ``add_comment`` raises, and for an objection what taking a position does."""
    return say(
        ready.place, text=ready.text, kind=ready.kind, by=by, parent=parent, quote=ready.quote, nonce=ready.nonce,
        edits=ready.edits, finished=ready.finished,
    )  # fmt: skip


def preview_of(ready: Ready) -> PreviewView:
    """What was made ready as it will be shown."""
    words = ready.quote.exact if ready.quote else ""
    return PreviewView(
        kind=str(ready.kind),
        version=ready.place.draft.version,
        key=ready.place.row.key if isinstance(ready.place, OnClause) else None,
        body=ready.text.body,
        language=ready.text.language,
        late=is_late(ready.place.draft),
        anchor=AnchorView(words, str(Anchor.EXACT), 0, 0) if ready.quote else None,
        edits=edit_views(ready.edits),
    )


def preview_of_edit(comment: Comment, text: Prepared) -> PreviewView:
    """Other words of a comment as they will be shown."""
    return PreviewView(
        kind=str(comment.kind),
        version=comment.draft.version,
        key=comment.clause.key if comment.clause else None,
        body=text.body,
        language=text.language,
        late=comment.late,
        anchor=None,
        edits=(),
    )


def preview_or_why_not(
    place: Place, fields: Mapping[str, Any], *, parent: Comment | None = None
) -> tuple[PreviewView | None, str]:
    """How what was kept will look; or the sentence that says why it cannot be posted any more."""
    try:
        return preview_of(make_ready(place, fields, parent=parent)), ""
    except Invalid as error:
        return None, " ".join(str(text) for texts in error.errors.values() for text in texts)
    except Refusal as error:
        return None, str(error)


def edit_views(edits: tuple[Edit, ...]) -> tuple[EditView, ...]:
    """Edits as they are shown, with their redlines; what is to be deleted is struck."""
    lined = redline_texts([_pair(edit) for edit in edits if edit.op in REDLINED], redline)
    return tuple(
        EditView(
            op=str(edit.op),
            key=edit.clause.key if edit.clause else None,
            after=edit.after.key if edit.after else None,
            text=edit.text,
            redline_html=lined[_pair(edit)] if edit.op in REDLINED else None,
        )
        for edit in edits
    )


def _pair(edit: Edit) -> tuple[str, str]:
    return edit.clause.markdown if edit.clause else "", edit.text or ""


def _quote(given: Any) -> Quote | None:
    return Quote(given.quote, given.prefix or "", given.suffix or "") if given.quote else None


def _all_of(*checks: Callable[[], Any]) -> list[Any]:
    """What some checks give; all that they find is told at once. Raises Invalid."""
    found: list[Any] = []
    errors: dict[str, list[Any]] = {}
    for check in checks:
        try:
            found.append(check())
        except Invalid as error:
            errors |= error.errors
    if errors:
        raise Invalid(errors)
    return found


def _edits(place: Place, words: str, rows: list[EditRow]) -> list[Edit]:
    if rows:
        return edits_in(place, rows)
    if not words.strip():
        return []
    if isinstance(place, After):
        return [Edit(Operation.INSERT, after=place.row, text=words)]
    if isinstance(place, OnClause) and tidy(words) != tidy(place.row.markdown):
        return [Edit(Operation.REPLACE, place.row, text=words)]
    return []


def edits_in(place: Place, rows: list[EditRow]) -> list[Edit]:
    """The edits that rows speak of; rows that change nothing are left out. Raises Invalid under ``suggestion``."""
    if len(rows) > MOST_ROWS:
        raise _wrong(_("A suggestion has at most %(n)s edits.", n=MOST_ROWS))
    clauses = {row.key: row for row in rows_of(place.draft)}
    found = [edit for row in rows if (edit := _edit(row, clauses)) is not None]
    if not found:
        raise _wrong(_("Change the words of a clause, or say what is to be deleted, moved or put in."))
    return found


def _edit(row: EditRow, clauses: Mapping[str, ClauseRow]) -> Edit | None:
    try:
        op = Operation(row.op)
    except ValueError:
        raise _wrong(_("Choose what is to be done: replace, put in, delete or move.")) from None
    after = None if row.after == BEGINNING else _named(row.after, clauses)
    if op is Operation.INSERT:
        return Edit(op, after=_needed(row.after, after), text=row.text) if row.text.strip() else None
    clause = _named(row.clause, clauses)
    if clause is None:
        return None if not row.clause else _unknown(row.clause)
    if op is Operation.REPLACE:
        same = not row.text.strip() or tidy(row.text) == tidy(clause.markdown)
        return None if same else Edit(op, clause, text=row.text)
    if op is Operation.MOVE:
        return Edit(op, clause, after=_needed(row.after, after))
    return Edit(op, clause)


def _named(key: str, clauses: Mapping[str, ClauseRow]) -> ClauseRow | None:
    """A clause by its key, or by its number where no key is so called."""
    by_number = (row for row in clauses.values() if row.number == key.strip())
    return clauses.get(key.strip()) or next(by_number, None)


def _needed(typed: str, after: ClauseRow | None) -> ClauseRow | None:
    """Where something is to stand: after a clause, or at the beginning, and that said. Raises Invalid."""
    if after is None and typed != BEGINNING:
        raise _wrong(_("Say after which clause it is to stand."))
    return after


def _unknown(key: str) -> Edit:
    raise _wrong(_("There is no clause %(key)s in this draft.", key=key))


def _wrong(sentence: str) -> Invalid:
    return Invalid({"suggestion": sentence})
