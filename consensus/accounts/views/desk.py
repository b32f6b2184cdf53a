"""The desk's pages on people: roles, organisations, and who may speak for them."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...kit.permissions import needs
from ...kit.web.errors import shown_by
from .. import actions, queries
from ..errors import NoSuchOrganisation, NoSuchPerson
from ..forms import GrantForm, OrganisationForm, RevokeForm, SpokespersonForm
from ..models import Account, Organisation, Role, Sector
from ..rules import Can
from ..titles import role_title, sector_title
from .doors import bp, by_account


def person_at(actor_id: str) -> Account:
    """Who stands behind an id. Raises NoSuchPerson."""
    account = queries.account_by_actor(actor_id)
    if account is None or not account.may_sign_in:
        raise NoSuchPerson
    return account


def organisation_at(slug: str) -> Organisation:
    """The organisation with this slug. Raises NoSuchOrganisation."""
    organisation = queries.organisation_at(slug)
    if organisation is None:
        raise NoSuchOrganisation
    return organisation


@bp.get("/desk/people/")
@needs(Can.LIST_PEOPLE)
def people() -> str:
    """Who takes part, the newest first."""
    name = (request.args.get("q") or "").strip()[:80] or None
    page = queries.people(name=name, cursor=request.args.get("cursor"))
    return render_template("accounts/people.html", page=page, q=name, roles_of=queries.roles_of)


@bp.get("/desk/people/<actor_id>/")
@needs(Can.LIST_PEOPLE, on=person_at)
def person(account: Account) -> str:
    """One person: roles, who granted them, and forms for those who may."""
    grants = account.grants
    names = queries.names_of(id for grant in grants for id in (grant.granted_by, grant.revoked_by or ""))
    return render_template(
        "accounts/person.html",
        person=account,
        grants=grants,
        names=names,
        held=queries.roles_of(account),
        roles=[(str(role), role_title(role)) for role in Role],
        spoken_for=queries.organisations_spoken_for(account),
    )


@bp.post("/desk/people/<actor_id>/roles")
@by_account
@needs(Can.GRANT_ROLE, on=person_at)
@shown_by("accounts.person")
def grant_role(account: Account) -> Any:
    """Grant a role."""
    form = GrantForm.read()
    actions.grant_role(account, form.role, until=form.until, by=g.viewer)
    flash(_("%(name)s holds the role now; the public record says so.", name=account.name))
    return redirect(url_for("accounts.person", actor_id=account.actor_id), 303)


@bp.post("/desk/people/<actor_id>/roles/revoke")
@by_account
@needs(Can.REVOKE_ROLE, on=person_at)
@shown_by("accounts.person")
def revoke_role(account: Account) -> Any:
    """Take a role back."""
    actions.revoke_role(account, RevokeForm.read().role, by=g.viewer)
    flash(_("The role is taken back; the public record says so."))
    return redirect(url_for("accounts.person", actor_id=account.actor_id), 303)


@bp.get("/desk/organisations/")
@needs(Can.RECORD_ORGANISATION)
def desk_organisations() -> str:
    """All organisations, and a form for another."""
    return render_template(
        "accounts/desk_organisations.html", organisations=queries.organisations(), sectors=_sectors()
    )


@bp.post("/desk/organisations/")
@by_account
@needs(Can.RECORD_ORGANISATION)
def create_organisation() -> Any:
    """Record an organisation."""
    made = actions.create_organisation(**OrganisationForm.read().as_dict(), by=g.viewer)
    return redirect(url_for("accounts.desk_organisation", slug=made.slug), 303)


@bp.get("/desk/organisations/<slug>/")
@needs(Can.RECORD_ORGANISATION, on=organisation_at)
def desk_organisation(organisation: Organisation) -> str:
    """One organisation: its names, and who may speak for it."""
    names = queries.names_of(each.confirmed_by for each in organisation.spokespeople)
    return render_template(
        "accounts/desk_organisation.html", organisation=organisation, sectors=_sectors(), names=names
    )


@bp.post("/desk/organisations/<slug>/")
@by_account
@needs(Can.RECORD_ORGANISATION, on=organisation_at)
def change_organisation(organisation: Organisation) -> Any:
    """Replace its names and sector."""
    actions.change_organisation(organisation, **OrganisationForm.read().as_dict(), by=g.viewer)
    flash(_("Stored, on record."))
    return redirect(url_for("accounts.desk_organisation", slug=organisation.slug), 303)


@bp.post("/desk/organisations/<slug>/spokespeople")
@by_account
@needs(Can.CONFIRM_SPOKESPERSON, on=organisation_at)
@shown_by("accounts.desk_organisation")
def confirm_spokesperson(organisation: Organisation) -> Any:
    """Confirm that a person may speak for it."""
    person = queries.account_by_address_or_actor(SpokespersonForm.read().person)
    actions.confirm_spokesperson(organisation, person, by=g.viewer)
    flash(_("Confirmed, on record."))
    return redirect(url_for("accounts.desk_organisation", slug=organisation.slug), 303)


@bp.post("/desk/organisations/<slug>/spokespeople/<actor_id>/end")
@by_account
@needs(Can.CONFIRM_SPOKESPERSON, on=lambda slug, actor_id: spokesperson_at(slug, actor_id))
def end_spokesperson(spokesperson: Any) -> Any:
    """End that a person may speak for it."""
    slug = spokesperson.organisation.slug
    actions.end_spokesperson(spokesperson, by=g.viewer)
    flash(_("Ended, on record."))
    return redirect(url_for("accounts.desk_organisation", slug=slug), 303)


def spokesperson_at(slug: str, actor_id: str) -> Any:
    """The row that says so. Raises NoSuchPerson and NoSuchOrganisation."""
    for each in organisation_at(slug).spokespeople:
        if each.account.actor_id == actor_id:
            return each
    raise NoSuchPerson


def _sectors() -> list[tuple[str, str]]:
    return [(str(sector), sector_title(sector)) for sector in Sector]
