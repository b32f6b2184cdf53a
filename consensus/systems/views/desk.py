"""The desk of systems: what waits, the registry, its makers, disputes to answer."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...accounts.queries import account_by_email
from ...drafts.queries import latest_draft
from ...drafts.reading import draft_view
from ...kit.permissions import needs
from ..actions.noticing import release_review
from ..actions.opinions import answer_dispute
from ..actions.registry import add_system, change_system, end_contact, name_contact
from ..forms import ContactForm, ReasonForm, SystemForm
from ..given import SystemGiven
from ..laid_out import becauses
from ..models import MakerContact, Review, System, VerdictOpinion
from ..queries.contacts import contact_called, contacts_of, waiting_revisions
from ..queries.editions import editions
from ..queries.lines import line_of, lines
from ..queries.opinions import opinion_called, unanswered_disputes, views_of
from ..queries.registry import system_named
from ..queries.reviews import review_called
from ..queries.surprises import open_surprises
from ..rules import Can
from .doors import bp, by_participant


@bp.get("/desk/systems/")
@needs(Can.DESK)
def desk() -> str:
    """What waits, and the registry."""
    draft = latest_draft()
    return render_template(
        "systems/desk.html",
        draft=draft_view(draft) if draft else None,
        waiting=waiting_revisions(),
        disputes=views_of(unanswered_disputes()),
        surprises=open_surprises(),
        lines=lines(draft),
    )


@bp.get("/desk/systems/new")
@needs(Can.EDIT_REGISTRY)
def new_system() -> str:
    """Describe a system that the registry does not have."""
    return render_template("systems/desk_system.html", system=None, contacts=[])


@bp.post("/desk/systems/new")
@by_participant
@needs(Can.EDIT_REGISTRY)
def add() -> Any:
    """Add it, on record."""
    system = add_system(_given(SystemForm.read()), by=g.viewer)
    flash(_("It is in the registry."))
    return redirect(url_for("systems.edit_system", slug=system.slug), 303)


@bp.get("/desk/systems/<slug>/")
@needs(Can.EDIT_REGISTRY, on=lambda slug: system_named(slug))
def edit_system(system: System) -> str:
    """What the registry says of a system, and who speaks for its maker."""
    return render_template("systems/desk_system.html", system=system, contacts=contacts_of(system))


@bp.post("/desk/systems/<slug>/")
@by_participant
@needs(Can.EDIT_REGISTRY, on=lambda slug: system_named(slug))
def change(system: System) -> Any:
    """Change it, on record; a version with another name is added."""
    change_system(system, _given(SystemForm.read(), slug=system.slug), by=g.viewer)
    flash(_("The registry says so now."))
    return redirect(url_for("systems.edit_system", slug=system.slug), 303)


@bp.post("/desk/systems/<slug>/contacts")
@by_participant
@needs(Can.EDIT_REGISTRY, on=lambda slug: system_named(slug))
def add_contact(system: System) -> Any:
    """Name somebody who speaks for the maker. Known to the desk alone."""
    email = ContactForm.read().email.lower()
    account = account_by_email(email)
    name_contact(system, account=account, email=None if account else email, by=g.viewer)
    flash(_("They will be told before something negative is published."))
    return redirect(url_for("systems.edit_system", slug=system.slug, _anchor="makers"), 303)


@bp.post("/desk/systems/contacts/<int:id>/end")
@by_participant
@needs(Can.EDIT_REGISTRY, on=lambda id: contact_called(id))
def remove_contact(contact: MakerContact) -> Any:
    """They speak for it no longer."""
    slug = contact.system.slug
    end_contact(contact, by=g.viewer)
    flash(_("They will not be told any more."))
    return redirect(url_for("systems.edit_system", slug=slug, _anchor="makers"), 303)


@bp.get("/desk/systems/reviews/<int:id>/release")
@needs(Can.RELEASE, on=lambda id: review_called(id))
def release_form(review: Review) -> str:
    """Why a review should be public before the maker's time is over."""
    return render_template("systems/release.html", review=review)


@bp.post("/desk/systems/reviews/<int:id>/release")
@by_participant
@needs(Can.RELEASE, on=lambda id: review_called(id))
def release(review: Review) -> Any:
    """Make it public now, on record."""
    release_review(review, reason=ReasonForm.read().reason, by=g.viewer)
    flash(_("The review is public, and counts."))
    return redirect(url_for("systems.show_review", id=review.id), 303)


@bp.get("/desk/systems/disputes/<int:id>")
@needs(Can.ANSWER, on=lambda id: opinion_called(id))
def dispute_form(opinion: VerdictOpinion) -> str:
    """A disagreement, the assessment it speaks of, and a form."""
    line = line_of(opinion.system, draft=opinion.draft)
    titles = editions().titles(opinion.draft.version)
    return render_template(
        "systems/dispute.html",
        opinion=views_of([opinion])[0],
        line=line,
        because=becauses(line.deciding, titles, verdict=line.verdict),
        titles=titles,
    )


@bp.post("/desk/systems/disputes/<int:id>")
@by_participant
@needs(Can.ANSWER, on=lambda id: opinion_called(id))
def answer(opinion: VerdictOpinion) -> Any:
    """Answer it, in public."""
    answer_dispute(opinion, reason=ReasonForm.read().reason, by=g.viewer)
    flash(_("Your answer stands beside it, and it holds nothing up any more."))
    return redirect(url_for("systems.opinion", id=opinion.id), 303)


def _given(form: Any, *, slug: str = "") -> SystemGiven:
    return SystemGiven(
        name=form.name,
        maker=form.maker,
        slug=slug or form.slug or "",
        kind=form.kind or "",
        notes=form.notes or "",
        versions=(SystemForm.version_of(form),),
    )
