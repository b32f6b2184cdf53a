"""The desk of stops: planning one, changing, moving and cancelling it, its sittings, and who is on duty there."""

from datetime import UTC, date, datetime, time
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...accounts.errors import NoSuchPerson
from ...accounts.models import Account
from ...accounts.names import country_choices
from ...accounts.queries import account_by_address_or_actor
from ...drafts.queries import latest_draft, rows_of
from ...kit.errors import Invalid
from ...kit.permissions import needs
from ...kit.web.errors import shown_by
from ...kit.web.zones import reading_in, zones
from ...voting.places import takes_positions
from .. import actions
from ..errors import NoSuchDuty
from ..forms import (
    DutyForm,
    MoveForm,
    ReasonForm,
    SittingForm,
    StopForm,
    sitting_given,
    stop_given,
)
from ..given import slug_for
from ..models import Duty, Sitting, Stop
from ..queries import duties_of, duty_called, stops_page
from ..rules import Can
from ..stops_shown import clause_lines, sitting_views, stop_view, stop_views
from .doors import bp, by_participant, sitting_at, stop_at


@bp.get("/desk/stops/")
@needs(Can.PLAN)
def desk() -> str:
    """All stops, the last first."""
    page = stops_page(cursor=request.args.get("cursor"), newest_first=True)
    return render_template(
        "roadshow/desk.html", stops=stop_views(page.items), next=page.next, deeper="cursor" in request.args
    )


@bp.get("/desk/stops/new")
@needs(Can.PLAN)
def new_stop() -> str:
    """A form for a new stop."""
    return render_template("roadshow/desk_stop_form.html", stop=None, given=None, **_choices())


@bp.post("/desk/stops/new")
@by_participant
@needs(Can.PLAN)
def plan_stop() -> Any:
    """Plan it, on record."""
    form = StopForm.read()
    slug = form.slug or slug_for(form.event, form.city or "", form.starts.year)
    stop = actions.plan_stop(stop_given(form, slug=slug), by=g.viewer)
    flash(_("Planned, on record. Now plan its sittings, and name who leads it."))
    return _to(stop)


@bp.get("/desk/stops/<slug>/")
@needs(Can.PLAN, on=stop_at)
def desk_stop(stop: Stop) -> str:
    """One stop: what can be done with it, its sittings, who is on duty."""
    return render_template(
        "roadshow/desk_stop.html",
        stop=stop_view(stop),
        over=stop.is_over,
        begun=stop.draft_id is not None,
        sittings=sitting_views(stop),
        duties=duties_of(stop),
        changes=list(reversed(stop.changes)),
    )


@bp.get("/desk/stops/<slug>/change")
@needs(Can.PLAN, on=stop_at)
def change_form(stop: Stop) -> str:
    """What is said of it, to be changed."""
    return render_template(
        "roadshow/desk_stop_form.html", stop=stop_view(stop), given=actions.described(stop), **_choices()
    )


@bp.post("/desk/stops/<slug>/change")
@by_participant
@needs(Can.PLAN, on=stop_at)
def change_stop(stop: Stop) -> Any:
    """Change it, on record; days and place change by a move."""
    actions.change_stop(stop, stop_given(StopForm.read(), slug=stop.slug, source=stop.source), by=g.viewer)
    flash(_("Changed, on record."))
    return _to(stop)


@bp.get("/desk/stops/<slug>/move")
@needs(Can.PLAN, on=stop_at)
def move_form(stop: Stop) -> str:
    """Other days, or another place, with a reason."""
    return render_template(
        "roadshow/desk_move.html", stop=stop_view(stop), given=actions.described(stop), **_choices()
    )


@bp.post("/desk/stops/<slug>/move")
@by_participant
@needs(Can.PLAN, on=stop_at)
def move_stop(stop: Stop) -> Any:
    """Move it, on record."""
    form = MoveForm.read()
    place = {
        "city": form.city or "",
        "country": form.country,
        "venue": form.venue or "",
        "online": form.online,
        "latitude": form.latitude,
        "longitude": form.longitude,
    }
    actions.move_stop(
        stop, starts=form.starts, ends=form.ends or form.starts, reason=form.reason, timezone=form.timezone,
        announced_at=_noon(form.announced), by=g.viewer, **place,
    )  # fmt: skip
    flash(_("Moved, on record. Whoever watches the stop is told."))
    return _to(stop)


@bp.get("/desk/stops/<slug>/cancel")
@needs(Can.PLAN, on=stop_at)
def cancel_form(stop: Stop) -> str:
    """Cancel it, with a reason."""
    return render_template("roadshow/desk_cancel.html", stop=stop_view(stop))


@bp.post("/desk/stops/<slug>/cancel")
@by_participant
@needs(Can.PLAN, on=stop_at)
def cancel_stop(stop: Stop) -> Any:
    """Cancel it, on record."""
    form = ReasonForm.read()
    actions.cancel_stop(stop, reason=form.reason, announced_at=_noon(form.announced), by=g.viewer)
    flash(_("Cancelled, on record. Whoever watches the stop is told."))
    return _to(stop)


@bp.get("/desk/stops/<slug>/sittings/new")
@needs(Can.PLAN, on=stop_at)
def new_sitting(stop: Stop) -> str:
    """A form for another sitting."""
    return _sitting_page(stop, None)


@bp.post("/desk/stops/<slug>/sittings/new")
@by_participant
@needs(Can.PLAN, on=stop_at)
def add_sitting(stop: Stop) -> Any:
    """Plan another sitting, on record."""
    actions.add_sitting(stop, sitting_given(SittingForm.read(), zone=stop.timezone), by=g.viewer)
    flash(_("The sitting is planned, on record."))
    return _to(stop)


@bp.get("/desk/stops/<slug>/sittings/<int:number>")
@needs(Can.PLAN, on=sitting_at)
def sitting_form(sitting: Sitting) -> str:
    """A sitting, to be planned otherwise."""
    return _sitting_page(sitting.stop, sitting)


@bp.post("/desk/stops/<slug>/sittings/<int:number>")
@by_participant
@needs(Can.PLAN, on=sitting_at)
def change_sitting(sitting: Sitting) -> Any:
    """Plan it otherwise, on record."""
    actions.change_sitting(
        sitting, sitting_given(SittingForm.read(), zone=sitting.stop.timezone), by=g.viewer
    )
    flash(_("The sitting is planned otherwise, on record."))
    return _to(sitting.stop)


@bp.post("/desk/stops/<slug>/duties")
@shown_by("roadshow.desk_stop")
@by_participant
@needs(Can.GIVE_DUTY, on=stop_at)
def give_duty(stop: Stop) -> Any:
    """Name who leads, or who writes, on record."""
    form = DutyForm.read()
    actions.give_duty(stop, _account(form.person), form.task, by=g.viewer)
    flash(_("Named, on record."))
    return _to(stop, anchor="duties")


def duty_at(slug: str, id: int) -> Duty:
    """A duty at a stop. Raises NoSuchDuty."""
    duty = duty_called(id)
    if duty.stop.slug != slug:
        raise NoSuchDuty
    return duty


@bp.post("/desk/stops/<slug>/duties/<int:id>/end")
@by_participant
@needs(Can.GIVE_DUTY, on=duty_at)
def end_duty(duty: Duty) -> Any:
    """End it, on record."""
    actions.end_duty(duty, by=g.viewer)
    flash(_("Ended, on record. What they did stays."))
    return _to(duty.stop, anchor="duties")


def _sitting_page(stop: Stop, sitting: Sitting | None) -> str:
    draft = sitting.draft if sitting is not None and sitting.draft is not None else latest_draft()
    rows = [row for row in rows_of(draft) if takes_positions(row)] if draft else []
    times = (sitting.starts_at, sitting.ends_at) if sitting else (None, None)
    return render_template(
        "roadshow/desk_sitting.html",
        stop=stop_view(stop),
        zone=stop.timezone,
        sitting=sitting,
        version=draft.version if draft else None,
        clauses=clause_lines(rows),
        agenda=sitting.agenda if sitting else [],
        times=[reading_in(at, stop.timezone) for at in times],
    )


def _account(named: str) -> Account:
    """By the address of an account that was confirmed, or by its id on record. Raises Invalid."""
    try:
        return account_by_address_or_actor(named)
    except NoSuchPerson as error:
        raise Invalid({"person": _("There is no account of: %(names)s.", names=named)}) from error


def _choices() -> dict[str, Any]:
    return {"countries": country_choices(), "zones": zones()}


def _noon(day: date | None) -> datetime | None:
    """A day as a moment that is on it nearly everywhere."""
    return datetime.combine(day, time(12), UTC) if day else None


def _to(stop: Stop, *, anchor: str | None = None) -> Any:
    return redirect(url_for("roadshow.desk_stop", slug=stop.slug, _anchor=anchor), 303)
