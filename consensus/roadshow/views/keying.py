"""Keying again what somebody else keyed, without seeing it; and settling where two keyings differ."""

from collections.abc import Mapping
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...kit.errors import Invalid
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ...kit.web.errors import shown_by
from ..actions.settling import settle_rows
from ..actions.taking_in import take_in
from ..batching import Texts, ready_entries
from ..entries import Entry, entry_of
from ..keyed import Keyed, read_keyed, read_settled, refuse
from ..models import PaperPerson, RowState, Stop
from ..paper_shown import asked_called, differing_views, keyed_by, paper_nav, waiting_views
from ..queries.batches import differing_rows, person_called, rows_called, rows_of_person, waiting_people
from ..rules import Can
from .doors import bp, by_participant, stop_at
from .scribe import groups_offered, what_became

FIRST, SECOND, OTHER = "first", "second", "other"


@bp.get("/roadshow/<slug>/keying/")
@needs(Can.SCRIBE, on=stop_at)
def keying(stop: Stop) -> str:
    """The people of whom rows wait to be keyed again, by sheet."""
    page = waiting_people(stop, cursor=request.args.get("cursor"))
    return render_template(
        "roadshow/keying.html",
        nav=paper_nav(stop),
        people=waiting_views(page.items, g.viewer),
        next=page.next,
    )


def person_at(slug: str, id: int) -> PaperPerson:
    """Somebody on paper at a stop. Raises NoSuchStop, NoSuchPaperPerson."""
    return person_called(stop_at(slug), id)


@bp.get("/roadshow/<slug>/keying/<int:id>/")
@needs(Can.SCRIBE, on=person_at)
def key_again(person: PaperPerson) -> str:
    """The clauses of one sheet that are keyed again: nothing of what was keyed first."""
    waiting = [row for row in rows_of_person(person) if row.state is RowState.WAITING]
    own = [row for row in waiting if keyed_by(row, g.viewer)]
    keys = {row.clause_key for row in waiting} - {row.clause_key for row in own}
    nav = paper_nav(person.stop)
    return render_template(
        "roadshow/key_again.html",
        nav=nav,
        person=person,
        clauses=asked_called(person.stop, keys) if nav.open else (),
        own=len(own),
        groups=groups_offered(),
    )


def keyed_again(slug: str, id: int) -> Keyed:
    """Before the lock: what was typed of the person's clauses. Raises Invalid."""
    person = person_at(slug, id)
    fields = dict(request.form) | {"sheet": person.sheet, "participant": person.participant}
    return read_keyed(person.stop, fields, name=g.viewer.name)


@bp.post("/roadshow/<slug>/keying/<int:id>/")
@by_participant
@before_lock(keyed_again)
@needs(Can.SCRIBE, on=person_at)
@shown_by("roadshow.key_again")
def take_second(person: PaperPerson) -> Any:
    """Take the second keying in: what agrees counts, what differs waits to be settled."""
    given: Keyed = g.prepared
    taken = take_in(person.stop, given.rows, by=g.viewer, texts=given.texts)
    refuse(taken.plan.problems, given)
    flash(what_became(taken, given))
    return redirect(url_for("roadshow.keying", slug=person.stop.slug), 303)


@bp.get("/roadshow/<slug>/differences/")
@needs(Can.SETTLE, on=stop_at)
def differences(stop: Stop) -> str:
    """Both keyings of each row that differs, side by side."""
    nav = paper_nav(stop)
    page = differing_rows(stop, cursor=request.args.get("cursor"))
    return render_template(
        "roadshow/differences.html",
        nav=nav,
        rows=differing_views(stop, page.items, g.viewer) if nav.open else [],
        next=page.next,
        groups=groups_offered(),
    )


def settled(slug: str) -> tuple[Mapping[int, Entry], Texts]:
    """Before the lock: what each row means that was decided about, with its texts. Raises Invalid, NoSuchPaperRow."""
    stop, chosen = stop_at(slug), _chosen()
    if not chosen:
        raise Invalid({"rows": _("Decide about at least one row.")})
    rows = {row.id: row for row in rows_called(stop, chosen)}
    typed = {id: rows[id].clause_key for id, which in chosen.items() if which == OTHER}
    found = {
        id: entry_of(row.first if chosen[id] == FIRST else row.second) or Entry()
        for id, row in rows.items()
        if id not in typed
    }
    found |= read_settled(stop, request.form, typed)
    return found, ready_entries(found.values(), else_=stop.language)


def _chosen() -> dict[int, str]:
    fields = {name[2:]: which for name, which in request.form.items() if name.startswith("r-")}
    return {
        int(id): which
        for id, which in fields.items()
        if id.isdecimal() and len(id) < 18 and which in (FIRST, SECOND, OTHER)
    }


@bp.post("/roadshow/<slug>/differences/")
@by_participant
@before_lock(settled)
@needs(Can.SETTLE, on=stop_at)
@shown_by("roadshow.differences")
def settle(stop: Stop) -> Any:
    """Settle rows; they count from now on."""
    entries, texts = g.prepared
    rows = settle_rows(stop, entries, by=g.viewer, texts=texts)
    flash(_("Settled and counted: %(n)s.", n=len(rows)))
    return redirect(url_for("roadshow.differences", slug=stop.slug), 303)
