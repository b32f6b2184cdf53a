"""Plain values of messages: what can be stored, what a subject says, what an address is."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from consensus.archive.names import is_name, name_of
from consensus.archive.plain import (
    MOST_BODY,
    MOST_KEY,
    bare_subject,
    bounded,
    is_reply,
    key_of,
    moment,
    moment_said,
    one_line,
    storable,
    web_address,
)


@pytest.mark.parametrize(
    "subject, bare, replies",
    [
        ("Re: On data", "On data", True), ("[list] Re: RE: AW: On data", "On data", True), ("On data", "On data", False),
        ("[list] On data", "On data", False), ("Re[2]: On data", "On data", True), ("回复：数据", "数据", True),
        ("Regarding: data", "Regarding: data", False), ("Re:", "", True), ("", "", False),
    ],
)  # fmt: skip
def test_a_subject_without_what_programs_put_before_it(subject: str, bare: str, replies: bool) -> None:
    assert (bare_subject(subject), is_reply(subject)) == (bare, replies)


@given(st.text(max_size=400))
def test_an_id_can_be_stored_and_is_itself_where_it_can_be(id: str) -> None:
    key = key_of(id)

    assert (0 < len(key) <= MOST_KEY, key_of(key)) == (True, key)


@given(st.text(max_size=200), st.text(max_size=200))
@example("\x00", " \x00")
def test_different_ids_stay_different(one: str, other: str) -> None:
    assert (key_of(one) == key_of(other)) == (one == other or one.strip() == other.strip())


@given(st.text(max_size=300))
def test_what_is_stored_has_no_sign_that_a_database_refuses(text: str) -> None:
    kept = storable(text)

    assert ("\x00" in kept, "\r" in kept, kept.encode("utf-8").decode("utf-8")) == (False, False, kept)


def test_long_words_are_cut() -> None:
    assert (len(bounded("x" * 200_000)[0]), bounded("x")[1], one_line("a  b\nc"), len(one_line("x" * 999))) == (
        MOST_BODY, False, "a b c", 300,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text, address",
    [
        ("https://a.example/x", "https://a.example/x"),
        ("javascript:alert(1)", ""),
        ("https://a b", ""),
        (7, ""),
        ("ftp://a", ""),
    ],
)
def test_only_addresses_of_the_web_are_links(text: object, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    "text, at",
    [
        ("2024-07-01T10:00:00.000Z", datetime(2024, 7, 1, 10, tzinfo=UTC)), ("2024-07-01", datetime(2024, 7, 1, tzinfo=UTC)),
        ("2024-07-01T01:00:00+02:00", datetime(2024, 6, 30, 23, tzinfo=UTC)), ("soon", None), (7, None), ("0001-01-01", None),
    ],
)  # fmt: skip
def test_moments_are_read_where_they_can_be_true(text: object, at: datetime | None) -> None:
    assert moment_said(text) == at


def test_no_moment_breaks_anything() -> None:
    assert (moment(None), moment(datetime.max), moment(datetime.min.replace(tzinfo=UTC))) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    "file, name",
    [
        ("List of 2024.mbox", "list-of-2024"),
        ("messages", "messages-said"),
        ("数据.json", "archive"),
        ("x" * 99, "x" * 60),
    ],
)
def test_a_file_suggests_a_name(file: str, name: str) -> None:
    assert (name_of(file), is_name(name_of(file))) == (name, True)


@pytest.mark.parametrize("name", ["", "-a", "A", "a b", "threads", "messages", "clauses", "a/b", "x" * 61])
def test_names_that_cannot_be(name: str) -> None:
    assert is_name(name) is False
