"""The map: what became of each clause, as proposed, to be confirmed or corrected row by row."""

from dataclasses import replace
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ...kit.errors import Invalid, Missing
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ...kit.web.errors import shown_by
from ..actions import align_again, decide_map, realign_draft
from ..actions.mapping import Alignment
from ..alignment import candidates
from ..forms import MapForm, RevisionForm, read_row
from ..models import Draft
from ..plans import new_sides
from ..queries import aliases, latest_draft, preparation_of, sides_of
from ..rules import Can
from ..settling import changed_meanwhile, decision, stands_already
from ..standing import last_hand
from ..workbench import Bench, MapView, bench_of, map_view, rows_view
from . import AtClause, bp, prepared_clause, prepared_draft, prepares


@bp.get("/desk/drafts/<version>/map")
@prepares
def map_(draft: Draft) -> str:
    """The map through a filter; refused or overtaken, with everything that was entered."""
    bench = bench_of(draft)
    if request.method == "POST":
        return _again(draft, bench)
    page = request.args.get("page", "1")
    view = map_view(bench, show=request.args.get("show", "look"), page=int(page) if page.isdecimal() else 1)
    return _map(draft, view)


@bp.get("/desk/drafts/<version>/map/<key>")
@needs(Can.PREPARE, on=prepared_clause)
def map_row(at: AtClause) -> str:
    """One clause of the map, with the older clauses it most likely comes from."""
    bench, key = bench_of(at.draft), at.key
    if key not in bench.rows():
        raise Missing(_("There is no clause “%(key)s” in this draft.", key=key[:60]))
    view = rows_view(bench, [key], likely={key: _likely(bench, key)})
    return _map(at.draft, view, one=key)


@bp.post("/desk/drafts/<version>/map")
@prepares
def decide(draft: Draft) -> Any:
    """Take the decisions that differ from what the page had shown."""
    form = MapForm.read()
    changes = _changes(form)
    if changes and not _done_already(draft, form, changes):
        decide_map(draft, changes, revision=form.revision, by=g.viewer)
    flash(
        ngettext("One decision is kept.", "%(num)s decisions are kept.", len(changes))
        if changes
        else _("Nothing was changed.")
    )
    return redirect(
        url_for("drafts.map_", version=draft.version, show=form.show or None, page=_page(form.page)), 303
    )


@bp.post("/desk/drafts/<version>/alignment")
@before_lock(lambda version: align_again(prepared_draft(version)))
@prepares
@shown_by("drafts.map_")
def realign(draft: Draft) -> Any:
    """Make the map anew where another draft came first."""
    form, made = RevisionForm.read(), g.prepared
    if isinstance(made, Alignment):
        realign_draft(draft, made, revision=form.revision, by=g.viewer)
        flash(_("The map is made anew; decisions that can still stand are kept."))
    return redirect(url_for("drafts.map_", version=draft.version), 303)


def _changes(form: Any) -> list[dict[str, Any]]:
    made = [
        decision(key, row.was, row.now, reason=row.why, confirm=row.confirm or form.all, undo=row.undo)
        for key, row in form.rows.items()
    ]
    return [change for change in made if change is not None]


def _done_already(draft: Draft, form: Any, changes: list[dict[str, Any]]) -> bool:
    """A double click: the page was overtaken, by exactly what it asks for."""
    stored, latest = preparation_of(draft), latest_draft()
    if (
        stored is None
        or stored.revision == form.revision
        or stored.against_id != (latest.id if latest else None)
    ):
        return False
    rows = bench_of(draft).rows()
    return all(
        stands_already(rows.get(change["key"]), form.rows[change["key"]].now, change) for change in changes
    )


def _page(page: int) -> int | None:
    return page if page > 1 else None


def _map(draft: Draft, view: MapView, **more: Any) -> str:
    given = {"typed": {}, "meanwhile": [], "one": None} | more
    return render_template("drafts/map.html", draft=draft, map=view, hand=last_hand(draft), **given)


def _again(draft: Draft, bench: Bench) -> str:
    """The page of a refused form: the same rows as they stand now, filled in where somebody had touched them."""
    typed, shown = {}, {}
    for key in request.form.getlist("key"):
        row = _typed(key)
        if row is not None:
            shown[key] = row.was
            if row.why or row.confirm or decision(key, row.was, row.now, undo=row.undo):
                typed[key] = row
    view = rows_view(bench, shown) if shown else map_view(bench)
    page = request.form.get("page", "1")
    view = replace(view, show=request.form.get("show", "look"), page=int(page) if page.isdecimal() else 1)
    return _map(draft, view, typed=typed, meanwhile=changed_meanwhile(bench.rows(), shown))


def _typed(key: str) -> Any:
    try:
        return read_row(key)
    except Invalid:
        return None


def _likely(bench: Bench, key: str) -> list[tuple[str, float]]:
    if bench.found.against is None:
        return []
    return list(candidates(sides_of(bench.found.against), new_sides(bench.outline, aliases()), key))
