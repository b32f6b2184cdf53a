"""Saying something of a clause, of a part, of the draft as a whole, or of what is missing: open to all, the account comes last."""

from typing import Any

from flask import g, request

from ...kit.permissions import open_to_all
from ...kit.slow import before_lock
from ...kit.web.errors import shown_by
from ...kit.web.transactions import reads_only
from ..places import Place, place_named
from .doors import bp, by_writer, while_typing
from .shared import form_page, prepared, previewed, said, what_was_raised


def on_clause(version: str, key: str) -> Place:
    """A clause of a published draft. Raises NoSuchDraft, NoSuchClause."""
    return place_named(version, key=key)


def on_draft(version: str) -> Place:
    """What ``?part=`` or ``?after=`` names, else the draft as a whole. Raises NoSuchDraft, NoSuchClause, NoSuchPart, Invalid."""
    return place_named(version, part=request.args.get("part"), after=request.args.get("after"))


@bp.get("/drafts/<version>/clauses/<key>/comment")
@open_to_all
def clause_form(version: str, key: str) -> str:
    """The words of a clause, and a form to say something of them."""
    return form_page(on_clause(version, key))


@bp.post("/drafts/<version>/clauses/<key>/comment")
@by_writer
@before_lock(lambda version, key: prepared(on_clause(version, key)))
@open_to_all
def say_of_clause(version: str, key: str) -> Any:
    """Say it; a stranger's words are kept until they have signed in."""
    return said(g.prepared)


@bp.post("/drafts/<version>/clauses/<key>/comment/preview")
@by_writer
@open_to_all
@shown_by("discussion.clause_form")
@reads_only
def preview_of_clause(version: str, key: str) -> str:
    """How it will look; nothing is stored."""
    place = on_clause(version, key)
    return form_page(place, preview=previewed(place))


@bp.post("/drafts/<version>/clauses/<key>/comment/raised")
@while_typing
@open_to_all
@reads_only
def raised_of_clause(version: str, key: str) -> str:
    """What was said before that is like what is typed; nothing is stored."""
    return what_was_raised(on_clause(version, key))


@bp.get("/drafts/<version>/comment")
@open_to_all
def draft_form(version: str) -> str:
    """A form to say something of a draft, a part of it, or what is missing after a clause."""
    return form_page(on_draft(version))


@bp.post("/drafts/<version>/comment")
@by_writer
@before_lock(lambda version: prepared(on_draft(version)))
@open_to_all
def say_of_draft(version: str) -> Any:
    """Say it; a stranger's words are kept until they have signed in."""
    return said(g.prepared)


@bp.post("/drafts/<version>/comment/preview")
@by_writer
@open_to_all
@shown_by("discussion.draft_form")
@reads_only
def preview_of_draft(version: str) -> str:
    """How it will look; nothing is stored."""
    place = on_draft(version)
    return form_page(place, preview=previewed(place))


@bp.post("/drafts/<version>/comment/raised")
@while_typing
@open_to_all
@reads_only
def raised_of_draft(version: str) -> str:
    """What was said before that is like what is typed; nothing is stored."""
    return what_was_raised(on_draft(version))
