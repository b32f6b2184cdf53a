"""What an address asks of the search, and the addresses of the same with something changed."""

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from consensus.search.asked import MOST_FIELDS, MOST_TEXT, Asked, asked_in

ADDRESSES = st.lists(
    st.tuples(st.sampled_from(["q", "kind", "draft", "in", "sort", "cursor", "other"]), st.text())
)


def test_an_address_says_what_is_asked() -> None:
    args = MultiDict(
        [("q", " data "), ("kind", "comment"), ("kind", "clause"), ("draft", ""), ("sort", "newest")]
    )

    asked = asked_in(args)

    assert asked == Asked("data", (("kind", "comment"), ("kind", "clause")), "newest")
    assert asked.question.only == {"kind": ("comment", "clause")}
    assert asked.query() == "?q=data&kind=comment&kind=clause&sort=newest"


def test_nothing_asked_has_no_query() -> None:
    assert asked_in(MultiDict([("q", "  "), ("sort", "by colour"), ("colour", "red")])) == Asked()
    assert (Asked().query(), Asked().is_empty) == ("", True)


def test_a_value_is_chosen_once_and_taken_back() -> None:
    asked = Asked("data").having("kind", "comment").having("kind", "comment").having("draft", "1.0")

    assert asked.query() == "?q=data&kind=comment&draft=1.0"
    assert asked.lacking("kind", "comment").query() == "?q=data&draft=1.0"
    assert asked.lacking("kind", "clause") == asked
    assert asked.lacking("kind", "Comment") == asked.lacking("kind", "comment")
    assert asked.lacking("draft").query() == "?q=data&kind=comment"


def test_what_was_typed_as_a_field_is_taken_back_too() -> None:
    asked = Asked('data draft:1.0 Author:"Ana Silva" after:2024-05 draft:1.0-RC1')

    assert asked.lacking("draft", "1.0").text == 'data Author:"Ana Silva" after:2024-05 draft:1.0-RC1'
    assert asked.lacking("author", "Ana Silva").text == "data draft:1.0 after:2024-05 draft:1.0-RC1"
    assert asked.lacking("after").text == 'data draft:1.0 Author:"Ana Silva" draft:1.0-RC1'


def test_the_page_of_a_cursor_is_the_same_question() -> None:
    asked = Asked("data", (("kind", "comment"),), "oldest")

    assert asked.query(cursor="abc") == "?q=data&kind=comment&sort=oldest&cursor=abc"
    assert asked.saying("date").ordered("relevance").query() == "?q=date&kind=comment"


def test_a_long_address_is_cut() -> None:
    asked = asked_in(MultiDict([("q", "a" * 20_000), *(("kind", f"{n}" * 300) for n in range(100))]))

    assert (len(asked.text), len(asked.fields)) == (MOST_TEXT, MOST_FIELDS)
    assert asked.question.notes != ()


@given(ADDRESSES)
def test_an_address_of_what_is_asked_asks_the_same(arguments: list[tuple[str, str]]) -> None:
    asked = asked_in(MultiDict(arguments))

    again = asked_in(MultiDict(parse_qsl(asked.query()[1:], keep_blank_values=True)))

    assert again == asked
