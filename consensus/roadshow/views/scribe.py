"""A scribe keys what people say, one person at a time: from sheets, or from who stands beside them."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ...accounts.groups import GROUPS
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ...kit.web.errors import shown_by
from ..actions.settling import withdraw_row
from ..actions.taking_in import TakenIn, take_in
from ..keyed import Keyed, read_keyed, refuse
from ..models import PaperRow, RowState, Stop
from ..paper_shown import asked, keyed_rows, next_sheet, paper_nav
from ..queries.batches import rows_called, rows_of_sheet
from ..rules import Can
from .doors import bp, by_participant, stop_at


@bp.get("/roadshow/<slug>/scribe/")
@needs(Can.SCRIBE, on=stop_at)
def scribe(stop: Stop) -> str:
    """The form for one person; ``?look=`` and ``?who=`` show what was keyed of a sheet, ``?all`` asks the whole draft."""
    nav = paper_nav(stop)
    look = request.args.get("look", "").strip()
    rows = rows_of_sheet(stop, look, request.args.get("who", "").strip()) if look and nav.open else []
    return render_template(
        "roadshow/scribe.html",
        nav=nav,
        clauses=asked(stop, everything="all" in request.args) if nav.open else (),
        sheet=request.args.get("sheet", ""),
        look=look,
        rows=keyed_rows(stop, rows) if rows else [],
        groups=groups_offered(),
    )


def groups_offered() -> list[tuple[str, str]]:
    """The stakeholder groups of a choice, with none of them first."""
    return [("", _("not said")), *((group.slug, str(group.title)) for group in GROUPS)]


def keyed(slug: str) -> Keyed:
    """Before the lock: what was typed, with its texts made ready. Raises Invalid."""
    return read_keyed(stop_at(slug), request.form, name=g.viewer.name)


@bp.post("/roadshow/<slug>/scribe/")
@by_participant
@before_lock(keyed)
@needs(Can.SCRIBE, on=stop_at)
@shown_by("roadshow.scribe")
def key_person(stop: Stop) -> Any:
    """Take one person's rows in; then the form for the next."""
    given: Keyed = g.prepared
    taken = take_in(stop, given.rows, by=g.viewer, texts=given.texts, spoken=given.spoken)
    refuse(taken.plan.problems, given)
    flash(what_became(taken, given))
    sheet = "" if given.spoken else next_sheet(given.sheet)
    where = url_for(
        "roadshow.scribe",
        slug=stop.slug,
        sheet=sheet or None,
        look=given.sheet,
        who=given.participant,
        all="yes" if "all" in request.args else None,
    )
    return redirect(where, 303)


def what_became(taken: TakenIn, given: Keyed) -> str:
    """What is told after somebody's rows were taken in."""
    states = [row.state for row in taken.rows]
    counted, waiting, differing = (
        states.count(state) for state in (RowState.COUNTED, RowState.WAITING, RowState.DIFFERS)
    )
    said = [
        ngettext("%(num)s row counts", "%(num)s rows count", counted) if counted else "",
        ngettext("%(num)s waits to be keyed again", "%(num)s wait to be keyed again", waiting)
        if waiting
        else "",
        ngettext("%(num)s was keyed differently before", "%(num)s were keyed differently before", differing)
        if differing
        else "",
        _("nothing is new") if not states else "",
    ]
    whose = given.participant if given.spoken else _("Sheet %(sheet)s", sheet=given.sheet)
    return f"{whose}: {', '.join(filter(None, said))}."


def row_at(slug: str, id: int) -> PaperRow:
    """A row of a stop. Raises NoSuchStop, NoSuchPaperRow."""
    return rows_called(stop_at(slug), [id])[0]


@bp.post("/roadshow/<slug>/rows/<int:id>/withdrawal")
@by_participant
@needs(Can.SCRIBE, on=row_at)
def take_row_back(row: PaperRow) -> Any:
    """Take back what was keyed by mistake, with what it became; it can be keyed anew."""
    withdraw_row(row, by=g.viewer)
    flash(_("Taken back, on record. Key it again, if it was meant otherwise."))
    return redirect(
        url_for("roadshow.scribe", slug=row.stop.slug, sheet=row.sheet, look=row.sheet, who=row.participant),
        303,
    )
