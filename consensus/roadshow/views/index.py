"""All stops: on a map and in lists; and the kit for whoever leads one."""

from flask import render_template, request

from ...kit.permissions import open_to_all
from ...kit.web.cache import public
from ...kit.web.paging import cut
from ..models import Stop, StopState
from ..queries import all_stops, coming_stops
from ..queries.listed import listed
from ..stops_shown import is_past, stop_views
from .doors import bp

PAST = 30


@bp.get("/roadshow/")
@open_to_all
@public
def index() -> str:
    """Every stop on the map; those going on and to come; a page of past ones with what became of them."""
    stops = all_stops()
    over = [stop for stop in reversed(stops) if is_past(stop) and stop.state is not StopState.CANCELLED]
    past = cut(over, key=_newest_first, cursor=request.args.get("cursor"), limit=PAST)
    views = dict(zip((stop.id for stop in stops), stop_views(stops), strict=True))
    said = listed(past.items)
    return render_template(
        "roadshow/index.html",
        stops=list(views.values()),
        now_open=[views[stop.id] for stop in stops if stop.state is StopState.OPEN],
        coming=[views[stop.id] for stop in stops if not is_past(stop) and stop.state is not StopState.OPEN],
        past=[(views[stop.id], said.get(stop.slug)) for stop in past.items],
        cancelled=[
            views[stop.id]
            for stop in reversed(stops)
            if is_past(stop) and stop.state is StopState.CANCELLED and "cursor" not in request.args
        ],
        older=f"/roadshow/?cursor={past.next}" if past.next else None,
        deeper="cursor" in request.args,
    )


@bp.get("/roadshow/kit/")
@open_to_all
@public
def kit() -> str:
    """What a facilitator needs: an introduction, a script, what people agree to, sheets."""
    return render_template("roadshow/kit.html", stops=stop_views(coming_stops(most=8)))


def _newest_first(stop: Stop) -> list[int]:
    """What pages of past stops are cut by: a number that rises as one goes back."""
    return [-stop.starts.toordinal(), -stop.id]
