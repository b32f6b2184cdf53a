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
    "/drafts/1.0/dispositions/",
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


def test_the_report_is_printed_with_its_totals_and_its_header_on_each_page(browse: Any, site: Site) -> None:
    page = browse()
    page.goto(site.url + "/drafts/1.0/dispositions/")
    page.emulate_media(media="print")

    seen = {
        what: page.locator(what).evaluate_all("(all) => all.every((one) => one.checkVisibility())")
        for what in (".report-head dt", ".report .running", ".report tbody tr")
    }
    assert set(seen.values()) == {True}
    assert (
        page.locator(".report thead").evaluate("(one) => getComputedStyle(one).display")
        == "table-header-group"
    )
    assert (
        page.locator("tbody td").evaluate_all(
            "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
        )
        == 0
    )
