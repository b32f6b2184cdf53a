"""Who is asking: Flask-Login for people, bearer tokens for programs. Sets ``g.viewer`` before anything else
asks.

A session is bound to how often its account was signed out everywhere. A session never counts under
``/api/``, where no form token is asked for; there a program brings its own token.
"""

from datetime import timedelta

from flask import Flask, g, has_request_context, request, session
from flask_babel import lazy_gettext as _l
from flask_login import LoginManager, current_user, login_user, logout_user

from ..kit.db import before_commit
from ..kit.errors import Forbidden, NeedsSignIn
from ..kit.web.transactions import SAFE
from .actions import note_use
from .errors import NotTheseTwo
from .models import Account, Scope
from .passwords import fits
from .queries import account_by_email, account_of_session, token_called

NOWHERE = (
    "//", "/api/", "/account/sign-", "/account/register", "/account/confirm", "/account/claim", "/account/link",
    "/account/sent", "/account/password",
)  # fmt: skip
manager = LoginManager()
manager.session_protection = None
manager.user_loader(account_of_session)


def init_app(app: Flask) -> None:
    """Bind Flask-Login; know the viewer before limits, CSRF and views ask for one."""
    app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(days=30)
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    manager.init_app(app, add_context_processor=False)
    app.before_request_funcs.setdefault(None, []).insert(0, know_the_viewer)
    before_commit(note_token)


def know_the_viewer() -> None:
    """Set ``g.viewer``: an account, or None. Raises NeedsSignIn and Forbidden for a program's token that
    isn't good.
    """
    g.viewer = g.token_id = None
    if request.path.startswith("/static/"):
        return
    if request.path.startswith("/api/"):
        _know_the_program()
    elif current_user.is_authenticated:
        g.viewer = current_user._get_current_object()


def _know_the_program() -> None:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        return
    token = token_called(secret.strip())
    if token is None:
        raise NeedsSignIn(_l("This token is not known here, or its time has run out."))
    if request.method not in SAFE and token.scope is not Scope.WRITE:
        raise Forbidden(_l("This token may read, not write."))
    g.viewer, g.token_id = token.account, token.id


def note_token() -> None:
    """At the end of a program's write: remember that its token was used."""
    if has_request_context() and g.get("token_id") is not None:
        note_use(g.token_id)


def account_by_password(email: str, password: str) -> Account:
    """Whose address and password these are. Takes as long whether there is such an account or not. Slow.

    Raises NotTheseTwo.
    """
    account = account_by_email(email)
    known = account is not None and account.may_sign_in
    if not fits(password, account.password_hash if account and known else None):
        raise NotTheseTwo
    assert account is not None
    return account


def sign_in(account: Account) -> None:
    """Begin a session of its own for somebody, whatever the browser held before."""
    session.clear()
    session.permanent = True
    login_user(account, force=True)
    g.viewer = account


def session_values(account: Account) -> dict[str, object]:
    """What a session holds of whoever is signed in."""
    return {"_user_id": account.get_id(), "_fresh": True, "_permanent": True}


def sign_out() -> None:
    """End this session; the cookie goes."""
    logout_user()
    session.clear()
    g.viewer = None


def local_path(wanted: str | None) -> str | None:
    """A path on this site to go on to; None for anything that could lead elsewhere, and for the pages of
    signing in.
    """
    text = wanted or ""
    strange = any(ord(sign) <= 32 or sign == "\\" for sign in text) or len(text) > 500
    if strange or not text.startswith("/") or text.startswith(NOWHERE):
        return None
    return text
