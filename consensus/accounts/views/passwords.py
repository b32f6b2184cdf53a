"""Forgotten, set anew, changed: passwords."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...kit.permissions import needs, open_to_all
from ...kit.slow import before_lock
from .. import actions, signing_in
from ..errors import NotYourPassword
from ..fields import SHORTEST_PASSWORD
from ..forms import AddressForm, NewPasswordForm
from ..models import Purpose
from ..passwords import fits, hashed
from ..rules import Can
from .arriving import waiting
from .doors import bp, by_account, by_address, by_address_and_name, mail_by_name


@bp.get("/account/password", strict_slashes=False)
@open_to_all
def forgotten() -> str:
    """Ask for a link to set a password with."""
    return render_template("accounts/forgotten.html")


@bp.post("/account/password", strict_slashes=False)
@by_address
@by_address_and_name
@mail_by_name
@open_to_all
def forgot() -> Any:
    """Have the link sent; the answer is the same whether there is an account or not."""
    actions.request_link(AddressForm.read().email, Purpose.PASSWORD)
    return redirect(url_for("accounts.sent"), 303)


@bp.get("/account/password/<token>", strict_slashes=False)
@open_to_all
def new_password(token: str) -> str:
    """A link from a mail: set a password."""
    account = waiting(token, Purpose.PASSWORD).account
    return render_template("accounts/new_password.html", account=account, shortest=SHORTEST_PASSWORD)


def _hash_by_link(token: str) -> str:
    waiting(token, Purpose.PASSWORD)
    return hashed(NewPasswordForm.read().password)


@bp.post("/account/password/<token>", strict_slashes=False)
@open_to_all
@before_lock(_hash_by_link)
def reset_password(token: str) -> Any:
    """Set a password by a link, which signs out everywhere else and in here."""
    signing_in.sign_in(actions.reset_password(token, password_hash=g.prepared))
    flash(_("Your password is set. Wherever else you were signed in, you are signed out."))
    return redirect(url_for("accounts.profile"), 303)


@bp.get("/account/change-password", strict_slashes=False)
@needs(Can.CHANGE_PASSWORD)
def own_password() -> str:
    """Set one's first password, or another."""
    return render_template("accounts/own_password.html", account=g.viewer, shortest=SHORTEST_PASSWORD)


def _hash_of_own() -> str:
    form = NewPasswordForm.read()
    if g.viewer.password_hash and not fits(form.current or "", g.viewer.password_hash):
        raise NotYourPassword
    return hashed(form.password)


@bp.post("/account/change-password", strict_slashes=False)
@by_account
@needs(Can.CHANGE_PASSWORD)
@before_lock(_hash_of_own)
def change_password() -> Any:
    """Set the password, which signs out everywhere else."""
    actions.set_password(g.viewer, password_hash=g.prepared)
    signing_in.sign_in(g.viewer)
    flash(_("Your password is set. Wherever else you were signed in, you are signed out."))
    return redirect(url_for("accounts.profile"), 303)
