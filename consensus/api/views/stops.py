"""Stops of the roadshow, and rows from their rooms."""

from flask import Response, g, request
from flask_babel import gettext as _

from ...kit.clock import rfc3339
from ...kit.errors import Invalid
from ...kit.permissions import needs, open_to_all
from ...kit.slow import before_lock
from ...kit.web.cache import public
from ...kit.web.paging import asked_limit
from ...roadshow.actions.batches import take_batch
from ...roadshow.batching import ReadyBatch, ready_batch
from ...roadshow.models import Batch, Stop, StopState
from ...roadshow.queries import stop_named, stops_page
from ...roadshow.queries.batches import batches_of
from ...roadshow.queries.report import report_of
from ...roadshow.report_data import report_as_data
from ...roadshow.rules import Can
from ...roadshow.shapes import Shape, stop_shape, stop_shapes
from ..answers import answer, list_answer
from ..schemas import PageQuery
from ..spec import Calls, path, reading, writing
from ..stop_forms import BatchForm, file_sent
from ..stop_schemas import (
    BatchList,
    BatchReportSchema,
    StopList,
    StopQuery,
    StopReportSchema,
    WholeStopSchema,
)

SLUG = [path("slug", "A stop's slug.")]
TEXT = {"text/csv": {"schema": {"type": "string", "format": "binary"}}}
calls = Calls(
    "api-stops",
    __name__,
    url_prefix="/api/v1",
    description="Stops of the roadshow, and what comes in from their rooms",
)


@calls.route("/stops")
@reading(StopList, query=StopQuery)
@public
@open_to_all
def list_stops() -> Response:
    """The stops in order of time, with their states."""
    found = stops_page(cursor=request.args.get("cursor"), limit=asked_limit(), states=_states())
    return list_answer(stop_shapes(found.items), next={"cursor": found.next} if found.next else None)


@calls.route("/stops/<slug>", parameters=SLUG)
@reading(WholeStopSchema)
@public
@open_to_all
def show_stop(slug: str) -> Response:
    """One stop, with its sittings, its history, and what has to be done before it can close."""
    return answer(stop_shape(stop_named(slug)))


@calls.route("/stops/<slug>/report", parameters=SLUG)
@reading(StopReportSchema)
@public
@open_to_all
def show_report(slug: str) -> Response:
    """Who took part at a stop as far as they said, what was said of each clause, and what was answered since.

    What fewer people than `below` have in common stands under `*`.
    """
    return answer(report_as_data(report_of(stop_named(slug))))


@calls.route("/stops/<slug>/batches", parameters=SLUG)
@reading(BatchList, query=PageQuery)
@public
@open_to_all
def list_batches(slug: str) -> Response:
    """The files of rows that were taken at a stop, the last first."""
    found = batches_of(stop_named(slug), cursor=request.args.get("cursor"), limit=asked_limit())
    return list_answer(
        [_batch(each) for each in found.items], next={"cursor": found.next} if found.next else None
    )


@calls.route("/stops/<slug>/batches", parameters=SLUG, methods=["POST"])
@writing(200, BatchReportSchema, body=BatchForm, puts=True, also=TEXT)
@before_lock(lambda slug: _ready(slug))
@needs(Can.BATCH, on=stop_named)
def add_batch(stop: Stop) -> Response:
    """Take rows that were entered from paper: a CSV file as the body (`text/csv`), its text, or the rows one by one.

    A row is known by sheet, participant and clause. What cannot be taken is listed with its line and reason; all the rest is
    taken together. The same row by another `entered_by` is its second keying. 200 where nothing in it is new.
    """
    report = take_batch(stop, g.prepared, by=g.viewer).as_data()
    if not report["accepted"]:
        return answer(report)
    return answer(report, 201, location=f"/api/v1/stops/{stop.slug}/batches")


def _ready(slug: str) -> ReadyBatch:
    content, name = file_sent()
    return ready_batch(stop_named(slug), content, name=name)


def _states() -> list[StopState]:
    if "state" not in request.args:
        return []
    try:
        return [StopState(request.args["state"])]
    except ValueError as error:
        raise Invalid({"state": _("Choose one of those offered.")}) from error


def _batch(each: Batch) -> Shape:
    return {
        "id": each.id,
        "at": rfc3339(each.at),
        "digest": each.digest,
        "accepted": each.accepted,
        "unchanged": each.unchanged,
        "refused": each.refused,
    }
