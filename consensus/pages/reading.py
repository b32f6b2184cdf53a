"""Reading a draft: the whole text, one clause, a clause through all drafts, a draft as data."""

from typing import Any

from flask import Blueprint, Response, abort, g, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ..archive.queries.threads import how_many_about
from ..discussion.places import OnClause
from ..discussion.queries.answers import answered_by
from ..discussion.talking import talk_on
from ..drafts.exports import as_markdown, as_pdf
from ..drafts.models import Draft
from ..drafts.printed import views_through
from ..drafts.printing import walk
from ..drafts.queries import (
    ClauseRow,
    aliases_of,
    clause_in,
    clause_named,
    draft_named,
    drafts_published,
    history_of,
)
from ..drafts.reading import draft_view, draft_views, reading_of
from ..drafts.shown import ClauseView, Reading
from ..drafts.tracing import why_here
from ..kit.errors import Missing
from ..kit.permissions import open_to_all
from ..kit.text.words import excerpt
from ..kit.web.addresses import base_url
from ..kit.web.cache import public
from ..voting.beside import stand_on, stands_of
from ..voting.counted import whole_shape
from ..voting.views.doors import left_out
from .citing import cite
from .printed_text import printed_text, with_changes
from .talks import places_of, talks_of

bp = Blueprint("reading", __name__)
ANSWERED = 20


@bp.get("/drafts/latest/")
@open_to_all
def latest() -> AnyResponse:
    """The address that always leads to the current draft."""
    return redirect(url_for("reading.draft", version=draft_named("latest").version), 302)


@bp.get("/drafts/<version>/")
@open_to_all
@public
def draft(version: str) -> str:
    """The reading page."""
    found, shown = draft_named(version), request.args.get("changes") == "shown"
    view = draft_view(found)
    text, talks = printed_text(found, view, shown=shown), talks_of(found, viewer=g.viewer)
    stands = stands_of(found, viewer=g.viewer, left_out=left_out())
    sort = request.args.get("talk", "")
    return render_template(
        "pages/reading.html",
        draft=with_changes(view, text),
        parts=text.parts,
        pieces=text.pieces,
        terms=text.terms,
        talks=talks,
        stands=stands,
        known={*talks, *stands.by_key, *stands.parts},
        sort=sort,
        places=places_of(sort, talks, text.numbers, viewer=g.viewer),
        shown=shown,
    )


@bp.get("/drafts/<version>.md")
@open_to_all
@public
def markdown(version: str) -> Response:
    """The draft as Markdown, with its keys."""
    return Response(as_markdown(draft_named(version)), mimetype="text/markdown")


@bp.get("/drafts/<version>.json")
@open_to_all
@public
def json(version: str) -> Response:
    """The draft as data, as the API gives it."""
    return jsonify(whole_shape(draft_named(version)))


@bp.get("/drafts/<version>.pdf")
@open_to_all
def pdf(version: str) -> Response:
    """The draft as PDF, where the extra is installed."""
    return Response(as_pdf(draft_named(version)), mimetype="application/pdf")


@bp.get("/drafts/<version>/clauses/<key>/")
@open_to_all
@public
def clause(version: str, key: str) -> Any:
    """One clause in one draft; an alias leads to the lasting key."""
    found = draft_named(version)
    row = clause_in(found, key)
    if row.key != key or version == "latest":
        return redirect(
            url_for("reading.clause", version=found.version, key=row.key), 301 if row.key != key else 302
        )
    reading = reading_of(found)
    view = reading.clause(row.key)
    if view is None:
        abort(404)
    word = _word()
    return render_template(
        "pages/clause.html",
        draft=reading.draft,
        clause=view,
        above=_above(reading, view),
        previous=_neighbour(reading, view, -1),
        next=_neighbour(reading, view, 1),
        steps=_steps(row, found),
        terms=reading.terms,
        citation=cite(reading.draft, view, base=base_url()),
        words=row.text.split(" "),
        word=word,
        why=why_here(found, row, word) if word is not None else None,
        talk=talk_on(OnClause(found, row), request.args, g.viewer),
        stand=stand_on(OnClause(found, row), viewer=g.viewer),
        says=found.withdrawal is None,
        answers=answered_by(found, row.clause_id, limit=ANSWERED),
        elsewhere=how_many_about(row.clause_id),
    )


@bp.get("/clauses/<key>/")
@open_to_all
@public
def history(key: str) -> Any:
    """A clause through all drafts, the newest first."""
    lasting = clause_named(key)
    if lasting.key != key:
        return redirect(url_for("reading.history", key=lasting.key), 301)
    published, placed = drafts_published(), history_of(lasting)
    if not placed:
        raise Missing
    views, newest = views_through(placed), placed[-1][1]
    steps = [
        {"draft": view, "clause": views.get(draft.id)}
        for draft, view in zip(published, draft_views(published), strict=True)
    ]
    return render_template(
        "pages/history.html",
        key=lasting.key,
        title=newest.lead or excerpt(newest.text, most=60),
        aliases=aliases_of(lasting),
        steps=_trimmed(steps),
    )


def _trimmed(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    first = next(n for n, step in enumerate(steps) if step["clause"])
    return list(reversed(steps[first:]))


def _steps(row: ClauseRow, here: Draft) -> list[dict[str, Any]]:
    history = history_of(clause_named(row.key))
    views = views_through(history)
    return [
        {
            "version": found.version,
            "date": found.date,
            "number": placed.number,
            "change": views[found.id].change,
            "here": found.id == here.id,
        }
        for found, placed in reversed(history)
    ]


def _above(reading: Reading, view: ClauseView) -> list[str]:
    by_order = {clause.order: clause for clause in reading.clauses}
    words: list[str] = []
    parent = view.parent_order
    while parent is not None:
        words.append(by_order[parent].lead or excerpt(by_order[parent].text, most=60))
        parent = by_order[parent].parent_order
    return list(reversed(words))


def _neighbour(reading: Reading, view: ClauseView, step: int) -> dict[str, str] | None:
    ordered = list(walk([clause for part in reading.parts for clause in part.clauses]))
    place = next(n for n, clause in enumerate(ordered) if clause.key == view.key) + step
    if not 0 <= place < len(ordered):
        return None
    found = ordered[place]
    return {"key": found.key, "number": found.number, "title": found.lead or excerpt(found.text, most=40)}


def _word() -> int | None:
    text = request.args.get("word", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
