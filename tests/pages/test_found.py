"""What a search found, as its page shows it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from markupsafe import Markup

from consensus.pages.found import SHOWN, ChoiceView, FacetView, Known, address_of, result_views, words_of
from consensus.search.queries import Found, Result
from tests.factories import make_draft

from .texts import FIRST, SECOND


def result(**given: Any) -> Result:
    """Something that was found."""
    usual = {
        "id": "message:7", "kind": "message", "subject": "message:7", "url": "/archive/messages/7", "title": "Re: Words",
        "title_html": Markup("Re: Words"), "excerpt": Markup("Which <mark>words</mark>?"), "score": 1.0,
        "at": datetime(2024, 5, 1, tzinfo=UTC),
    }  # fmt: skip
    return Result(**(usual | given))


def choice(n: int, *, chosen: bool = False) -> ChoiceView:
    return ChoiceView(str(n), False, 100 - n, chosen, f"/search/?year={n}")


@pytest.fixture
def known(app: Flask) -> Known:
    """Two drafts, in whose text something was found."""
    make_draft("0.0.1", FIRST)
    make_draft("0.0.2", SECOND)
    return Known(Found(items=(result(clause="use"), result(clause="gone"))))


def test_a_facet_shows_the_most_frequent_and_whatever_is_chosen() -> None:
    facet = FacetView("year", tuple(choice(n, chosen=n == 9) for n in range(12)))

    assert [each.words for each in facet.shown] == [*map(str, range(SHOWN)), "9"]
    assert [each.words for each in facet.more] == ["6", "7", "8", "10", "11"]


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "/archive/messages/7"),
        ({"id": "comment:3", "kind": "comment", "url": "/comments/3"}, "/comments/3#c3"),
        ({"id": "disposition:5", "kind": "disposition", "url": "/comments/3"}, "/comments/3#d5"),
        ({"id": "disposition:5", "kind": "disposition", "url": "/comments/3#d5"}, "/comments/3#d5"),
    ],
)
def test_each_thing_is_led_to_in_its_context(given: dict[str, str], address: str) -> None:
    assert address_of(result(**given)) == address


def test_a_title_that_only_begins_the_words_gives_way_to_them(known: Known) -> None:
    words = Markup("<mark>Use</mark> it for any purpose, whoever you are.")
    clause = result(
        kind="clause", draft="0.0.2", clause="use", title="1.2 Use it for any…", title_html=Markup("1.2 Use"), excerpt=words
    )  # fmt: skip

    [shown, other, short] = result_views(
        [clause, result(), result(title="Which words? These.", title_html=Markup("Which words? These."))],
        known,
    )

    assert (shown.number, shown.title, shown.excerpt, shown.in_text) == (
        "1.2",
        words,
        None,
        "/drafts/0.0.2/#use",
    )
    assert (other.number, other.title, other.excerpt) == (
        "",
        Markup("Re: Words"),
        Markup("Which <mark>words</mark>?"),
    )
    assert (short.title, short.excerpt) == (Markup("Which words? These."), None)


def test_who_said_it_elsewhere_is_named_as_there(known: Known) -> None:
    [shown] = result_views([result(byline="Aïcha", source="forum", draft="0.0.1", clause="use")], known)

    assert (shown.who, shown.who_id, shown.source, shown.elsewhere) == ("Aïcha", None, "forum", True)
    assert shown.where is not None
    assert (shown.where.version, shown.where.key, shown.where.number, shown.where.lead) == (
        "0.0.1",
        "use",
        "1.2",
        "Use",
    )


def test_values_of_fields_are_told_in_words(known: Known) -> None:
    told = {(name, value): words_of(name, value, known) for name, value in [
        ("clause", "use"), ("clause", "nowhere"), ("language", "es"), ("language", "x-nobody"), ("draft", "0.0.1"),
    ]}  # fmt: skip

    assert list(told.values()) == ["1.2 Use", "nowhere", "Español", "x-nobody", "0.0.1"]
