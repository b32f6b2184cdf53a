"""On paper: the text, without what only helps on a screen, black on white whatever the screen is."""

from typing import Any

import pytest

from tests.serving import Site

PAGES = [
    "/drafts/1.0/",
    "/drafts/1.0/clauses/code/",
    "/compare/1.0-RC2...1.0/",
    "/",
    "/ledger/",
    "/pages/privacy/",
]
FOR_SCREENS = "header.top, footer.foot, nav.contents, .reading-bar, .skip, form, button, .paging"


@pytest.mark.parametrize("path", PAGES)
def test_paper_holds_the_text_and_nothing_to_click(path: str, browse: Any, site: Site) -> None:
    page = browse(color_scheme="dark")
    page.goto(site.url + path)
    seen = page.locator(FOR_SCREENS).evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility()).length"
    )

    page.emulate_media(media="print")

    assert seen > 0
    assert (
        page.locator(FOR_SCREENS).evaluate_all(
            "(all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML)"
        )
        == []
    )
    assert page.locator("main").evaluate("(one) => one.checkVisibility()")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_a_draft_is_printed_whole(browse: Any, site: Site) -> None:
    page = browse()
    page.goto(site.url + "/drafts/1.0/")
    page.emulate_media(media="print")

    assert (
        page.locator("[data-digest]").evaluate_all(
            "(all) => all.filter((one) => !one.checkVisibility()).length"
        )
        == 0
    )
    assert page.pdf()[:5] == b"%PDF-"
