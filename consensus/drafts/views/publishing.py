"""The last step: summary of changes, period, and publishing, now or at a set time; withdrawing."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...kit.clock import now
from ...kit.errors import Invalid
from ...kit.permissions import needs
from ...kit.slow import before_lock
from ...kit.web.zones import UTC_ZONE, reading_in, zones
from ..actions import Terms, plan_publication, publish_draft, schedule_draft, set_terms, withdraw_draft
from ..consequences import consequences_of
from ..errors import MapIsStale
from ..forms import PublishForm, WithdrawForm
from ..models import Draft
from ..queries import draft_named, latest_draft, preparation_of, status_of
from ..rules import Can
from ..standing import last_hand, obstacles
from ..understood import text_of
from ..workbench import bench_of, counts_of
from . import any_draft, bp, prepared_draft


@bp.get("/desk/drafts/<version>/publish")
@needs(Can.PUBLISH, on=prepared_draft)
def publish_form(draft: Draft) -> str:
    """The last look: what will be published, until when it is open, and whether anything stands in the way."""
    bench, stored, latest = bench_of(draft), preparation_of(draft), latest_draft()
    assert stored is not None
    return render_template(
        "drafts/publish.html",
        draft=draft,
        stored=stored,
        status=status_of(draft),
        counts=counts_of(bench.plan),
        total=len(bench.outline.clauses),
        view=text_of(draft, bench.outline),
        latest=latest,
        obstacles=obstacles(draft, bench, latest=latest),
        hand=last_hand(draft),
        consequences=consequences_of(draft),
        until=reading_in(stored.comment_until),
        at=reading_in(stored.publish_at),
        zones=zones(),
        zone=UTC_ZONE,
        over=stored.comment_until is not None and stored.comment_until <= now(),
    )


def think_ahead(version: str) -> Any:
    """What publishing now would write, thought out before the lock; None when it is not to be published now."""
    form, draft = PublishForm.read(), any_draft(version)
    return plan_publication(draft) if form.when == "now" and draft.publication is None else None


@bp.post("/desk/drafts/<version>/publish")
@before_lock(think_ahead)
@needs(Can.PUBLISH, on=any_draft)
def publish(draft: Draft) -> Any:
    """Publish now, set a time, or keep summary and period for later. A double click publishes once."""
    if draft.publication is not None:
        return redirect(url_for("drafts.overview", version=draft.version), 303)
    form = PublishForm.read()
    check_seen(draft, form)
    terms = Terms(form.summary or "", form.comment_until)
    if form.when == "now":
        check_future(form)
        publish_draft(draft, g.prepared, terms=terms, by=g.viewer)
        flash(
            _("Draft %(version)s is published. Its text cannot be changed any more.", version=draft.version)
        )
        return redirect(url_for("drafts.overview", version=draft.version), 303)
    if form.when == "at":
        schedule_draft(draft, at=form.publish_at, terms=terms, revision=form.revision, by=g.viewer)
        flash(_("It will be published at the set time."))
    else:
        keep_for_later(draft, form, terms)
        flash(_("Kept for later; nothing is published."))
    return redirect(url_for("drafts.publish_form", version=draft.version), 303)


@bp.get("/desk/drafts/<version>/withdraw")
@needs(Can.WITHDRAW, on=draft_named)
def withdraw_form(draft: Draft) -> str:
    """Ask why, and for the version again."""
    return render_template("drafts/withdraw.html", draft=draft, is_latest=latest_draft() is draft)


@bp.post("/desk/drafts/<version>/withdraw")
@needs(Can.WITHDRAW, on=draft_named)
def withdraw(draft: Draft) -> Any:
    """Withdraw the latest draft, with a public reason."""
    form = WithdrawForm.read()
    if form.confirm != draft.version:
        raise Invalid({"confirm": _("Write %(version)s here if you mean this draft.", version=draft.version)})
    withdraw_draft(draft, reason=form.reason, by=g.viewer)
    flash(_("Draft %(version)s is withdrawn, on record.", version=draft.version))
    return redirect(url_for("drafts.overview", version=draft.version), 303)


def keep_for_later(draft: Draft, form: Any, terms: Terms) -> None:
    """Store summary and period; a set time is taken back."""
    stored = preparation_of(draft)
    if stored is not None and stored.publish_at is not None:
        schedule_draft(draft, at=None, terms=terms, revision=form.revision, by=g.viewer)
    else:
        set_terms(draft, terms, revision=form.revision, by=g.viewer)


def check_seen(draft: Draft, form: Any) -> None:
    """What is published is what the page showed: the same revision, against the same draft. Raises MapIsStale."""
    stored, latest = preparation_of(draft), latest_draft()
    if (
        stored is None
        or stored.revision != form.revision
        or (latest.version if latest else None) != form.against
    ):
        raise MapIsStale


def check_future(form: Any) -> None:
    """A draft published now is open for a while. Raises Invalid."""
    if form.comment_until is not None and form.comment_until <= now():
        raise Invalid(
            {"comment_until": _("This time is past: the draft would be closed the moment it is published.")}
        )
