"""Who joined the sittings of a stop, also when these are over: to be set aside, or to count again."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...kit.permissions import needs
from ...kit.web.errors import shown_by
from .. import actions
from ..forms import PeopleForm
from ..models import Attendance, Sitting, Stop
from ..queries import attendances_among, attendances_at
from ..rooms_shown import guest_views
from ..rules import Can
from ..stops_shown import stop_view
from .doors import bp, by_participant, stop_at

MOST = 100


@bp.get("/roadshow/<slug>/guests/")
@needs(Can.SET_ASIDE, on=stop_at)
def guests(stop: Stop) -> str:
    """Everybody who joined by a code, the last first; those whose words should not count can be set aside, with a reason."""
    page = attendances_at(stop, cursor=request.args.get("cursor"), limit=MOST)
    return render_template(
        "roadshow/guests.html",
        stop=stop_view(stop),
        guests=guest_views(page.items),
        several=len(stop.sittings) > 1,
        older=page.next,
    )


@bp.post("/roadshow/<slug>/guests/aside")
@by_participant
@needs(Can.SET_ASIDE, on=stop_at)
@shown_by("roadshow.guests")
def set_guests_aside(stop: Stop) -> Any:
    """Set guests of any sitting aside, on record."""
    form = PeopleForm.read()
    found = attendances_among(stop, form.people)
    some = [
        each
        for sitting, people in _by_sitting(found) or _nobody(stop)
        for each in actions.set_aside(sitting, people, reason=form.reason, by=g.viewer)
    ]
    return _back(stop, _("Set aside, on record: %(n)s. It can be undone.", n=len(some)))


@bp.post("/roadshow/<slug>/guests/restore")
@by_participant
@needs(Can.SET_ASIDE, on=stop_at)
@shown_by("roadshow.guests")
def restore_guests(stop: Stop) -> Any:
    """Let them count again, on record."""
    found = attendances_among(stop, PeopleForm.read().people)
    some = [
        each
        for sitting, people in _by_sitting(found)
        for each in actions.restore(sitting, people, by=g.viewer)
    ]
    return _back(stop, _("They count again, on record: %(n)s.", n=len(some)))


def _by_sitting(found: Sequence[Attendance]) -> list[tuple[Sitting, list[Attendance]]]:
    def sitting(part: Attendance) -> int:
        return part.sitting_id

    rows = [list(people) for _id, people in groupby(sorted(found, key=sitting), key=sitting)]
    return [(people[0].sitting, people) for people in rows]


def _nobody(stop: Stop) -> list[tuple[Sitting, list[Attendance]]]:
    """Nobody of the first sitting: the action says what is missing."""
    return [(each, []) for each in stop.sittings[:1]]


def _back(stop: Stop, said: str) -> Any:
    flash(said)
    return redirect(url_for("roadshow.guests", slug=stop.slug), 303)
