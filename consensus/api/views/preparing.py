"""Drafts in the making: prepared, their map settled, published."""

from typing import Any

from flask import Response, g
from flask_babel import gettext as _

from ...drafts import shapes
from ...drafts.actions import (
    Reading,
    align_again,
    decide_map,
    plan_publication,
    prepare_draft,
    publish_draft,
    read_files,
)
from ...drafts.queries import draft_named
from ...drafts.rules import Can
from ...kit.errors import Invalid, Refused
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ...voting.counted import whole_shape
from ..answers import answer, demand_match
from ..forms import MapForm, PrepareForm, decisions, read, read_files_sent
from ..schemas import DraftSchema, MapSchema, PreparedSchema
from ..spec import writing
from .drafts import VERSION, calls, etag_of


@calls.route("/drafts", methods=["POST"])
@writing(201, PreparedSchema, body=PrepareForm)
@before_lock(lambda: _read_files())
@needs(Can.PREPARE)
def prepare() -> Response:
    """Prepare a draft: its files are read into clauses and aligned with the latest draft.

    Nothing is public yet. The answer has the proposed map.
    """
    made: Reading = g.prepared
    draft = prepare_draft(made, by=g.viewer)
    return answer(
        shapes.prepared_shape(draft), 201, location=f"/api/v1/drafts/{draft.version}", etag=etag_of(draft)
    )


@calls.route("/drafts/<version>/map", parameters=VERSION, methods=["PATCH"])
@writing(200, MapSchema, body=MapForm, if_match=True)
@before_lock(lambda version: align_again(draft_named(version, published=False)))
@needs(Can.PREPARE)
def change_map(version: str) -> Response:
    """Decide about some clauses of a prepared draft; the answer is the whole map with final keys.

    Where another draft was published since, the map is made anew first; decisions that can still stand are kept.
    """
    changes, draft = decisions(read(MapForm)), draft_named(version, published=False)
    demand_match(etag_of(draft))
    plan = decide_map(draft, changes, alignment=g.prepared, by=g.viewer)
    return answer(shapes.map_shape(draft, plan=plan), etag=etag_of(draft))


@calls.route("/drafts/<version>/publication", parameters=VERSION, methods=["POST"])
@writing(200, DraftSchema, if_match=True)
@before_lock(lambda version: _plan(version))
@needs(Can.PUBLISH)
def publish(version: str) -> Response:
    """Publish a prepared draft, with the map as it stands; its text cannot be changed afterwards."""
    draft = draft_named(version, published=False)
    demand_match(etag_of(draft))
    return answer(whole_shape(publish_draft(draft, g.prepared, by=g.viewer)))


def _read_files() -> Reading:
    form, files = read_files_sent()
    return read_files(
        files, version=form.version, summary=form.summary, date=form.date, comment_until=form.comment_until
    )


def _plan(version: str) -> Any:
    draft = draft_named(version, published=False)
    try:
        return plan_publication(draft)
    except Invalid as error:
        reasons = [str(sentence) for sentences in error.errors.values() for sentence in sentences]
        raise Refused(_("This draft cannot be published as it is."), reasons=reasons) from error
