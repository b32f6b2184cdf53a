"""Descriptions of stops as values."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as given_by
from hypothesis import strategies as st

from consensus.roadshow.given import (
    RESERVED,
    SLUG,
    StopGiven,
    one_line,
    slug_for,
    slug_from,
    tidied,
    title_of,
)

DAKAR = StopGiven("dakar", "Indaba", date(2024, 9, 1), date(2024, 9, 3), "Africa/Dakar", "Dakar", "SN")


def test_a_description_is_tidied_and_what_is_blank_is_not_given() -> None:
    typed = replace(
        DAKAR, slug=" dakar ", event=" In  daba ", country=" sn", continent="", url=" ", note=" a\n b "
    )

    assert tidied(typed) == replace(DAKAR, event="In daba", note="a\n b")
    assert one_line(" a \n b ") == "a b"


def test_the_digest_tells_whether_it_says_the_same() -> None:
    others = [replace(DAKAR, note="x"), replace(DAKAR, ends=date(2024, 9, 4)), replace(DAKAR, latitude=14.7)]

    assert DAKAR.digest == replace(DAKAR).digest
    assert len({each.digest for each in (DAKAR, *others)}) == 4


def test_reserved_names_are_such_as_a_stop_could_have() -> None:
    assert all(SLUG.fullmatch(name) for name in RESERVED)


def test_the_city_stands_in_a_title_once() -> None:
    said = [
        title_of(*each)
        for each in (
            ("Indaba", "Dakar"),
            ("Evening in Nairobi", "Nairobi"),
            ("Soirée à THIES", "Thiès"),
            ("Town hall", ""),
            ("Romance", "Roma"),
        )
    ]

    assert said == ["Indaba, Dakar", "Evening in Nairobi", "Soirée à THIES", "Town hall", "Romance, Roma"]


def test_so_do_city_and_year_in_an_address() -> None:
    said = [
        slug_for("OSCA", "Lagos", 2024),
        slug_for("OSCA Lagos 2024", "Lagos", 2024),
        slug_for("Forum 20240", "", 2024),
    ]

    assert said == ["osca-lagos-2024", "osca-lagos-2024", "forum-20240-2024"]


@pytest.mark.parametrize(
    "text, slug",
    [("OSCA Lagos 2026", "osca-lagos-2026"), ("  Ünïcode! & more ", "unicode-more"), ("北京", ""), ("", "")],
)
def test_a_name_is_made_of_what_is_left_without_accents(text: str, slug: str) -> None:
    assert slug_from(text) == slug


@given_by(st.text(max_size=200))
def test_a_name_that_is_made_can_be_used(text: str) -> None:
    slug = slug_from(text)

    assert slug == "" or (SLUG.fullmatch(slug) is not None and len(slug) <= 80)
