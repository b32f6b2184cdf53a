"""What people type becomes a question, whatever it is."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.search.asking import date_of, read
from consensus.search.question import MOST_SIGNS, MOST_TERMS, Term, Trouble


def word(text: str) -> Term:
    return Term(text)


def troubles(text: str) -> list[str]:
    return [str(note.trouble) for note in read(text).notes]


def test_words_phrases_beginnings_and_what_is_not_wanted() -> None:
    question = read('open "exact phrase" lic* -closed -"two words" NOT third')

    assert question.groups == ((word("open"),), (Term("exact phrase", "phrase"),), (Term("lic", "prefix"),))
    assert question.without == (word("closed"), Term("two words", "phrase"), word("third"))
    assert question.notes == ()


def test_or_joins_its_neighbours() -> None:
    assert read("a b OR c OR \"d e\" f").groups == (
        (word("a"),), (word("b"), word("c"), Term("d e", "phrase")), (word("f"),),
    )  # fmt: skip
    assert read("a AND b").groups == ((word("a"),), (word("b"),))
    assert read("this or that").groups == ((word("this"),), (word("or"),), (word("that"),))


def test_fields_narrow_and_keep_their_quotes() -> None:
    question = read(
        'author:"Ana María" kind:Comment,clause draft:0.0.8 draft:1.0-RC1 -outcome:declined Kind:page'
    )

    assert question.only == {
        "author": ("Ana María",), "kind": ("comment", "clause", "page"), "draft": ("0.0.8", "1.0-RC1"),
    }  # fmt: skip
    assert question.never == {"outcome": ("declined",)}
    assert (question.groups, bool(question)) == ((), True)


def test_fields_given_beside_the_text_are_fields_too() -> None:
    question = read(
        "data", fields={"kind": ["comment", ""], "before": ["2024"], "colour": ["red"], "in": ["OSI"]}
    )

    assert question.only == {"kind": ("comment",), "in": ("osi",)}
    assert (question.before, question.text) == (datetime(2024, 1, 1, tzinfo=UTC), "data")


@pytest.mark.parametrize(
    "value, moment",
    [
        ("2024", datetime(2024, 1, 1)), ("2024-05", datetime(2024, 5, 1)), ("2024-5-3", datetime(2024, 5, 3)),
        ("2024/05/31", datetime(2024, 5, 31)), ("2024-05-31T10:00:00Z", datetime(2024, 5, 31, 10)),
        ("2024-05-31t12:00:00+02:00", datetime(2024, 5, 31, 10)), ("soon", None), ("2024-13", None), ("0000", None),
        ("0001-01-01T00:00:00+14:00", None), ("99999", None),
    ],
)  # fmt: skip
def test_dates_are_moments(value: str, moment: datetime | None) -> None:
    assert date_of(value) == (moment.replace(tzinfo=UTC) if moment else None)


def test_the_narrower_of_two_dates_counts() -> None:
    question = read("after:2024 after:2024-03 before:2025 -after:2024-06")

    assert question.after == datetime(2024, 3, 1, tzinfo=UTC)
    assert question.before == datetime(2024, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text, expected",
    [
        ('a "b c', ["quote"]), ("(a) [b]", ["brackets"]), ("*abc", ["star"]), ("a?b*c", ["star"]), ("a*", ["short"]),
        ("***", ["star", "nothing"]), ("ab* cd* ef* gh*", ["stars"]), ("OR a", ["or"]), ("a OR", ["or"]), ("a OR kind:b", ["or"]),
        ("colour:red", ["field"]), ("kind: a", ["empty"]), ("before:soon a", ["date"]), ("??? !!!", ["nothing"]),
        ("w " * 20, ["many"]), ("x" * 300, ["long"]), ("https://example.org/a why? note", []), ("", []), ("\x00\x07", []),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_noted(text: str, expected: list[str]) -> None:
    assert troubles(text) == expected


def test_what_cannot_be_read_keeps_nothing_else_from_being_asked() -> None:
    assert read('(open "source').groups == ((word("open"),), (word("source"),))
    assert read("colour:red").groups == ((word("colour"),), (word("red"),))
    assert read("don't a-b x/y").groups == ((word("don't"),), (word("a-b"),), (word("x/y"),))


@given(st.text(alphabet=st.sampled_from('ab* "-:()ORNTkind:é\u202e\x00データ?'), max_size=400))
def test_any_text_is_a_question(text: str) -> None:
    question = read(text)

    assert len(question.text) <= MOST_SIGNS
    assert sum(map(len, question.groups)) + len(question.without) <= MOST_TERMS
    assert all(note.trouble in Trouble for note in question.notes)
    assert bool(question) or not question.text or question.notes
    assert read(question.text).groups == question.groups
