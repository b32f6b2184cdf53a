"""The moderators' desk: what waits, and deciding on one thing at a time."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...accounts.queries import account_by_actor
from ...kit.permissions import needs
from ...kit.refs import Ref
from ...kit.web.errors import shown_by
from ...ledger.names import names_of
from .. import actions, queries
from ..cases import case_of, cases
from ..forms import DismissForm, HideForm, RestoreForm, Ruling, RulingForm
from ..models import HELD
from ..rules import Can
from ..titles import rule_choices
from .doors import PLACES, bp, by_account, thing_at, thing_or_rest

MOST_REPORTS = 100


@bp.get("/desk/flags/")
@needs(Can.SEE_QUEUE)
def queue() -> str:
    """What is reported, held or appealed, what waits longest first."""
    cursor = request.args.get("cursor")
    page = queries.waiting(cursor=cursor)
    return render_template(
        "moderation/queue.html",
        cases=cases(page.items, viewer=g.viewer),
        next=page.next,
        deeper=bool(cursor),
        counts=queries.how_many_wait(),
        held=HELD,
        **PLACES,
    )


@bp.get("/desk/flags/<ref:thing>/")
@needs(Can.SEE_QUEUE, on=thing_or_rest)
def case(thing: Any) -> str:
    """One thing: what it says, who reported it, what was decided before, and what can be done.

    Whoever argues there does not learn who reported it, nor in which words.
    """
    found, decisions = case_of(thing, viewer=g.viewer), queries.decisions_about([thing])
    hiding = found.hiding
    return render_template(
        "moderation/case.html",
        case=found,
        gone=isinstance(thing, Ref),
        author=account_by_actor(found.author) if found.author else None,
        held=hiding is not None and hiding.rule == HELD,
        flags=[] if found.argues else queries.open_flags(thing, most=MOST_REPORTS),
        decisions=decisions,
        names=names_of({each.by for each in decisions} | ({hiding.by} if hiding else set())),
        rules=rule_choices(),
        **PLACES,
    )


@bp.post("/desk/flags/<ref:thing>/hide")
@by_account
@needs(Can.HIDE, on=thing_at)
@shown_by("moderation.case")
def hide(thing: Any) -> Any:
    """Fold it."""
    form = HideForm.read()
    actions.hide_thing(thing, rule=form.rule, reason=form.reason, by=g.viewer)
    return _done(_("Folded, on record. Whoever wrote it and those who reported it are told."))


@bp.post("/desk/flags/<ref:thing>/dismiss")
@by_account
@needs(Can.DISMISS, on=thing_or_rest)
@shown_by("moderation.case")
def dismiss(thing: Any) -> Any:
    """Leave it as it is."""
    actions.dismiss_reports(thing, answer=DismissForm.read().answer, by=g.viewer)
    return _done(_("It stays as it is. Those who reported it are told why."))


@bp.post("/desk/flags/<ref:thing>/restore")
@by_account
@needs(Can.RESTORE, on=thing_or_rest)
@shown_by("moderation.case")
def restore(thing: Any) -> Any:
    """Unfold it, or release what was held."""
    actions.restore_thing(thing, reason=RestoreForm.read().why, by=g.viewer)
    return _done(_("It is open again, on record."))


@bp.post("/desk/flags/<ref:thing>/rule")
@by_account
@needs(Can.RULE, on=thing_or_rest)
@shown_by("moderation.case")
def rule(thing: Any) -> Any:
    """Rule on the appeal about it."""
    form = RulingForm.read()
    actions.rule_on_appeal(thing, upheld=form.ruling is Ruling.UPHOLD, reason=form.because, by=g.viewer)
    return _done(_("Your ruling stands in the public log. Whoever appealed is told."))


def _done(said: str) -> Any:
    flash(said)
    return redirect(url_for("moderation.queue"), 303)
