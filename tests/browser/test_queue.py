"""The desk's queue by keyboard, and as well without a script."""

from typing import Any

from playwright.sync_api import expect

from tests.serving import Site

from .looking import sign_in
from .world import ROSA

QUEUE = "/desk/comments/"
WHY = "The list that the objection asks for is named in the checklist, with who keeps it."


def opened(page: Any, site: Site, values: dict[str, Any]) -> list[str]:
    """Rosa before the queue. → the rows, by name."""
    sign_in(page, site.url, values[ROSA])
    page.goto(site.url + QUEUE)
    found: list[str] = page.locator("[data-row]").evaluate_all("(all) => all.map((one) => one.id)")
    return found


def here(page: Any) -> str:
    """The row that has the focus."""
    return str(page.evaluate("document.activeElement.closest('[data-row]')?.id ?? ''"))


def test_keys_move_tick_take_care_and_answer(browse: Any, own_site: Site, values: dict[str, Any]) -> None:
    page = browse(reduced_motion="reduce")
    rows = opened(page, own_site, values)
    assert len(rows) > 3

    stops = []
    for key in "jjjk":
        page.keyboard.press(key)
        stops.append(here(page))
    page.keyboard.press("x")
    ticked = page.locator("[data-row] input:checked").evaluate_all(
        "(all) => all.map((one) => `q${one.value}`)"
    )
    expect(page.get_by_text("Ticked: 1")).to_be_visible()
    page.keyboard.press("e")
    expect(page.get_by_role("status").get_by_text("You take care of it.")).to_be_visible()
    expect(page.get_by_label("Keyboard:")).to_be_visible()  # the script of the page that came back listens

    page.keyboard.press("j")
    page.keyboard.press("a")

    expect(page.get_by_role("heading", name=f"Answer comment {rows[0][1:]}")).to_be_visible()
    assert (stops, ticked) == ([rows[0], rows[1], rows[2], rows[1]], [rows[1]])


def test_a_key_leads_to_the_filter_and_all_can_be_switched_off(
    browse: Any, own_site: Site, values: dict[str, Any]
) -> None:
    page = browse()
    opened(page, own_site, values)

    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "draft"
    page.keyboard.press("j")  # in a field a key is a letter
    assert here(page) == ""
    page.get_by_label("Keyboard:").uncheck()
    page.reload()
    page.keyboard.press("j")

    assert here(page) == ""
    assert not page.get_by_label("Keyboard:").is_checked()


def test_without_a_script_the_ticked_ones_are_answered_as_well(
    browse: Any, own_site: Site, values: dict[str, Any]
) -> None:
    page = browse(script=False)
    rows = opened(page, own_site, values)
    for row in rows[:2]:
        page.locator(f"#{row} input[type=checkbox]").check()

    page.get_by_role("button", name="Answer the ticked ones").click()
    page.get_by_label("Noted").check()
    page.get_by_role("textbox", name="Why").fill(WHY)
    page.get_by_role("button", name="Answer, on record").click()

    expect(page.get_by_text("2 comments are answered, each author is told.")).to_be_visible()
    assert [page.locator(f"#{row}").count() for row in rows[:3]] == [0, 0, 1]
    assert not page.get_by_label("Keyboard:").is_visible()
