"""What is handed to actions: cleaned, and what is wrong with it named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.answers import Answer
from consensus.systems.given import Report, cleaned, first_address, folded, paragraphs, wrong_with


@pytest.mark.parametrize("one, other, same", [
    (("Alpha", "Maker"), (" ALPHA ", "maker"), True), (("Alpha", "Maker"), ("Alpha  ", "Ma ker"), False),
    (("Al", "pha"), ("Alp", "ha"), False), (("Straße", "M"), ("STRASSE", "m"), True),
])  # fmt: skip
def test_name_and_maker_tell_systems_apart(one, other, same):
    assert (folded(*one) == folded(*other)) is same


def test_answers_lose_what_cannot_be_seen_and_those_that_say_nothing():
    given_ = [
        Answer(" code ", "yes", " MIT\u200b ", " https://example.org ", note="a\r\n\r\n\r\n\r\nb"),
        Answer("data"),
    ]

    assert cleaned(given_) == (Answer("code", "yes", "MIT", "https://example.org", note="a\n\nb"),)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert paragraphs(paragraphs(text)) == paragraphs(text)


def test_what_is_fine_is_not_named():
    assert wrong_with([Answer("code", "yes", "MIT", "https://example.org", use="allowed")], {"code"}) == {}


def test_of_one_component_the_first_thing_is_named():
    assert wrong_with([Answer("wings", "maybe")], {"code"}) == {"wings": ("component", "not-asked")}
    assert wrong_with([Answer("code"), Answer("code")], {"code"}) == {"code": ("component", "twice")}


@pytest.mark.parametrize("text, address", [
    ("See https://example.org/a.", "https://example.org/a"), ("nothing", ""), ("javascript:alert(1)", ""),
    ("(https://example.org/b)", "https://example.org/b"), ("http://a.org https://b.org", "http://a.org"),
])  # fmt: skip
def test_the_first_address_of_a_text(text, address):
    assert first_address(text) == address


def test_reports_add_up():
    whole = Report((("a", "added"),)) + Report((("b", "changed"), ("c", "unchanged")), (("b", "no"),))

    assert (whole.added, whole.changed, whole.unchanged, whole.refused) == (
        ("a",),
        ("b",),
        ("c",),
        (("b", "no"),),
    )
