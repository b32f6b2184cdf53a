"""Everything one said, what needs another look first: kept, changed or taken back in one form."""

from collections.abc import Sequence
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ...discussion.texts import prepare_text
from ...drafts.errors import NoDraftYet
from ...drafts.models import Draft
from ...drafts.queries import latest_draft, status_of
from ...drafts.reading import draft_view
from ...kit.errors import Invalid
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ..actions import Reaffirmed, reaffirm
from ..beside import facts_view
from ..forms import Answered, LeavingForm, answers_in
from ..own import own_views, step_views, waiting
from ..queries.history import history_of_person
from ..queries.policies import policy_of
from ..rules import Can
from .doors import back, bp, by_participant, left_out


def current() -> Draft:
    """The current draft. Raises NoDraftYet."""
    found = latest_draft()
    if found is None:
        raise NoDraftYet
    return found


def ready_answers() -> Sequence[Reaffirmed]:
    """Before the lock: what is said of each position, with its reason made ready. Raises Invalid."""
    return [Reaffirmed(each.id, each.answer, each.key, _reason(each)) for each in answers_in(request.form)]


@bp.get("/positions/")
@needs(Can.SEE_OWN)
def own() -> str:
    """What I say of the current draft, what needs me first; with ``?show=history`` everything I ever said."""
    if request.args.get("show") == "history":
        page = history_of_person(g.viewer, cursor=request.args.get("cursor"))
        return render_template(
            "voting/history.html",
            steps=step_views(page.items),
            next=page.next,
            deeper="cursor" in request.args,
        )
    draft = latest_draft()
    views = own_views(g.viewer, draft) if draft else []
    return render_template(
        "voting/own.html",
        draft=draft_view(draft) if draft else None,
        open=draft is not None and status_of(draft) == "open",
        waiting=waiting(views),
        others=[view for view in views if not view.waits],
        choices=policy_of(draft).positions if draft else (),
        facts=facts_view(draft, g.viewer, left_out=left_out()) if draft else None,
    )


@bp.post("/positions/")
@by_participant
@before_lock(ready_answers)
@needs(Can.TAKE, on=current)
def reaffirm_all(draft: Draft) -> Any:
    """Say all of it anew, on record; what was left open stays as it is."""
    said: Sequence[Reaffirmed] = g.prepared
    if not said:
        raise Invalid(
            {},
            sentence=_("Nothing was chosen, so nothing was stored. Say of at least one what becomes of it."),
        )
    reaffirm(draft, said, by=g.viewer, leave_out=left_out(LeavingForm.read()))
    flash(ngettext("One position is on record anew.", "%(num)s positions are on record anew.", len(said)))
    return redirect(url_for("voting.own"), 303)


@bp.post("/positions/facts")
@by_participant
@needs(Can.SEE_OWN)
def choose_facts() -> Any:
    """Keep what I leave out of what becomes public, for as long as I am signed in."""
    form = LeavingForm.read()
    left_out(form)
    flash(_("From now on your positions are taken so. What is on record stays as it is."))
    return back(form.next, otherwise=url_for("voting.own"))


def _reason(each: Answered) -> Any:
    return prepare_text(each.reason, field=f"reason{each.id}") if each.reason.strip() else None
