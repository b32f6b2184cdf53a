"""Notes in Markdown, with front matter or without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.archive.plain import Dated, Left, PlainMessage
from consensus.archive.sources.notes import read_note
from tests.archive.writing import note


def read(text: str | bytes, name: str = "a.md") -> PlainMessage:
    found = read_note(name, text if isinstance(text, bytes) else text.encode())
    assert isinstance(found, PlainMessage)
    return found


def test_front_matter_says_who_when_and_where() -> None:
    found = read(note())

    assert (found.author, found.at and found.at.date().isoformat(), found.url, found.subject, found.body) == (
        "Bo Lind", "2024-09-03", "https://hackmd.example/2024-09-03", "Notes of a working group", "We spoke of 2.11.",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text, name, title, day",
    [
        ("# Town hall\n\nwords", "x/2024-05-21-town-hall.md", "Town hall", "2024-05-21"),
        ("words", "notes/town_hall.md", "Town hall", None),
        ("---\ncreated: 2024-05-21 10:00\n---\nwords", "a.md", "A", "2024-05-21"),
        ("## Minutes of 2024-05-21\nwords", "a.md", "Minutes of 2024-05-21", "2024-05-21"),
        ("---\ndate: May 21, 2024\n---\nwords", "a.md", "A", "2024-05-21"),
        ("---\ndate: soon\n---\nwords", "a.md", "A", None),
    ],
)
def test_without_it_heading_and_name_tell(text: str, name: str, title: str, day: str | None) -> None:
    found = read(text, name)

    assert (found.subject, found.at.date().isoformat() if found.at else None) == (title, day)
    assert found.dated is (Dated.SAID if day else Dated.UNKNOWN)


def test_front_matter_that_cannot_be_read_stands_in_the_text() -> None:
    found = read("---\na: [\n---\nwords")

    assert (found.body, found.notes) == ("---\na: [\n---\nwords", ("front-matter",))


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"---\ntitle: x\n---\n", b"PK\x03\x04", b"a\x00b", b"x" * 2_000_001]
)
def test_what_has_no_words_is_left_out(data: bytes) -> None:
    assert isinstance(read_note("a.md", data), Left)


@given(st.binary(max_size=300))
def test_no_file_breaks_the_import(data: bytes) -> None:
    assert isinstance(read_note("a.md", b"---\n" + data), PlainMessage | Left)
