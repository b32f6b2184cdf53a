"""Challenging the stakeholder group that an endorsement claims, ruling on that, and which organisations belong together."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...accounts.errors import NoSuchOrganisation
from ...accounts.models import Organisation
from ...accounts.queries import organisation_called
from ...kit.errors import Invalid
from ...kit.permissions import needs
from ...kit.web.errors import shown_by
from ..actions.challenging import challenge_endorsement, rule_on_challenge
from ..actions.families import set_family
from ..endorsement_forms import UPHELD, ChallengeForm, FamilyForm, RulingForm
from ..errors import NotChallenged
from ..models import Endorsement, EndorsementChallenge
from ..queries.endorsements import challenges_of, challenges_waiting, endorsement_called
from ..queries.families import families
from ..rules import Can
from .endorsements_doors import bp, by_challenger, by_participant


def challenge_at(id: int) -> EndorsementChallenge:
    """The challenge of an endorsement that waits for a ruling. Raises NoSuchEndorsement, NotChallenged."""
    waiting = [each for each in challenges_of([endorsement_called(id)]).get(id, []) if each.ruled_at is None]
    if not waiting:
        raise NotChallenged
    return waiting[0]


@bp.get("/endorsements/<int:id>/challenge")
@needs(Can.CHALLENGE, on=lambda id: endorsement_called(id))
def challenging(endorsement: Endorsement) -> str:
    """What a challenge does, and a form."""
    return render_template("release/endorsements/challenge.html", endorsement=endorsement)


@bp.post("/endorsements/<int:id>/challenge")
@by_participant
@by_challenger
@needs(Can.CHALLENGE, on=lambda id: endorsement_called(id))
def challenge(endorsement: Endorsement) -> Any:
    """Challenge it, on record."""
    form = ChallengeForm.read()
    challenge_endorsement(endorsement, reason=form.reason, evidence=form.evidence, by=g.viewer)
    flash(_("Your challenge is on record. Somebody who is not involved rules on it, in public."))
    return redirect(url_for("endorsements.one", id=endorsement.id, _anchor="challenges"), 303)


@bp.get("/endorsements/<int:id>/ruling")
@needs(Can.RULE, on=challenge_at)
def ruling(challenge: EndorsementChallenge) -> str:
    """The challenge, and a form to rule on it."""
    return render_template(
        "release/endorsements/ruling.html", challenge=challenge, endorsement=challenge.endorsement
    )


@bp.post("/endorsements/<int:id>/ruling")
@by_participant
@needs(Can.RULE, on=challenge_at)
def rule(challenge: EndorsementChallenge) -> Any:
    """Rule on it, on record."""
    form = RulingForm.read()
    rule_on_challenge(challenge.endorsement, upheld=form.ruling == UPHELD, reason=form.reason, by=g.viewer)
    flash(_("The ruling is on record."))
    return redirect(url_for("endorsements.one", id=challenge.endorsement_id, _anchor="challenges"), 303)


@bp.get("/desk/endorsements/")
@needs(Can.DESK)
def desk() -> str:
    """Challenges that wait for a ruling, and which organisations belong together."""
    return render_template(
        "release/endorsements/desk.html", waiting=challenges_waiting(), families=families()
    )


@bp.post("/desk/endorsements/")
@by_participant
@needs(Can.SET_FAMILY)
@shown_by("endorsements.desk")
def join() -> Any:
    """Say that an organisation belongs to another, or to itself, on record."""
    form = FamilyForm.read()
    organisation, head = _named("organisation", form.organisation), _named("head", form.head)
    assert organisation is not None
    set_family(organisation, head=head, by=g.viewer)
    flash(_("It is on record. Where both endorsed a draft, the earlier endorsement stands."))
    return redirect(url_for("endorsements.desk"), 303)


def _named(field: str, name: str | None) -> Organisation | None:
    found = organisation_called(name) if name else None
    if name and found is None:
        raise Invalid({field: str(NoSuchOrganisation())})
    return found
