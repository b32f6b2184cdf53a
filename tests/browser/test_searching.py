"""Searching in a browser: from the head of any page to the comment in its thread; with a script, and without."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.serving import Site

from .looking import PHONE, Watched

HERE = "() => document.activeElement.getAttribute('aria-activedescendant')"


@pytest.fixture
def reader(browse: Callable[..., Any], site: Site) -> Callable[..., Watched]:
    """``reader(PHONE, script=False)``: a stranger's browser, watched."""
    return lambda *size, **options: Watched(browse(*size, **options), site.url)


def lands_in_its_thread(page: Any) -> None:
    """The comment that was searched for stands out among those around it, and is in sight."""
    expect(page).to_have_url(page.url.partition("/comments/")[0] + "/comments/1#c1")
    expect(page.locator("#c1.is-here")).to_be_in_viewport()
    expect(page.locator(".thread .comment")).to_have_count(3)


def test_from_the_head_over_a_choice_to_the_comment_in_its_thread(reader: Callable[..., Watched]) -> None:
    watched = reader()
    page = watched.page
    watched.open("/ledger/")
    page.keyboard.press("/")
    expect(page.locator(".finder input")).to_be_focused()
    page.keyboard.type("skilled person")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    page.locator(".facets").get_by_role("link", name="Objections", exact=True).click()
    expect(page.locator(".chosen li")).to_have_count(1)
    page.locator(".result h2 a").first.click()

    lands_in_its_thread(page)
    assert watched.complaints == []


def test_the_same_on_a_phone_without_a_script(reader: Callable[..., Watched]) -> None:
    watched = reader(PHONE, script=False)
    page = watched.page
    watched.open("/ledger/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("searchbox").fill("skilled person")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Narrow it down").click()
    page.locator(".facets").get_by_role("link", name="Objections", exact=True).click()
    assert watched.sideways() == []
    page.get_by_role("link", name="remove").click()
    page.locator(".facets").get_by_role("link", name="Objections", exact=True).click()
    page.locator(".result h2 a").first.click()

    lands_in_its_thread(page)


def test_the_keyboard_walks_through_what_is_offered(reader: Callable[..., Watched]) -> None:
    watched = reader()
    page = watched.page
    watched.open("/drafts/1.0/")
    box = page.locator(".finder input")
    box.click()
    box.press_sequentially("skilled per")
    expect(page.get_by_role("option").first).to_be_visible()
    offered = page.get_by_role("option").count()
    page.keyboard.press("ArrowUp")
    last = page.evaluate(HERE)
    page.keyboard.press("ArrowDown")
    back = page.evaluate(HERE)
    page.keyboard.press("ArrowDown")

    assert (last, back, page.evaluate(HERE)) == (f"offer-{offered - 1}", None, "offer-0")
    assert watched.axe() == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("option").last.click()
    expect(page.get_by_role("listbox")).to_have_count(0)
    assert page.url != watched.host + "/drafts/1.0/"
    assert watched.complaints == []


def test_the_key_leaves_alone_whoever_writes_or_wants_no_keys(reader: Callable[..., Watched]) -> None:
    watched = reader()
    page = watched.page
    watched.open("/drafts/1.0/clauses/code/comment")
    page.locator("#f-body").press_sequentially("and/or")
    typed = page.locator("#f-body").input_value()
    page.evaluate("localStorage.setItem('consensus:keys', 'off')")
    watched.open("/ledger/")
    page.keyboard.press("/")

    assert typed == "and/or"
    expect(page.locator(".finder input")).not_to_be_focused()


def test_while_one_writes_what_was_said_before_is_shown(reader: Callable[..., Watched]) -> None:
    watched = reader()
    page = watched.page
    watched.open("/drafts/1.0/clauses/data-information/comment")
    page.locator("#f-body").press_sequentially(
        "What a skilled person needs to know should be said: where the data came from"
    )
    expect(page.locator("#raised li").first).to_contain_text("Objection")

    assert watched.axe() == []
    assert watched.complaints == []
    assert page.locator("#f-body").evaluate("(one) => one === document.activeElement")
