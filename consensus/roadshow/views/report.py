"""What stops came to: the report of one, and who took part over all of them, computed and dated; also as tables."""

from collections.abc import Callable
from typing import Any

from flask import Response, g, render_template

from ...kit.permissions import can, open_to_all
from ...kit.web.addresses import base_url
from ...kit.web.cache import public
from ...kit.web.sending import Text, made_file
from ..queries.participation import participation
from ..queries.report import report_of
from ..report_sheets import write_columns, write_participation, write_people, write_report
from ..rooms_shown import notes_by_clause
from ..rules import Can
from ..stops_shown import stop_view
from .doors import bp, stop_at


@bp.get("/roadshow/<slug>/report/")
@open_to_all
@public
def report(slug: str) -> str:
    """What a stop came to: who took part as far as they said, what was said, what was answered since, what is left."""
    found = stop_at(slug)
    sets_aside = found.draft_id is not None and can(g.viewer, Can.SET_ASIDE, found)
    return render_template(
        "roadshow/report.html",
        stop=stop_view(found),
        report=report_of(found),
        notes=notes_by_clause(found),
        sets_aside=sets_aside,
    )


@bp.get("/roadshow/<slug>/report.csv")
@open_to_all
@public
def report_sheet(slug: str) -> Response:
    """The same as a table."""
    found = report_of(stop_at(slug))
    return _sheet(lambda out: write_report(out, found, base=base_url()), f"{slug}.csv")


@bp.get("/roadshow/<slug>/people.csv")
@open_to_all
@public
def people_sheet(slug: str) -> Response:
    """Who took part in a stop, as far as they said, as a table."""
    found = report_of(stop_at(slug))
    return _sheet(lambda out: write_people(out, found.who, as_of=found.as_of), f"{slug}-people.csv")


@bp.get("/roadshow/participation/")
@open_to_all
@public
def participation_page() -> str:
    """Who took part over all stops, computed and dated."""
    return render_template("roadshow/participation.html", found=participation())


@bp.get("/roadshow/participation.csv")
@open_to_all
@public
def participation_sheet() -> Response:
    """The same as a table."""
    found = participation()
    return _sheet(lambda out: write_participation(out, found, base=base_url()), "participation.csv")


@bp.get("/roadshow/people.csv")
@open_to_all
@public
def all_people_sheet() -> Response:
    """Who took part over all stops, as a table."""
    found = participation()
    return _sheet(lambda out: write_people(out, found.who, as_of=found.as_of), "people.csv")


@bp.get("/roadshow/columns.csv")
@open_to_all
@public
def columns() -> Response:
    """What the columns of these tables mean."""
    return _sheet(write_columns, "roadshow-columns.csv")


def _sheet(write: Callable[[Any], None], name: str) -> Response:
    return made_file(lambda raw: write(Text(raw)), name=name, mimetype="text/csv")
