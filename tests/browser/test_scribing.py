"""A scribe keys a sheet with the keyboard alone: quickly with a script, and just as well without one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.serving import Site, copied, serving

from .evening import SAM

SCRIBE = "/roadshow/dakar/scribe/"
FOCUS = "document.activeElement.id"


@pytest.fixture(scope="module")
def road(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a stop that is open, two clauses on its agenda, and Sam who writes there."""
    instance = copied(before, tmp_path_factory.mktemp("scribing"))
    instance.run("stop", "open", "dakar")
    with serving(instance) as made:
        yield made
        assert "unexpected error" not in made.log


def at_the_desk(browse: Any, road: Site, **options: Any) -> Any:
    """Sam's browser, on the scribe's page."""
    page = browse(**options)
    page.goto(road.link(SAM))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/link/" not in url)
    page.goto(road.url + SCRIBE)
    return page


def press(page: Any, *keys: str) -> None:
    """Keys, one after the other; words are typed sign by sign."""
    for key in keys:
        page.keyboard.press(key) if key in ("Enter", "Tab") else page.keyboard.type(key)


def test_numbers_take_positions_and_enter_goes_on(browse: Any, road: Site) -> None:
    sam = at_the_desk(browse, road)
    assert sam.evaluate(FOCUS) == "f-sheet"

    press(sam, "7", "Enter", "Ana", "Enter", "Enter", "Enter")
    assert sam.evaluate(FOCUS) == "f-p-freedom-use"
    press(sam, "2")
    assert sam.evaluate(FOCUS) == "f-p-data-information"
    press(sam, "4", "Without the data nobody can build it again.", "Enter", "Enter")

    expect(sam.get_by_text("Sheet 7: ")).to_be_visible()
    assert (sam.evaluate(FOCUS), sam.input_value("#f-sheet")) == ("f-sheet", "8")
    sam.locator(".looked > summary").click()
    told = sam.locator(".keyed-rows")
    expect(told).to_contain_text("2 Can live with it")
    expect(told).to_contain_text("4 Object")


def test_the_same_sheet_is_keyed_without_a_script(browse: Any, road: Site) -> None:
    sam = at_the_desk(browse, road, script=False)
    for _step in range(60):
        if sam.evaluate(FOCUS) == "f-sheet":
            break
        press(sam, "Tab")

    press(sam, "17", "Tab", "Ana", "Tab", "Tab", "Tab", "3", "Tab", "No side.", "Tab", "9", "Enter")
    expect(sam.locator("#errors")).to_contain_text("“9” is no position.")
    assert sam.input_value("#f-w-freedom-use") == "No side."
    sam.locator("#f-p-data-information").fill("1")
    press(sam, "Enter")

    expect(sam.get_by_text("Sheet 17: ")).to_be_visible()
    sam.locator(".looked > summary").click()
    expect(sam.locator(".keyed-rows")).to_contain_text("3 Abstain")
