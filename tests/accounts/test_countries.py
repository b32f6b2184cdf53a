"""Countries and their continents."""

import pytest
from babel import Locale

from consensus.accounts.countries import CONTINENTS, COUNTRIES, continent_of


def test_there_are_the_249_of_the_standard_and_kosovo():
    assert (len(COUNTRIES), len(set(COUNTRIES))) == (250, 250)


def test_every_country_has_a_name():
    assert set(COUNTRIES) <= set(Locale("en").territories)


def test_every_country_but_antarctica_is_on_a_continent():
    assert [country for country in COUNTRIES if continent_of(country) not in CONTINENTS] == ["AQ"]


@pytest.mark.parametrize("country, continent", [
    ("SN", "africa"), ("IN", "asia"), ("AT", "europe"), ("MX", "north-america"), ("AR", "south-america"),
    ("NZ", "oceania"), (None, None), ("ZZ", None),
])  # fmt: skip
def test_stops_of_the_roadshow_are_where_they_are(country, continent):
    assert continent_of(country) == continent
