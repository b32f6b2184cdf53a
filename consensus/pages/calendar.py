"""One calendar of the whole process: stops of the roadshow, ends of drafts' periods, last calls; also as files to subscribe to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, current_app, render_template, request
from flask_babel import format_date
from flask_babel import gettext as _

from ..kit.clock import now
from ..kit.permissions import open_to_all
from ..kit.web.addresses import base_url
from ..kit.web.cache import public
from ..kit.web.paging import cut
from ..ledger.queries import entry
from ..roadshow.ical import Happening, as_file
from ..roadshow.queries import stop_named
from ..roadshow.queries.calendar import happenings, of_stops
from ..roadshow.stops_shown import days_words, times_words, zone_words

bp = Blueprint("calendar", __name__)
PAST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class DateView:
    """A date as the page shows it. ``when``: in words, at its place; ``zone``: which that is, for times."""

    happening: Happening
    when: str
    zone: str


@bp.get("/roadshow/calendar/")
@open_to_all
@public
def calendar() -> str:
    """What is to come, month by month; then what was, the last first."""
    coming, past = apart(happenings())
    page = cut(past, key=_newest_first, cursor=request.args.get("cursor"), limit=PAST_AT_ONCE)
    return render_template(
        "pages/calendar.html",
        coming=[] if request.args.get("cursor") else by_month(coming),
        past=by_month(page.items),
        next=page.next,
        deeper="cursor" in request.args,
        address=base_url() + "/roadshow/calendar.ics",
    )


@bp.get("/roadshow/calendar.ics")
@open_to_all
@public
def calendar_file() -> Response:
    """Every date, as iCalendar."""
    return ics(happenings(), title=_("%(site)s: calendar", site=current_app.config["SITE_NAME"]))


@bp.get("/roadshow/<slug>.ics")
@open_to_all
@public
def stop_file(slug: str) -> Response:
    """The days of one stop and the times of its sittings, as iCalendar."""
    stop = stop_named(slug)
    return ics(of_stops([stop]), title=stop.title)


def ics(found: Sequence[Happening], *, title: str) -> Response:
    """A file that calendars read. Its names are the same under every address, others on every installation."""
    first = entry(1)
    site = f"{first.hash[:16] if first else 'new'}.consensus"
    body = as_file(found, title=title, site=site, base=base_url())
    return Response(body, mimetype="text/calendar")


def apart(found: Iterable[Happening]) -> tuple[list[Happening], list[Happening]]:
    """What is to come or going on, in order of time, and what is over, the last first."""
    coming: list[Happening] = []
    past: list[Happening] = []
    for each in found:
        (past if _is_over(each) else coming).append(each)
    return coming, sorted(past, key=_newest_first)


def by_month(found: Iterable[Happening]) -> list[tuple[str, list[DateView]]]:
    """Month in words → its dates, in the order they are in."""
    months = groupby(found, key=lambda each: each.day.replace(day=1))
    return [(format_date(month, "MMMM yyyy"), [_view(each) for each in some]) for month, some in months]


def _is_over(each: Happening) -> bool:
    if isinstance(each.starts, datetime):
        ends = each.ends if isinstance(each.ends, datetime) else each.starts
        return ends < now()
    return each.state != "open" and each.last_day < _today(each.zone)


def _today(zone: str) -> date:
    return now().astimezone(ZoneInfo(zone)).date()


def _newest_first(each: Happening) -> list[Any]:
    return [-each.day.toordinal(), each.name]


def _view(each: Happening) -> DateView:
    if isinstance(each.starts, datetime):
        ends = each.ends if isinstance(each.ends, datetime) else None
        zone = "UTC" if each.zone == "UTC" else zone_words(each.zone, each.day)
        return DateView(each, times_words(each.starts, ends, each.zone), zone)
    return DateView(each, days_words(each.day, each.last_day), "")
