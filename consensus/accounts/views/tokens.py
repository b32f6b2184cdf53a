"""Tokens for programs."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from ...kit.db import db
from ...kit.permissions import needs
from .. import actions, queries
from ..errors import NoSuchToken
from ..forms import TokenForm
from ..models import Token
from ..rules import Can
from .doors import bp, by_account


@bp.get("/account/tokens", strict_slashes=False)
@needs(Can.CREATE_TOKEN)
def tokens() -> str:
    """One's tokens, and a form for another."""
    return render_template("accounts/tokens.html", tokens=queries.tokens_of(g.viewer), secret=None)


@bp.post("/account/tokens", strict_slashes=False)
@by_account
@needs(Can.CREATE_TOKEN)
def create_token() -> Any:
    """Make a token and show its secret, this once."""
    form = TokenForm.read()
    secret, _token = actions.create_token(g.viewer, name=form.name, scope=form.scope, days=form.days)
    return render_template("accounts/tokens.html", tokens=queries.tokens_of(g.viewer), secret=secret), 201


def token_at(id: int) -> Token:
    """The token with this number. Raises NoSuchToken, also for somebody else's."""
    token = db.session.get(Token, id)
    if token is None or g.viewer is None or token.account_id != g.viewer.id:
        raise NoSuchToken
    return token


@bp.post("/account/tokens/<int:id>/revoke", strict_slashes=False)
@by_account
@needs(Can.REVOKE_TOKEN, on=token_at)
def revoke_token(token: Token) -> Any:
    """Revoke a token."""
    actions.revoke_token(token)
    flash(_("The token is revoked. Programs that used it are nobody now."))
    return redirect(url_for("accounts.tokens"), 303)
