"""All systems by all requirements: as a table, and as a sheet."""

import csv
import io

from flask import Response, render_template, request

from ...drafts.reading import draft_view
from ...kit.permissions import open_to_all
from ...kit.text.cells import defused
from ...kit.web.addresses import base_url
from ...kit.web.cache import public
from ..queries.matrix import matrix
from ..tables import Table, table_of
from .doors import bp, draft_asked, draft_needed
from .listing import asked_in, choices


@bp.get("/systems/matrix/")
@open_to_all
@public
def table() -> str:
    """Every system, every requirement: ``?draft=`` ``?verdict=`` ``?maker=`` ``?kind=`` choose some."""
    draft, asked = draft_asked(), asked_in(request.args)
    return render_template(
        "systems/matrix.html",
        draft=draft_view(draft) if draft else None,
        table=table_of(matrix(draft, **asked)) if draft else None,
        **choices(draft, asked),
    )


@bp.get("/systems/matrix.csv")
@open_to_all
@public
def sheet() -> Response:
    """The same as a sheet: a row a system, a column a requirement."""
    draft = draft_needed()
    out = io.StringIO(newline="")
    write_sheet(out, table_of(matrix(draft, **asked_in(request.args))), base=base_url())
    answer = Response(out.getvalue(), mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="systems-{draft.version}.csv"'
    return answer


def write_sheet(out: io.StringIO, table: Table, *, base: str) -> None:
    """Rows of a matrix: the system, its address, maker, kind, assessment; then met, terms, missing or unknown."""
    sheet = csv.writer(out, quoting=csv.QUOTE_ALL)
    head = ["system", "url", "name", "maker", "kind", "draft", "assessment"]
    sheet.writerow([*head, *(defused(each.id) for each in table.asked)])
    for row in table.rows:
        cells = [row.cells.get(each.id, "") for each in table.asked]
        facts = [
            row.slug,
            f"{base}/systems/{row.slug}/?draft={table.version}",
            row.name,
            row.maker,
            row.kind,
            table.version,
            row.verdict or "",
        ]
        sheet.writerow([defused(str(cell)) for cell in (*facts, *cells)])
