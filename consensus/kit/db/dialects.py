"""Everything that differs between SQLite and PostgreSQL. Nothing else may ask for the dialect."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from .state import in_write

_queues: dict[str, threading.Lock] = {}
_RACES_IN_POSTGRESQL = {"40001", "40P01", "55P03"}


def database_url(url: str) -> str:
    """The address as SQLAlchemy wants it: ``postgres://`` and ``postgresql://`` name psycopg 3."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def is_sqlite(engine: Engine) -> bool:
    """True for the default database."""
    return engine.dialect.name == "sqlite"


def engine_options(url: str) -> dict[str, Any]:
    """Pool settings by kind of database."""
    if make_url(url).get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": 30, "check_same_thread": False}}
    return {"pool_size": 10, "max_overflow": 10, "pool_pre_ping": True}


def prepare_engine(engine: Engine) -> None:
    """SQLite: write-ahead log, foreign keys, and a write that begins with the lock in hand.

    A deferred transaction that first reads and then writes is refused under load whatever its timeout, so a write
    begins IMMEDIATE. The driver's own transaction handling is switched off.
    """
    if not is_sqlite(engine):
        return

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=30000", "synchronous=NORMAL"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if in_write() else "BEGIN")


@contextmanager
def queue_for_writing(engine: Engine) -> Iterator[None]:
    """On SQLite the threads of one process wait for the write lock in memory, in order, not by polling a file."""
    if not is_sqlite(engine):
        yield
        return
    with _queues.setdefault(str(engine.url), threading.Lock()):
        yield


def is_race(error: BaseException) -> bool:
    """True when doing the same again may well succeed: a deadlock, a busy database, two inserting the same at once."""
    if isinstance(error, IntegrityError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlstate", None)
    busy = isinstance(error, OperationalError) and isinstance(error.orig, sqlite3.OperationalError)
    return code in _RACES_IN_POSTGRESQL or (busy and "locked" in str(error.orig))


def upsert(
    connection: Any,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    key: Sequence[str],
    update: Sequence[str],
    add: Sequence[str] = (),
) -> None:
    """Insert rows; where the key exists already, update the named columns (none: leave the row as it is).

    What stands in the columns ``add`` is added to what is there.
    """
    if not rows:
        return
    backend = connection.get_bind() if hasattr(connection, "get_bind") else connection
    statement = _upserting(backend.dialect.name, table, tuple(key), tuple(update), tuple(add))
    connection.execute(statement, list(rows))


@lru_cache(maxsize=256)
def _upserting(
    dialect: str, table: Table, key: tuple[str, ...], update: tuple[str, ...], add: tuple[str, ...]
) -> Any:
    """The statement, made once: nearly every act sends some."""
    insert: Any = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    if not update and not add:
        return insert.on_conflict_do_nothing(index_elements=list(key))
    values = {name: insert.excluded[name] for name in update}
    values |= {name: table.c[name] + insert.excluded[name] for name in add}
    return insert.on_conflict_do_update(index_elements=list(key), set_=values)


def copy_database(engine: Engine, target: Path) -> None:
    """SQLite: an exact copy while others write, by the database's own backup. Raises NotImplementedError elsewhere."""
    if not is_sqlite(engine):
        raise NotImplementedError("use pg_dump")
    with engine.connect() as connection, sqlite3.connect(target) as copy:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.backup(copy)


def begin_snapshot(session: Any) -> None:
    """Begin a transaction that only reads, and sees until its end what was stored when it began.

    SQLite's do so from their first statement on; PostgreSQL is asked for it.
    """
    if is_sqlite(session.get_bind()):
        session.execute(text("SELECT 1 FROM ledger_head"))
    else:
        session.connection(
            execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        )


def tidy(engine: Engine) -> None:
    """SQLite: let the planner know the tables after a big load."""
    with engine.connect() as connection:
        connection.execute(text("PRAGMA optimize" if is_sqlite(engine) else "ANALYZE"))
