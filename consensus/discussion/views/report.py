"""The disposition of comments: every comment on a draft and what became of it, as a page and as sheets."""

from collections.abc import Iterator
from typing import Any

from flask import Response, g, redirect, render_template, request, url_for

from ...drafts.models import Draft
from ...drafts.queries import draft_named
from ...drafts.reading import draft_view
from ...kit.permissions import open_to_all
from ...kit.web.addresses import address_of
from ...kit.web.cache import public
from ...kit.web.sending import Text, made_file
from ..queries.reports import disposition_rows, said_on
from ..reporting import MOST_PRINTED, Report, report_of
from ..shapes import Shape, comment_shapes
from ..sheets import write_dictionary, write_eight, write_sheet
from .doors import bp

BATCH = 500


@bp.get("/drafts/<version>/dispositions/")
@open_to_all
@public
def dispositions(version: str) -> Any:
    """Every comment on a draft that wants an answer, in the order of the text, and what became of it."""
    draft = draft_named(version)
    if version != draft.version:
        return redirect(url_for("discussion.dispositions", version=draft.version), 302)
    whole = request.args.get("whole") == "yes"
    report: Report = report_of(
        draft, cursor=request.args.get("cursor"), limit=MOST_PRINTED if whole else 50, show=request.args.get("show", "all"),
        viewer=g.viewer,
    )  # fmt: skip
    return render_template(
        "discussion/dispositions.html",
        draft=draft_view(draft),
        report=report,
        whole=whole,
        address=address_of("discussion.dispositions", version=draft.version),
    )


@bp.get("/drafts/<version>/dispositions.csv")
@open_to_all
@public
def dispositions_sheet(version: str) -> Response:
    """The same as a sheet: all comments with their replies; ``?form=iec`` in the eight columns of IEC and ISO."""
    draft = draft_named(version)
    if request.args.get("form") == "iec":
        return _sent(write_eight, _wanting_answers(draft), draft, name=f"comments-{draft.version}-iec.csv")
    return _sent(write_sheet, _everything(draft), draft, name=f"comments-{draft.version}.csv")


@bp.get("/drafts/<version>/dispositions-columns.csv")
@open_to_all
@public
def dispositions_columns(version: str) -> Response:
    """What the columns of the sheet mean."""
    draft_named(version)
    return _sent(write_dictionary, name="comments-columns.csv")


def _everything(draft: Draft) -> Iterator[Shape]:
    last = 0
    while comments := said_on(draft, after=last, most=BATCH):
        roots = [comment for comment in comments if comment.parent_id is None]
        yield from comment_shapes(comments, seen_from=draft, html=False)
        last = max(root.id for root in roots)


def _wanting_answers(draft: Draft) -> Iterator[Shape]:
    cursor = None
    while True:
        page = disposition_rows(draft, cursor=cursor, limit=BATCH)
        yield from comment_shapes([each.comment for each in page.items], seen_from=draft, html=False)
        cursor = page.next
        if cursor is None:
            return


def _sent(write: Any, *what: Any, name: str) -> Response:
    return made_file(lambda raw: write(Text(raw), *what), name=name, mimetype="text/csv")
