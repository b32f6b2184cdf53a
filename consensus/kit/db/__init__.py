"""The database: one base with constraint names, one session, and the transaction that an entrance opens.

Actions only flush. The entrance (a web write, a command, a follower) commits, through :func:`transaction`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from .dialects import begin_snapshot, database_url, engine_options, is_race, prepare_engine, queue_for_writing
from .state import in_write, writing
from .types import Choice, Json, UtcDateTime, one_of

__all__ = [
    "Base", "Choice", "Json", "Model", "UtcDateTime", "again_on_a_race", "before_commit", "db", "fresh_look",
    "in_write", "init_app", "one_of", "snapshot", "transaction",
]  # fmt: skip

T = TypeVar("T")

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table's base: constraints have names, so that migrations can speak of them."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:

    class Model(Base):
        """What a model inherits."""

        __abstract__ = True
else:
    Model = db.Model

_before_commit: list[Callable[[], None]] = []


def init_app(app: Flask) -> None:
    """Bind the database; set ``SQLALCHEMY_DATABASE_URI`` from ``DATABASE_URL``."""
    url = database_url(app.config["DATABASE_URL"])
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options(url))
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)


def before_commit(hook: Callable[[], None]) -> None:
    """Have something done at the end of every write transaction, just before its commit (the ledger's chaining)."""
    if hook not in _before_commit:
        _before_commit.append(hook)


@contextmanager
def transaction() -> Iterator[None]:
    """Open a write transaction: everything inside is committed together at its end, or nothing is.

    Whatever was being read is ended first, so that the write sees everything afresh with the lock in hand. Inside
    another transaction it joins that one.
    """
    if in_write():
        yield
        return
    db.session.rollback()
    with queue_for_writing(db.engine):
        token = writing.set(True)
        try:
            db.session.connection()
            yield
            db.session.flush()
            for hook in _before_commit:
                hook()
            db.session.commit()
        except BaseException:
            db.session.info.clear()
            db.session.rollback()
            raise
        finally:
            writing.reset(token)


def again_on_a_race(work: Callable[[], T]) -> T:
    """Do work in a transaction; once more when it lost a race (deadlock, two inserting the same).

    Inside another transaction it joins that one, which alone can begin again.
    """
    if in_write():
        return work()
    for last in (False, True):
        try:
            with transaction():
                return work()
        except Exception as error:
            if last or not is_race(error):
                raise
    raise AssertionError("unreachable")


def fresh_look() -> None:
    """End the read transaction, so that the next query sees what is stored now."""
    db.session.rollback()


@contextmanager
def snapshot() -> Iterator[None]:
    """Read everything as it is stored at one moment, however long it takes and whatever others write meanwhile."""
    fresh_look()
    begin_snapshot(db.session())
    try:
        yield
    finally:
        db.session.rollback()
