"""Files of rows on the page: chosen, taken whole, and told row by row."""

from typing import Any

from flask import g, render_template, request
from flask_babel import gettext as _

from ...kit.errors import Invalid
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ..actions.batches import take_batch
from ..batch import COLUMNS
from ..batching import MOST_BYTES, BatchReport, ReadyBatch, ready_batch
from ..models import Stop
from ..paper_shown import paper_nav
from ..queries.batches import batches_of
from ..rules import Can
from .doors import bp, by_participant, stop_at


@bp.get("/roadshow/<slug>/batches/")
@needs(Can.BATCH, on=stop_at)
def batches(stop: Stop) -> str:
    """Choose a file; the files that were taken before."""
    return _page(stop, None)


def uploaded(slug: str) -> ReadyBatch:
    """Before the lock: the file, read and checked. Raises Invalid under ``file``."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Invalid({"file": _("Choose a file.")})
    return ready_batch(stop_at(slug), file.stream.read(MOST_BYTES + 1), name=file.filename)


@bp.post("/roadshow/<slug>/batches/")
@by_participant
@before_lock(uploaded)
@needs(Can.BATCH, on=stop_at)
def take_file(stop: Stop) -> str:
    """Take a file; say of each row that was refused why. The same file again changes nothing."""
    ready: ReadyBatch = g.prepared
    return _page(stop, take_batch(stop, ready, by=g.viewer), name=ready.name)


def _page(stop: Stop, report: BatchReport | None, *, name: str = "") -> Any:
    return render_template(
        "roadshow/batches.html",
        nav=paper_nav(stop),
        page=batches_of(stop, cursor=request.args.get("cursor")),
        report=report,
        name=name,
        columns=COLUMNS,
    )
