"""The stops of the content folder."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from consensus.config import ROOT
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.roadshow.given import Loaded
from consensus.roadshow.loading import load_file, read_stops
from consensus.roadshow.queries import all_stops
from tests.roadshow.acting import last_number

LAGOS = """
[[stop]]
slug = "osca"
event = "OSCA"
city = "Lagos"
country = "ng"
online = true
timezone = "Africa/Lagos"
starts = 2024-07-15
ends = 2024-07-15
latitude = 6
longitude = 3.4
"""


def test_a_file_is_loaded_once_and_again_when_it_says_something_else(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "stops.toml"
    assert load_file(file, by=SETUP) == Loaded()
    file.write_text(LAGOS)
    assert load_file(file, by=SETUP) == Loaded(new=("osca",))
    before = last_number()
    assert (load_file(file, by=SETUP), last_number()) == (Loaded(same=("osca",)), before)
    file.write_text(LAGOS.replace("OSCA", "OSCAfest"))

    assert load_file(file, by=SETUP) == Loaded(changed=("osca",))
    [stop] = all_stops()
    assert (stop.event, stop.country, stop.continent, stop.online, stop.starts, stop.latitude) == (
        "OSCAfest", "NG", "africa", True, date(2024, 7, 15), 6.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[stop", "This is no TOML file"),
        ("stop = [3]", "Stop 1: it is no table"),
        (LAGOS + 'mayor = "x"', "Stop osca: nothing is called mayor"),
        (LAGOS.replace("starts = 2024-07-15\n", ""), "Stop osca: it lacks starts"),
        (LAGOS.replace("2024-07-15\nlat", '"July"\nlat'), "Stop osca: it cannot be read: ends"),
        (LAGOS.replace("true", '"yes"') + "capacity = 2.5", "Stop osca: it cannot be read: capacity, online"),
        (LAGOS + LAGOS, "Stop osca: it is there twice"),
    ],
)
def test_what_cannot_be_read_is_told_by_stop(app: Flask, text: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_stops(text)

    assert said in str(refused.value)


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_half_done(
    app: Flask, tmp_path: Path
) -> None:
    file = tmp_path / "stops.toml"
    file.write_text(
        LAGOS + LAGOS.replace("osca", "mars").replace("ng", "mm").replace("Africa/Lagos", "Mars/Here")
    )
    with pytest.raises(Invalid):
        load_file(file, by=SETUP)

    assert list(all_stops()) == []


def test_the_stops_of_2024_are_all_there(app: Flask) -> None:
    loaded = load_file(ROOT / "content" / "stops.toml", by=SETUP)

    assert len(loaded.new) >= 15
    assert {stop.continent for stop in all_stops() if not stop.online} >= {
        "africa", "asia", "europe", "north-america", "south-america",
    }  # fmt: skip
