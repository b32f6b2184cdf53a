"""Drafts: read, prepare, settle the map, publish, compare."""

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
from ...drafts.errors import NoSuchDraft
from ...drafts.models import Draft
from ...drafts.queries import compare as compared
from ...drafts.queries import (
    draft_named,
    drafts_prepared,
    drafts_published,
    latest_draft,
    preparation_of,
    shown_drafts,
)
from ...drafts.rules import Can
from ...kit.errors import Invalid, Refused
from ...kit.permissions import can, needs, open_to_all
from ...kit.slow import before_lock
from ...kit.web.cache import public
from ...kit.web.paging import asked_limit
from ..answers import answer, demand_match, list_answer
from ..forms import MapForm, PrepareForm, decisions, read, read_files_sent
from ..paging import page_of_sequence
from ..schemas import ComparedSchema, DraftList, DraftSchema, MapSchema, PageQuery, PreparedSchema
from ..spec import Calls, path, reading, writing

VERSION = [path("version", "A draft's version, or `latest`.")]
TWO = [
    path("older", "The draft to compare with, or `latest`."),
    path("newer", "The other draft, or `latest`."),
]
calls = Calls("api-drafts", __name__, url_prefix="/api/v1", description="The text, version by version")


@calls.route("/drafts")
@reading(DraftList, query=PageQuery, refusals=(422,))
@public
@open_to_all
def list_drafts() -> Response:
    """All drafts, the newest first.

    Without their clauses. Drafts being prepared stand among them only for those who may see them.
    """
    prepared = drafts_prepared() if can(g.viewer, Can.READ_PREPARED) else shown_drafts()
    found = [*prepared, *reversed(drafts_published())]
    page = page_of_sequence(found, key=_place, limit=asked_limit())
    return list_answer(shapes.draft_shapes(page.items), next=page.next)


@calls.route("/drafts/<version>", parameters=VERSION)
@reading(DraftSchema)
@public
@open_to_all
def show_draft(version: str) -> Response:
    """One draft with all of its clauses.

    `latest` stands for the last one that was published and not withdrawn.
    """
    return answer(shapes.draft_shape(seen(version)))


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


@calls.route("/drafts/<version>/map", parameters=VERSION)
@reading(MapSchema)
@open_to_all
def show_map(version: str) -> Response:
    """What became of each clause since the draft before."""
    draft = seen(version)
    return answer(shapes.map_shape(draft), etag=etag_of(draft) if draft.publication is None else None)


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
    return answer(shapes.draft_shape(publish_draft(draft, g.prepared, by=g.viewer)))


@calls.route("/compare/<older>...<newer>", parameters=TWO)
@reading(ComparedSchema)
@public
@open_to_all
def compare(older: str, newer: str) -> Response:
    """Two published drafts: what became of each clause, with the redline.

    For drafts that are not neighbours the maps in between are composed.
    """
    return answer(shapes.compare_shape(compared(draft_named(older), draft_named(newer))))


def seen(version: str) -> Draft:
    """A draft that this viewer may see. Raises NoSuchDraft, NoDraftYet."""
    draft = draft_named(version, published=False)
    if draft.publication is None and not _may_see(draft):
        raise NoSuchDraft
    return draft


def etag_of(draft: Draft) -> str:
    """The revision of a map; marked where another draft became the latest, since then the map is another too."""
    preparation, latest = preparation_of(draft), latest_draft()
    if preparation is None:
        return "0"
    anew = preparation.against_id != (latest.id if latest else None)
    return f"{preparation.revision}.{latest.id if latest else 0}" if anew else str(preparation.revision)


def _place(draft: Draft) -> tuple[int, int]:
    return (1, -draft.publication.position) if draft.publication else (0, -draft.id)


def _may_see(draft: Draft) -> bool:
    return can(g.viewer, Can.READ_PREPARED, draft)


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
