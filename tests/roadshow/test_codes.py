"""Codes that nobody misreads."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.roadshow.codes import ALPHABET, LENGTH, LOOK_ALIKES, new_code, normal, spaced

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


@given(codes, st.text(" -_.\u2013\u00a0", max_size=3), st.booleans())
def test_a_code_is_read_however_it_is_typed(code: str, between: str, small: bool) -> None:
    typed = between.join(code)

    assert normal(typed.lower() if small else typed) == code


@given(codes, st.randoms(use_true_random=False))
def test_what_looks_like_a_sign_is_read_as_it(code: str, chance: random.Random) -> None:
    alike: dict[str, list[str]] = {}
    for sign, meant in LOOK_ALIKES.items():
        alike.setdefault(chr(meant) if isinstance(meant, int) else meant, []).append(chr(sign))
    typed = "".join(chance.choice([sign, *alike.get(sign, [])]) for sign in code)

    assert normal(typed) == code


@given(st.text(max_size=60))
def test_anything_else_is_no_code_or_a_code_of_the_alphabet(typed: str) -> None:
    code = normal(typed)

    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET) and normal(code) == code)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "K7M?WX", "K7M 1W", "ñandú!", "\x00" * 6])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert normal(typed) is None


def test_digits_of_any_script_are_digits() -> None:
    assert (normal("٣٤٥٦٧٨"), normal("１２３４５６"), normal("१२३४५६")) == ("345678", "123456", "123456")


def test_no_two_signs_of_the_alphabet_look_alike_and_none_is_a_vowel() -> None:
    assert set(ALPHABET) & {chr(sign) for sign in LOOK_ALIKES} == set()
    assert set(ALPHABET) & set("AEIOU") == set()
    assert {chr(meant) if isinstance(meant, int) else meant for meant in LOOK_ALIKES.values()} <= set(
        ALPHABET
    )


def test_a_new_code_is_none_that_was_given() -> None:
    picks = iter("000000" + "111111")

    assert new_code(lambda signs: next(picks), taken={"000000"}) == "111111"


def test_codes_are_shown_in_two_halves() -> None:
    assert spaced("K7M1WX") == "K7M 1WX"
