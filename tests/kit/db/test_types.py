"""Column types that mean the same on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import CheckConstraint, Column, Integer, MetaData, Table, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from consensus.kit.db import Choice, Json, UtcDateTime, db, one_of, transaction

pytestmark = pytest.mark.both_databases


class Colour(StrEnum):
    """What may be chosen."""

    RED = "red"
    BLUE = "it's blue"


THINGS = Table(
    "tried_things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime),
    Column("colour", Choice(Colour)),
    Column("facts", Json),
    CheckConstraint(one_of("colour", Colour), name="colour"),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3).filter(str.isascii), inner),
    max_leaves=5,
)


@pytest.fixture
def things(app: Flask) -> None:
    """An empty table with a column of each type."""
    with transaction():
        THINGS.create(db.session.connection())


def kept(**values: Any) -> Any:
    """A row as it comes back."""
    with transaction():
        db.session.execute(THINGS.delete())
        db.session.execute(insert(THINGS), [{"id": 1} | values])
    return db.session.execute(select(THINGS)).mappings().one()


def test_a_moment_comes_back_aware_in_utc(things: None) -> None:
    at = datetime(2024, 4, 22, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))

    assert kept(at=at)["at"] == datetime(2024, 4, 22, 7, 30, 0, 123456, tzinfo=UTC)
    assert kept(at=at)["at"].tzinfo is UTC
    assert kept(at=None)["at"] is None


def test_a_moment_without_a_zone_is_refused(things: None) -> None:
    with pytest.raises(StatementError, match="time zone"):
        kept(at=datetime(2024, 4, 22))


@pytest.mark.parametrize("value", [Colour.BLUE, "it's blue"])
def test_a_choice_comes_back_as_what_it_is(things: None, value: Any) -> None:
    assert kept(colour=value)["colour"] is Colour.BLUE
    assert kept(colour=None)["colour"] is None


def test_another_choice_is_refused_by_the_type_and_by_the_database(things: None) -> None:
    with pytest.raises(StatementError):
        kept(colour="green")
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(text("INSERT INTO tried_things (id, colour) VALUES (2, 'green')"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(VALUES.filter(lambda value: "\\u0000" not in repr(value) and "\x00" not in str(value)))
def test_a_document_comes_back_as_it_was(things: None, value: Any) -> None:
    assert kept(facts=value)["facts"] == value


def test_a_document_has_the_same_bytes_everywhere(things: None) -> None:
    kept(facts={"b": [1, None], "a": "ö"})

    assert db.session.scalar(text("SELECT facts FROM tried_things")) == '{"a":"ö","b":[1,null]}'
