"""Registering, confirming, signing in and out."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...kit.permissions import needs, open_to_all
from ...kit.slow import before_lock
from ...kit.web.errors import shown_by
from ...kit.web.transactions import reads_only
from .. import actions, signing_in
from ..errors import LinkIsSpent
from ..fields import SHORTEST_PASSWORD
from ..forms import AddressForm, ConfirmForm, RegisterForm, SignInForm
from ..models import OneTimeLink, Purpose
from ..passwords import hashed
from ..queries import link_called
from ..rules import Can
from .doors import bp, by_account, by_address, by_address_and_name, by_name, mail_by_name


@bp.get("/account/sign-in", strict_slashes=False)
@open_to_all
def sign_in() -> str:
    """Sign in with a password, or ask for a link."""
    return render_template("accounts/sign_in.html", next=signing_in.local_path(request.values.get("next")))


@bp.post("/account/sign-in", strict_slashes=False)
@by_address
@by_address_and_name
@by_name
@open_to_all
@reads_only
def sign_in_by_password() -> Any:
    """Sign in with address and password. Stores nothing, so it takes no lock while it hashes."""
    form = SignInForm.read()
    signing_in.sign_in(signing_in.account_by_password(form.email, form.password))
    return _go_on(form.next)


@bp.post("/account/link", strict_slashes=False)
@by_address
@by_address_and_name
@mail_by_name
@open_to_all
@shown_by("accounts.sign_in")
def ask_for_link() -> Any:
    """Have a link sent to sign in with."""
    form = AddressForm.read()
    actions.request_link(form.email, next_path=signing_in.local_path(form.next))
    return redirect(url_for("accounts.sent"), 303)


@bp.get("/account/link/<token>", strict_slashes=False)
@open_to_all
def link(token: str) -> str:
    """A link from a mail: a page with one button, since programs follow links too."""
    return render_template("accounts/link.html", account=waiting(token, Purpose.SIGN_IN).account)


@bp.post("/account/link/<token>", strict_slashes=False)
@open_to_all
def follow_link(token: str) -> Any:
    """Sign in by a link, which is then used up."""
    found = actions.use_link(token, Purpose.SIGN_IN)
    signing_in.sign_in(found.account)
    return _go_on(found.next_path)


@bp.get("/account/register", strict_slashes=False)
@open_to_all
def registration() -> str:
    """Ask for an account."""
    return render_template("accounts/register.html", next=signing_in.local_path(request.values.get("next")))


@bp.post("/account/register", strict_slashes=False)
@by_address
@by_address_and_name
@mail_by_name
@open_to_all
def register() -> Any:
    """Take a name and an address; the answer is the same whether there is an account or not."""
    form = RegisterForm.read()
    actions.register(name=form.name, email=form.email, next_path=signing_in.local_path(form.next))
    return redirect(url_for("accounts.sent"), 303)


@bp.get("/account/sent", strict_slashes=False)
@open_to_all
def sent() -> str:
    """That a mail is on its way, or where it was written."""
    return render_template("accounts/sent.html")


@bp.get("/account/confirm/<token>", strict_slashes=False)
@open_to_all
def confirmation(token: str) -> str:
    """A link from a mail: a page with one button, and a password for those who want one."""
    account = waiting(token, Purpose.CONFIRM).account
    return render_template("accounts/confirm.html", account=account, shortest=SHORTEST_PASSWORD)


def _wanted_password(token: str) -> str | None:
    waiting(token, Purpose.CONFIRM)
    password = ConfirmForm.read().password
    return hashed(password) if password else None


@bp.post("/account/confirm/<token>", strict_slashes=False)
@open_to_all
@before_lock(_wanted_password)
def confirm(token: str) -> Any:
    """Confirm an address, and sign in."""
    account, next_path = actions.confirm(token, password_hash=g.prepared)
    signing_in.sign_in(account)
    flash(_("Your address is confirmed. You can say more about yourself here, or leave it for later."))
    return redirect(next_path or url_for("accounts.profile"), 303)


@bp.post("/account/sign-out", strict_slashes=False)
@by_account
@needs(Can.SIGN_OUT)
@reads_only
def sign_out() -> Any:
    """End this session."""
    signing_in.sign_out()
    return redirect("/", 303)


@bp.post("/account/sign-out-everywhere", strict_slashes=False)
@by_account
@needs(Can.SIGN_OUT)
def sign_out_everywhere() -> Any:
    """End every session of this account."""
    actions.sign_out_everywhere(g.viewer)
    signing_in.sign_out()
    return redirect(url_for("accounts.sign_in"), 303)


def waiting(token: str, purpose: Purpose) -> OneTimeLink:
    """The link with this secret, not used up yet. Raises LinkIsSpent."""
    found = link_called(token, purpose)
    if found is None:
        raise LinkIsSpent
    return found


def _go_on(wanted: str | None) -> Any:
    return redirect(signing_in.local_path(wanted) or "/", 303)
