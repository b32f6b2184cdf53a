"""What everybody may read: who may do what, who somebody is, who speaks for whom."""

from itertools import groupby

from flask import render_template

from ...kit.permissions import RULES, open_to_all
from ...kit.web.cache import public
from .. import queries
from .desk import person_at
from .doors import bp


@bp.get("/rules/")
@open_to_all
@public
def rules() -> str:
    """Who may do what, and why: the table that pages, programs and commands are held to."""
    table = sorted((name, rule.sentence) for name, rule in RULES.items())
    features = [
        (feature, list(rows)) for feature, rows in groupby(table, key=lambda row: row[0].split(":")[0])
    ]
    return render_template("accounts/rules.html", features=features)


@bp.get("/people/<actor_id>/")
@open_to_all
def public_person(actor_id: str) -> str:
    """What is public about one person: name, stakeholder group, affiliation, roles on record."""
    account = person_at(actor_id)
    return render_template(
        "accounts/public_person.html",
        person=account,
        grants=queries.grants_now(account),
        spoken_for=queries.organisations_spoken_for(account),
    )


@bp.get("/organisations/")
@open_to_all
@public
def organisations() -> str:
    """Organisations, their names, and who may speak for them, confirmed by whom."""
    found = queries.organisations()
    names = queries.names_of(
        each.confirmed_by for organisation in found for each in organisation.spokespeople
    )
    return render_template("accounts/organisations.html", organisations=found, names=names)
