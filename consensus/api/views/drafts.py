"""Drafts to read: all of them, one with its clauses, what became of each, any two beside each other."""

from flask import Response, g

from ...drafts import shapes
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
from ...kit.permissions import can, open_to_all
from ...kit.web.cache import public
from ...kit.web.paging import asked_limit
from ...systems.shapes import flip_shapes
from ...voting.counted import whole_shape
from ..answers import answer, list_answer
from ..paging import page_of_sequence
from ..schemas import ComparedSchema, DraftList, DraftSchema, MapSchema, PageQuery
from ..spec import Calls, path, reading

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
    draft = seen(version)
    return answer(whole_shape(draft))


@calls.route("/drafts/<version>/map", parameters=VERSION)
@reading(MapSchema)
@open_to_all
def show_map(version: str) -> Response:
    """What became of each clause since the draft before."""
    draft = seen(version)
    return answer(shapes.map_shape(draft), etag=etag_of(draft) if draft.publication is None else None)


@calls.route("/compare/<older>...<newer>", parameters=TWO)
@reading(ComparedSchema)
@public
@open_to_all
def compare(older: str, newer: str) -> Response:
    """Two published drafts: what became of each clause, with the redline.

    For drafts that are not neighbours the maps in between are composed. `flips` are the AI systems whose verdict differs.
    """
    before, after = draft_named(older), draft_named(newer)
    return answer(shapes.compare_shape(compared(before, after)) | {"flips": flip_shapes(before, after)})


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
