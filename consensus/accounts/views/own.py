"""One's own account: profile, what is kept, erasing it."""

from typing import Any

from flask import Response, flash, g, json, redirect, render_template, url_for
from flask_babel import gettext as _

from ...kit.permissions import needs
from ...kit.web.errors import shown_by
from .. import actions, names, queries, signing_in
from ..forms import EraseForm, ProfileForm
from ..groups import GROUPS
from ..rules import Can
from .doors import bp, by_account


@bp.get("/account/")
@needs(Can.CHANGE_PROFILE)
def profile() -> str:
    """What one says of oneself, and the ways to the rest."""
    return render_template(
        "accounts/profile.html",
        account=g.viewer,
        groups=GROUPS,
        countries=names.country_choices(),
        languages_said=names.language_names(g.viewer.languages),
        grants=queries.grants_now(g.viewer),
        spoken_for=queries.organisations_spoken_for(g.viewer),
    )


@bp.post("/account/")
@by_account
@needs(Can.CHANGE_PROFILE)
def change_profile() -> Any:
    """Replace the profile."""
    actions.change_profile(g.viewer, **ProfileForm.read().as_dict())
    flash(_("Your profile is stored."))
    return redirect(url_for("accounts.profile"), 303)


@bp.get("/account/data", strict_slashes=False)
@needs(Can.EXPORT)
def data() -> str:
    """What is kept of oneself, and erasing it."""
    kept = queries.everything_of(g.viewer)
    return render_template("accounts/data.html", account=g.viewer, kept=kept)


@bp.get("/account/data.json")
@needs(Can.EXPORT)
def data_json() -> Response:
    """The same as a file."""
    words = json.dumps(queries.everything_of(g.viewer), indent=2, sort_keys=False)
    answer = Response(words, mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@bp.post("/account/erase", strict_slashes=False)
@by_account
@needs(Can.ERASE)
@shown_by("accounts.data")
def erase() -> Any:
    """Erase oneself."""
    EraseForm.read()
    actions.erase(g.viewer, by=g.viewer)
    signing_in.sign_out()
    return redirect("/", 303)
