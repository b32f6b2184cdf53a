"""Endorsing the latest draft, confirming that for an organisation by the mailed link, and withdrawing it."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...accounts.errors import LinkIsSpent
from ...accounts.groups import group_called
from ...accounts.keys import digest_of
from ...accounts.queries import organisations_spoken_for
from ...drafts.models import Draft
from ...drafts.queries import latest_draft
from ...drafts.reading import draft_view
from ...kit.permissions import needs, open_to_all
from ...kit.web.errors import shown_by
from ...moderation.queries import hidings_of
from ...voting.queries import policy_of
from ..actions.confirming import ask_to_confirm, can_be_confirmed, confirm_endorsement
from ..actions.endorsing import endorse, withdraw_endorsement
from ..endorsement_forms import AddressForm, EndorseForm
from ..endorsement_limits import by_address, by_mailer
from ..given import EndorsementGiven
from ..models import Endorsement
from ..queries.endorsements import endorsement_by_secret, endorsement_called, own_standing
from ..rules import Can
from .endorsements_doors import bp, by_participant, draft_needed

BIGGEST = 10


@bp.get("/endorsements/new")
@needs(Can.ENDORSE, on=lambda: draft_needed())
def make(draft: Draft) -> str:
    """What endorsing means, what becomes public, and a form; filled in with what one said of an earlier draft."""
    latest = latest_draft()
    return render_template(
        "release/endorsements/new.html",
        draft=draft_view(draft),
        current=draft is latest,
        groups=_groups(draft),
        mine=own_standing(g.viewer, draft),
        again=_again(),
        speaks_for=organisations_spoken_for(g.viewer),
        wanted=request.args.get("kind", ""),
    )


@bp.post("/endorsements/new")
@by_participant
@by_mailer
@by_address
@needs(Can.ENDORSE, on=lambda: draft_needed())
def take(draft: Draft) -> Any:
    """Endorse it, on record."""
    form = EndorseForm.read()
    given = EndorsementGiven(**{name: value or "" for name, value in form.as_dict().items()})
    made = endorse(draft, given=given, by=g.viewer)
    flash(_said(made))
    return redirect(url_for("endorsements.one", id=made.id), 303)


@bp.get("/endorsements/<int:id>/withdrawal")
@needs(Can.WITHDRAW, on=lambda id: endorsement_called(id))
def withdrawal(endorsement: Endorsement) -> str:
    """What withdrawing does, and one button."""
    return render_template("release/endorsements/withdrawal.html", endorsement=endorsement)


@bp.post("/endorsements/<int:id>/withdrawal")
@by_participant
@needs(Can.WITHDRAW, on=lambda id: endorsement_called(id))
def withdraw(endorsement: Endorsement) -> Any:
    """Withdraw it, on record."""
    withdraw_endorsement(endorsement, by=g.viewer)
    flash(_("Your endorsement is withdrawn. The public record says so."))
    return redirect(url_for("endorsements.one", id=endorsement.id), 303)


@bp.get("/endorsements/<int:id>/confirmation")
@needs(Can.ASK, on=lambda id: endorsement_called(id))
def asking(endorsement: Endorsement) -> str:
    """Where the mail went that waits for an answer, and a form to send it again."""
    return render_template("release/endorsements/asking.html", endorsement=endorsement)


@bp.post("/endorsements/<int:id>/confirmation")
@by_participant
@by_mailer
@by_address
@needs(Can.ASK, on=lambda id: endorsement_called(id))
def ask(endorsement: Endorsement) -> Any:
    """Have the link mailed, again or elsewhere."""
    ask_to_confirm(endorsement, address=AddressForm.read().address, by=g.viewer)
    flash(
        _("The mail is on its way. The endorsement counts as confirmed once somebody there follows its link.")
    )
    return redirect(url_for("endorsements.one", id=endorsement.id), 303)


@bp.get("/endorsements/confirm/<secret>")
@open_to_all
def confirming(secret: str) -> str:
    """The link from the mail: the whole endorsement, and one button."""
    found = endorsement_by_secret(digest_of(secret))
    if found is None or not can_be_confirmed(found):
        raise LinkIsSpent(
            _(
                "This link has been used, replaced by a newer one, or its time has run out. Whoever endorsed can send another."
            )
        )
    return render_template(
        "release/endorsements/confirming.html",
        endorsement=found,
        secret=secret,
        hidden=bool(hidings_of([found])),
    )


@bp.post("/endorsements/confirm/<secret>")
@open_to_all
@shown_by("endorsements.confirming")
def confirm(secret: str) -> Any:
    """Confirm it for the organisation."""
    made = confirm_endorsement(secret)
    return redirect(url_for("endorsements.one", id=made.id), 303)


def _groups(draft: Draft) -> list[tuple[str, str]]:
    """The stakeholder groups of a draft's policy, each with who is meant: in the reader's language where we know it."""
    told = [(each.slug, group_called(each.slug), each) for each in policy_of(draft).groups]
    return [(slug, f"{(known or each).title}: {(known or each).sentence}") for slug, known, each in told]


def _said(made: Endorsement) -> str:
    if made.is_confirmed:
        return str(_("The endorsement is on record, and confirmed."))
    if made.secret:
        return str(_("It is on record as claimed. It counts once somebody confirms it by the mail we sent."))
    return str(_("It is on record as claimed. Name an address at the organisation to have it confirmed."))


def _again() -> Endorsement | None:
    """The endorsement of one's own that the form begins with; None where the address names none."""
    number = request.args.get("again", "")
    if not (number.isascii() and number.isdigit() and len(number) < BIGGEST):
        return None
    found = endorsement_called(int(number))
    return found if found.account_id == g.viewer.id else None
