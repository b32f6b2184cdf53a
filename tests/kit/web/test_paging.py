"""Pages by key."""

import base64
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from consensus.kit.db import db, transaction
from consensus.kit.errors import Invalid
from consensus.kit.mail import OutboxMail
from consensus.kit.web.paging import asked_limit, cut, make_cursor, page_of, read_cursor
from consensus.ledger.models import Revision

DAY = datetime(2024, 4, 22, 9, 30, tzinfo=UTC)
KEYS = [OutboxMail.due_at, OutboxMail.id]


@pytest.fixture
def rows(app: Flask) -> None:
    """Seven rows, of which some have the same time."""
    with transaction():
        for n in range(7):
            at = DAY + timedelta(microseconds=n // 3)
            db.session.add(OutboxMail(recipient="", subject=str(n), text="", created_at=at, due_at=at))


def walk(keys: Any, *, limit: int, newest_first: bool = False) -> list[list[str]]:
    """All pages of the rows, each as its subjects."""
    pages: list[list[str]] = []
    cursor = None
    for _ in range(20):
        page = page_of(select(OutboxMail), keys, cursor=cursor, limit=limit, newest_first=newest_first)
        pages.append([row.subject for row in page.items])
        if page.next is None:
            return pages
        cursor = page.next
    raise AssertionError("the pages never end")


@pytest.mark.both_databases
@pytest.mark.parametrize("keys", [KEYS, [OutboxMail.id], [OutboxMail.subject, OutboxMail.id]])
@pytest.mark.parametrize("newest_first", [False, True])
def test_pages_together_are_the_whole_list_each_row_once(rows: None, keys: Any, newest_first: bool) -> None:
    subjects = [str(n) for n in range(7)]
    if newest_first:
        subjects.reverse()

    for limit in (1, 2, 3, 7, 8):
        pages = walk(keys, limit=limit, newest_first=newest_first)
        assert [subject for page in pages for subject in page] == subjects
        assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)


@pytest.mark.both_databases
def test_whole_rows_of_what_was_counted_together_are_paged_alike(rows: None) -> None:
    counted = (
        select(OutboxMail.due_at, func.count().label("mails")).group_by(OutboxMail.due_at).subquery("counted")
    )

    first = page_of(select(counted), [counted.c.due_at], limit=2, whole_rows=True)
    rest = page_of(select(counted), [counted.c.due_at], limit=2, whole_rows=True, cursor=first.next)

    assert [row.mails for row in (*first.items, *rest.items)] == [3, 3, 1]
    assert (first.items[0].due_at, rest.next) == (DAY, None)


def test_an_empty_list_is_one_empty_page(app: Flask) -> None:
    page = page_of(select(OutboxMail), KEYS)

    assert (page.items, page.next) == ([], None)


def test_a_row_that_comes_in_between_shifts_nothing(rows: None) -> None:
    first = page_of(select(OutboxMail), [OutboxMail.id], limit=3, newest_first=True)
    with transaction():
        db.session.add(OutboxMail(recipient="", subject="new", text="", created_at=DAY, due_at=DAY))
    second = page_of(select(OutboxMail), [OutboxMail.id], limit=3, newest_first=True, cursor=first.next)

    assert [row.subject for row in second.items] == ["3", "2", "1"]


@given(st.lists(st.integers() | st.text() | st.booleans(), min_size=1))
def test_a_cursor_reads_back_as_what_it_was_made_of(values: list[Any]) -> None:
    assert read_cursor(make_cursor(values)) == values


@given(st.text())
def test_whatever_is_typed_as_a_cursor_is_read_or_refused(text: str) -> None:
    try:
        assert isinstance(read_cursor(text), list)
    except Invalid as error:
        assert list(error.errors) == ["cursor"]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "values",
    [
        ["x"], [None], [True], [1.5], [float("inf")], [2**80], [1, 2], [], ["2024-04-22"], [[1]], [{"a": 1}],
    ],
)  # fmt: skip
def test_a_cursor_of_another_list_is_refused(rows: None, values: list[Any]) -> None:
    with pytest.raises(Invalid):
        page_of(select(OutboxMail), [OutboxMail.id], cursor=make_cursor(values))


@pytest.mark.both_databases
@pytest.mark.parametrize("value", ["a\x00b", "\ud800", 1, None])
def test_a_cursor_with_text_that_no_database_holds_is_refused(app: Flask, value: Any) -> None:
    with pytest.raises(Invalid):
        page_of(select(Revision), [Revision.ref], cursor=make_cursor([value]))


def test_a_list_in_memory_is_cut_the_same_way() -> None:
    pages, cursor = [], None
    for _ in range(4):
        page = cut(range(7), key=lambda n: n, cursor=cursor, limit=2)
        pages.append(list(page.items))
        cursor = page.next

    assert (pages, cursor) == ([[0, 1], [2, 3], [4, 5], [6]], None)


def test_a_list_in_memory_refuses_a_cursor_of_another() -> None:
    with pytest.raises(Invalid):
        cut(range(7), key=lambda n: n, cursor=make_cursor(["x"]), limit=2)


@pytest.mark.parametrize("asked, limit", [("", 50), ("?limit=1", 1), ("?limit=200", 200)])
def test_a_limit_is_taken_within_bounds(app: Flask, asked: str, limit: int) -> None:
    with app.test_request_context(f"/{asked}"):
        assert asked_limit() == limit


@pytest.mark.parametrize("asked", ["0", "201", "-1", "x", "", "1.5", "٣", "9" * 5000])
def test_a_limit_beyond_bounds_is_refused(app: Flask, asked: str) -> None:
    with app.test_request_context(query_string={"limit": asked}), pytest.raises(Invalid):
        asked_limit()


def test_a_cursor_nested_without_end_is_refused() -> None:
    with pytest.raises(Invalid):
        read_cursor(base64.urlsafe_b64encode(b"[" * 100_000).decode())


def test_days_are_keys_too() -> None:
    assert read_cursor(make_cursor([date(2024, 9, 1), 3])) == ["2024-09-01", 3]
