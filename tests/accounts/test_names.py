"""Names of countries and languages."""

import pytest

from consensus.accounts.names import (
    UnknownLanguage,
    country_choices,
    country_name,
    language_codes,
    language_names,
)


def test_countries_are_offered_in_the_order_of_their_names(app):
    names = [name for _, name in country_choices()]

    assert (names == sorted(names), len(names)) == (True, 250)


@pytest.mark.parametrize("text, codes", [
    ("", []), ("en", ["en"]), ("EN, en ,English", ["en"]), ("日本語; العربية", ["ja", "ar"]), (" , ;", []),
])  # fmt: skip
def test_languages_are_found_by_code_and_name(app, text, codes):
    assert language_codes(text) == codes


def test_an_unknown_language_is_named(app):
    with pytest.raises(UnknownLanguage, match="Elvish"):
        language_codes("English, Elvish")


def test_what_was_read_is_shown_so_that_it_can_be_read_again(app):
    codes = ["en", "pt", "sw", "zh"]

    assert language_codes(language_names(codes)) == codes


def test_no_country_has_no_name(app):
    assert (country_name("SN"), country_name(None)) == ("Senegal", "")
