"""The keyboard alone is enough: one sees where one is, comes everywhere, and is caught nowhere."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.serving import Site

from .looking import PHONE

# Where the focus is: its words, its address, whether it shows, and whether it lies in the window.
HERE = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const below = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 10));
  return {
    name: one.id || one.name || one.getAttribute("href") || one.tagName, body: one === document.body,
    shown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth,
    clause: one.closest("[data-digest]")?.id, numbering: one.closest(".no") !== null,
    covered: !(below && (one.contains(below) || below.contains(one))),
  };
}"""
PAGES = [
    "/",
    "/drafts/1.0/clauses/data-information/",
    "/account/sign-in",
    "/ledger/",
    "/compare/1.0-RC2...1.0/",
]


@pytest.fixture
def page(browse: Callable[..., Any]) -> Any:
    """A browser at a desk, for which nothing moves by itself."""
    return browse(reduced_motion="reduce")


def walk(page: Any, most: int = 400) -> list[dict[str, Any]]:
    """Press Tab until the page is left. → where one came by. Raises AssertionError when one is caught."""
    stops = []
    for _step in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here["body"]:
            return stops
        stops.append(here)
    raise AssertionError(f"still on the page after {most} steps: {stops[-3:]}")


def test_the_first_step_is_over_the_menu_to_the_text(page: Any, site: Site) -> None:
    page.goto(site.url + "/drafts/1.0/")

    page.keyboard.press("Tab")
    skip = page.evaluate(HERE)
    page.keyboard.press("Enter")
    landed = page.evaluate(HERE)["name"]
    page.keyboard.press("Tab")

    assert (skip["name"], skip["inside"]) == ("#main", True)
    assert landed == "main"
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", PAGES)
def test_one_sees_where_one_is_at_every_step(path: str, page: Any, site: Site) -> None:
    page.goto(site.url + path)

    stops = walk(page)

    assert len(stops) > 8
    assert [each for each in stops if not (each["shown"] and each["inside"]) or each["covered"]] == []


def test_every_clause_is_reached_in_reading_order(page: Any, site: Site) -> None:
    page.goto(site.url + "/drafts/1.0/")
    permalinks = page.locator(".no a[href^='#']").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('href'))"
    )

    stops = walk(page, 1000)

    assert len(permalinks) > 70
    assert [
        each["name"] for each in stops if each["numbering"] and each["name"].startswith("#")
    ] == permalinks
    assert [each for each in stops if not each["shown"] or each["covered"]] == []


def test_the_menu_of_a_telephone_opens_and_closes(browse: Callable[..., Any], site: Site) -> None:
    page = browse(PHONE)
    page.goto(site.url)
    menu = page.get_by_role("navigation", name="Main")
    assert not menu.is_visible()

    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    opened = menu.is_visible()
    page.keyboard.press("Tab")
    first = page.evaluate(HERE)["name"]
    page.keyboard.press("Escape")

    assert (opened, first) == (True, "/drafts/latest/")
    assert not menu.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Menu"


def test_single_keys_move_from_clause_to_clause_and_can_be_switched_off(page: Any, site: Site) -> None:
    page.goto(site.url + "/drafts/1.0/")
    clauses = page.locator("[data-digest]").evaluate_all("(all) => all.map((one) => one.id)")
    stops = []

    for key in "jjjjjjjjk":
        page.keyboard.press(key)
        page.wait_for_timeout(60)  # an observer looks at where the page stands, a frame or two later
        stops.append(page.evaluate(HERE)["clause"])
    page.get_by_label("keys j and k move").uncheck()
    page.locator("h1").click()
    page.keyboard.press("j")

    assert stops == [*clauses[1:9], clauses[7]]
    assert page.evaluate(HERE)["clause"] is None
