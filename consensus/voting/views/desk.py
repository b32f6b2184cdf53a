"""The chairs' desk: what waits for a call or a ruling, and the forms in which it is made."""

from datetime import UTC, datetime, time
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...accounts.models import Account
from ...accounts.queries import account_by_actor, account_by_email
from ...discussion.placed import place_view
from ...discussion.places import OnClause
from ...drafts.models import Draft
from ...drafts.queries import clause_in, draft_named, latest_draft
from ...drafts.reading import draft_view
from ...kit.errors import Invalid
from ...kit.permissions import needs
from ..actions.calls import make_call, rule_appeal
from ..actions.challenges import rule_challenge
from ..actions.last_calls import announce_last_call
from ..actions.rolls import publish_roll
from ..calling import call_views, calls_view, challenge_views, last_call_views
from ..errors import NoSuchCall
from ..forms import CallForm, LastCallForm, RollForm, RulingForm
from ..models import Call, Challenge
from ..outcome import Status
from ..policies import NAMED
from ..queries.decided import appeals_of, call_called, calls_on, challenge_called
from ..queries.outcomes import outcome_of
from ..queries.policies import policy_of
from ..queries.results import roll_of
from ..queries.waiting import appeals_waiting, challenges_waiting, last_calls_going_on
from ..results import NOW, clause_result, results_view, strongest_of
from ..rules import Can
from .doors import bp, by_participant, clause_at


@bp.get("/desk/calls/")
@needs(Can.RULE_APPEAL)
def desk() -> str:
    """What waits: challenges, appeals, last calls, and every clause of the current draft with what its figures indicate."""
    draft = latest_draft()
    found = results_view(draft, at=NOW) if draft else None
    ids = {call.clause.key: call for call in calls_on(draft).values()} if draft else {}
    return render_template(
        "voting/desk.html",
        draft=draft_view(draft) if draft else None,
        results=found,
        calls=ids,
        challenges=challenge_views(challenges_waiting()),
        appeals=call_views([each.call for each in appeals_waiting()]),
        last_calls=last_call_views(last_calls_going_on()),
        named=draft is not None and policy_of(draft).who == NAMED and roll_of(draft) is None,
    )


@bp.get("/desk/calls/<version>/<key>")
@needs(Can.CALL, on=clause_at)
def call_form(place: OnClause) -> str:
    """The figures and the strongest objection that a call quotes, and a form."""
    found = clause_result(place.row, outcome_of(place.draft, place.row))
    return render_template(
        "voting/calling.html",
        place=place_view(place),
        result=found,
        strongest=strongest_of(place.draft, [place.row.key], viewer=g.viewer).get(place.row.key),
        calls=calls_view(place, viewer=g.viewer),
        findings=list(Status),
    )


@bp.post("/desk/calls/<version>/<key>")
@by_participant
@needs(Can.CALL, on=clause_at)
def make(place: OnClause) -> Any:
    """Make the call, on record."""
    form = CallForm.read()
    made = make_call(place.draft, place.row, finding=form.finding, reason=form.reason, by=g.viewer)
    flash(_("Your call is on record, with the figures of this moment. It can be appealed against."))
    return redirect(url_for("voting.call", id=made.id), 303)


@bp.get("/desk/challenges/<int:id>")
@needs(Can.RULE, on=lambda id: challenge_called(id))
def ruling_form(challenge: Challenge) -> str:
    """A challenge, what changed, the figures with and without what was carried, and a form."""
    place = clause_at(challenge.draft.version, challenge.clause.key)
    return render_template(
        "voting/ruling.html",
        place=place_view(place),
        challenge=challenge_views([challenge])[0],
        found=outcome_of(place.draft, place.row),
    )


@bp.post("/desk/challenges/<int:id>")
@by_participant
@needs(Can.RULE, on=lambda id: challenge_called(id))
def rule(challenge: Challenge) -> Any:
    """Rule on it, on record."""
    form = RulingForm.read()
    rule_challenge(challenge, upheld=form.upheld, reason=form.reason, by=g.viewer)
    flash(_("Your ruling is on record."))
    return redirect(url_for("voting.challenge", id=challenge.id), 303)


@bp.get("/desk/appeals/<int:id>")
@needs(Can.RULE_APPEAL, on=lambda id: call_called(id))
def appeal_ruling_form(call: Call) -> str:
    """An appeal with its reasons, the call, and a form."""
    place = place_view(clause_at(call.draft.version, call.clause.key))
    return render_template(
        "voting/appeal_ruling.html", place=place, call=call_views([call], viewer=g.viewer)[0]
    )


@bp.post("/desk/appeals/<int:id>")
@by_participant
@needs(Can.RULE_APPEAL, on=lambda id: call_called(id))
def rule_on_appeal(call: Call) -> Any:
    """Rule on it, on record."""
    form, appeal = RulingForm.read(), appeals_of([call]).get(call.id)
    if appeal is None:
        raise NoSuchCall(_("Nobody has appealed against this call."))
    rule_appeal(appeal, upheld=form.upheld, reason=form.reason, by=g.viewer)
    flash(_("Your ruling is on record."))
    return redirect(url_for("voting.call", id=call.id), 303)


@bp.get("/desk/calls/last")
@needs(Can.LAST_CALL)
def last_call_form() -> str:
    """Ask for objections a last time: to one clause, or to the whole draft."""
    draft = draft_named("latest")
    return render_template(
        "voting/last_call.html",
        draft=draft_view(draft),
        policy=policy_of(draft),
        key=request.args.get("key", ""),
    )


@bp.post("/desk/calls/last")
@by_participant
@needs(Can.LAST_CALL)
def announce() -> Any:
    """Announce it, on record."""
    form, draft = LastCallForm.read(), draft_named("latest")
    row = clause_in(draft, form.key) if form.key else None
    try:
        announce_last_call(draft, row, ends_at=_end_of(form.until), reason=form.reason, by=g.viewer)
    except Invalid as refused:
        errors = {("until" if name == "ends_at" else name): said for name, said in refused.errors.items()}
        raise Invalid(errors) from refused
    flash(_("The last call is on record, and stands beside what it is about."))
    return redirect(url_for("voting.desk"), 303)


@bp.get("/desk/rolls/<version>")
@needs(Can.PUBLISH_ROLL, on=draft_named)
def roll_form(draft: Draft) -> str:
    """Name who may take part, where the policy asks for it."""
    return render_template(
        "voting/roll.html", draft=draft_view(draft), named=policy_of(draft).who == NAMED, roll=roll_of(draft)
    )


@bp.post("/desk/rolls/<version>")
@by_participant
@needs(Can.PUBLISH_ROLL, on=draft_named)
def name_roll(draft: Draft) -> Any:
    """Publish the roll: how many, never who."""
    roll = publish_roll(draft, accounts=_accounts(RollForm.read().people), by=g.viewer)
    flash(_("The roll is on record: %(n)s may take part.", n=roll.eligible))
    return redirect(url_for("voting.results", version=draft.version, _anchor="policy"), 303)


def _accounts(text: str) -> list[Account]:
    """The accounts that lines of a text name, by address or by id. Raises Invalid with those that nobody has confirmed."""
    named = {
        name: account_by_actor(name) or account_by_email(name.lower())
        for line in text.splitlines()
        if (name := line.strip())
    }
    if unknown := [name for name, account in named.items() if account is None or not account.may_sign_in]:
        raise Invalid({"people": _("There is no account of: %(names)s.", names=", ".join(unknown))})
    return [account for account in named.values() if account is not None]


def _end_of(day: Any) -> datetime:
    """The last minute of a day, UTC."""
    return datetime.combine(day, time(23, 59), UTC)
