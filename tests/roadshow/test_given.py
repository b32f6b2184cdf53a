"""Descriptions of stops as values."""

from dataclasses import replace
from datetime import date

from consensus.roadshow.given import RESERVED, SLUG, StopGiven, one_line, tidied

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
