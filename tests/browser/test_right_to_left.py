"""In a language that is written from right to left every page turns over, and none goes sideways."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.serving import Site

from .looking import DESKTOP, PHONE, Watched

PAGES = {
    "/": False, "/drafts/": False, "/drafts/0.0.9/?changes=shown": False, "/drafts/1.0/clauses/code/": False,
    "/clauses/code/": False, "/compare/0.0.8...1.0/": False, "/ledger/": False, "/account/register": False,
    "/api/docs/": False, "/comments/1": False, "/comments/3": False, "/drafts/1.0/talk/": False,
    "/drafts/1.0/clauses/data-information/comment": False, "/drafts/1.0/clauses/data-information/suggest": False,
    "/comments/9/standing": True, "/account/": True, "/desk/drafts/": True, "/desk/drafts/new": True, "/desk/drafts/1.1/text": True,
    "/desk/drafts/1.1/map?show=all": True, "/desk/drafts/1.1/preview": True, "/desk/drafts/1.1/publish": True,
    "/desk/people/": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def turned(chrome: Any, site: Site, rosas: Any) -> Iterator[dict[bool, Watched]]:
    """Browsers that chose the pseudo-language, by whether somebody is signed in."""
    made = {}
    for signed_in in (False, True):
        context = chrome.new_context(storage_state=rosas if signed_in else None)
        made[signed_in] = Watched(context.new_page(), site.url)
        made[signed_in].open("/language/ar-XB?next=/drafts/")
    yield made
    for watched in made.values():
        watched.page.context.close()


@pytest.mark.parametrize(("path", "signed_in"), PAGES.items())
def test_a_page_turns_over_and_does_not_go_sideways(path: str, signed_in: bool, turned: Any) -> None:
    watched = turned[signed_in]
    found = {}

    assert watched.open(path) == 200
    for size in (DESKTOP, PHONE):
        with watched.seen("light", size):
            found[size["width"]] = watched.sideways()

    root = watched.page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar-XB", "rtl")
    assert (found, watched.complaints) == ({1280: [], 360: []}, [])


def test_the_number_of_a_clause_hangs_at_the_right(turned: Any) -> None:
    watched = turned[False]
    watched.open("/drafts/1.0/")
    clause = watched.page.locator("#why-barriers")

    number, words = clause.locator(".no").bounding_box(), clause.locator(".now").bounding_box()

    assert number["x"] > words["x"]


def test_the_draft_keeps_its_own_language(turned: Any) -> None:
    watched = turned[False]
    watched.open("/drafts/1.0/")

    assert watched.page.locator("#why-barriers .now").evaluate("(one) => one.closest('[lang]').lang") == "en"
