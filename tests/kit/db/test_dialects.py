"""What differs between the two databases."""

import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from consensus.kit.db import db, transaction
from consensus.kit.db.dialects import copy_database, database_url, is_sqlite, tidy
from consensus.ledger.models import Revision


@pytest.mark.parametrize(
    "given, url",
    [
        ("postgres://ana@host/site", "postgresql+psycopg://ana@host/site"),
        ("postgresql://ana@host/site", "postgresql+psycopg://ana@host/site"),
        ("postgresql+psycopg://ana@host/site", "postgresql+psycopg://ana@host/site"),
        ("sqlite:////tmp/x", "sqlite:////tmp/x"),
    ],
)
def test_an_address_is_taken_as_operators_write_it(given: str, url: str) -> None:
    assert database_url(given) == url


def test_sqlite_keeps_foreign_keys_waits_and_writes_ahead(app: Flask) -> None:
    if not is_sqlite(db.engine):
        pytest.skip("SQLite alone has these settings")

    settings = {
        name: db.session.scalar(text(f"PRAGMA {name}"))
        for name in ("foreign_keys", "journal_mode", "busy_timeout")
    }

    assert settings == {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 30000}


@pytest.mark.both_databases
def test_a_row_that_points_nowhere_is_refused(app: Flask) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), transaction():
        db.session.execute(text("INSERT INTO tokens (account_id, name, digest, scope, created_at) VALUES (99, 'a', 'b', 'read', '2024-04-22')"))  # fmt: skip


@pytest.mark.both_databases
def test_a_database_is_tidied_without_harm(app: Flask) -> None:
    with transaction():
        db.session.add(Revision(ref="a", n=1))

    tidy(db.engine)

    assert db.session.get_one(Revision, "a").n == 1


def test_a_copy_is_whole_while_somebody_writes(app: Flask, tmp_path: Path) -> None:
    if not is_sqlite(db.engine):
        pytest.skip("elsewhere the database's own tools copy")
    with transaction():
        db.session.add(Revision(ref="a", n=1))

    with transaction():
        db.session.add(Revision(ref="b", n=1))
        db.session.flush()
        copied_in_a_thread(app, tmp_path / "copy.sqlite")

    with sqlite3.connect(tmp_path / "copy.sqlite") as copy:
        assert copy.execute("SELECT ref FROM revisions").fetchall() == [("a",)]
    copy.close()


def copied_in_a_thread(app: Flask, target: Path) -> None:
    """Copy as a command would, beside the writer."""
    import threading

    def copying() -> None:
        with app.app_context():
            copy_database(db.engine, target)

    thread = threading.Thread(target=copying)
    thread.start()
    thread.join()
