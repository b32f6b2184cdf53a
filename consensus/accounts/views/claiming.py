"""How a guest of a sitting leaves an address, and confirms it by the link that is mailed there."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...kit.permissions import needs, open_to_all
from .. import actions, signing_in
from ..errors import LinkIsSpent
from ..forms import AddressForm
from ..models import OneTimeLink, Purpose
from ..queries import account_by_email
from ..rules import Can
from .arriving import waiting
from .doors import bp, by_account, mail_by_name


@bp.get("/account/claim", strict_slashes=False)
@needs(Can.CLAIM)
def claim_form() -> str:
    """What leaving an address does, and a form."""
    return render_template("accounts/claim.html", account=g.viewer)


@bp.post("/account/claim", strict_slashes=False)
@by_account
@mail_by_name
@needs(Can.CLAIM)
def ask_to_claim() -> Any:
    """Have the link sent; the answer is the same whether the address has an account or not."""
    actions.request_claim(g.viewer, email=AddressForm.read().email)
    return redirect(url_for("accounts.claim_sent"), 303)


@bp.get("/account/claim/sent", strict_slashes=False)
@open_to_all
def claim_sent() -> str:
    """That a mail is on its way, and that nothing is lost meanwhile."""
    return render_template("accounts/claim_sent.html")


@bp.get("/account/claim/<token>", strict_slashes=False)
@open_to_all
def claiming(token: str) -> str:
    """The link from the mail: what becomes of what the guest said, and one button."""
    link = claimable(token)
    own = account_by_email(link.email)
    known = own if own is not None and own.confirmed_at is not None else None
    return render_template("accounts/claiming.html", guest=link.account, email=link.email, known=known)


@bp.post("/account/claim/<token>", strict_slashes=False)
@open_to_all
def claim(token: str) -> Any:
    """Confirm the address, and sign in."""
    claimed = actions.claim(token)
    signing_in.sign_in(claimed.account)
    flash(
        _("What you said as a guest is joined with your account. You are one person here now.")
        if claimed.joined
        else _(
            "Your address is confirmed, and everything you said stays yours. Next time, have a link sent to sign in."
        )
    )
    return redirect(url_for("accounts.profile"), 303)


def claimable(token: str) -> OneTimeLink:
    """The link of a guest who has not left an address yet. Raises LinkIsSpent."""
    link = waiting(token, Purpose.CLAIM)
    if not link.account.is_guest or not link.account.may_sign_in:
        raise LinkIsSpent
    return link
