"""Consensus: a community writes one definition together, clause by clause."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from . import kit as kit
from .config import ROOT, read_settings
from .kit import db as database
from .kit import mail, turns
from .kit.web import cache, converters, csrf, errors, fragments, headers, i18n, jinja, limits, transactions

FEATURES = (
    "ledger", "search", "accounts", "following", "moderation", "drafts", "discussion", "systems", "voting", "roadshow", "archive",
    "release", "pages", "api", "feeds", "cli",
)  # fmt: skip
migrate = Migrate(directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)


def create_app(**given: Any) -> Flask:
    """Make the application: settings, tools, features floor by floor, then a transaction around every view.

    Keywords override settings by name (``DATABASE_URL=…``). Raises BadSetting.
    """
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder="static")
    app.config.update(read_settings(**given))
    app.url_map.strict_slashes = True
    for tool in (database, converters, i18n, headers, cache, fragments, limits, csrf, jinja, errors):
        tool.init_app(app)
    migrate.init_app(app, database.db)
    turns.turn("mail", mail.send_some)
    for feature in FEATURES:
        import_module(f".{feature}", __name__).init_app(app)  # late: wiring
    transactions.wrap_views(app)
    return _layered(app)


def _layered(app: Flask) -> Flask:
    app.wsgi_app = cache.PageCache(app.wsgi_app, config=app.config, revision_of=_revision_of(app))  # type: ignore[method-assign]
    proxies = int(app.config["PROXIES"])
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    return app


def _revision_of(app: Flask) -> Callable[[str], str | None]:
    from .ledger.queries import revision  # late: wiring

    def revision_of(path: str) -> str | None:
        if path.startswith(("/account", "/desk", "/static/", "/healthz", "/readyz", "/metrics")):
            return None
        with app.app_context():
            own, found = cache.own_revision(path)
            return found if own else str(revision(["site"]))

    return revision_of
