"""Two maintainers settle the same map: the second one is told, and nothing either of them entered is lost."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.serving import Site
from tests.sixth import AFTER, CAME_FROM, EDITED

from .looking import sign_in
from .world import KWAME, ROSA

MAP = "/desk/drafts/1.1/map?show=all"


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def both(request: pytest.FixtureRequest, browse: Any, own_site: Site, values: dict[str, Any]) -> Any:
    """Rosa and Kwame, each before the map as it is now."""
    pages = []
    for email in (ROSA, KWAME):
        page = browse(script=request.param)
        sign_in(page, own_site.url, values[email])
        page.goto(own_site.url + MAP)
        pages.append(page)
    return pages


def row(page: Any, words: str) -> Any:
    return page.get_by_role("article").filter(has_text=words)


def keep(page: Any) -> None:
    page.get_by_role("button", name="Keep these decisions").click()


def test_the_second_is_told_and_loses_nothing(both: Any, own_site: Site) -> None:
    rosa, kwame = both
    row(rosa, AFTER).get_by_label("Another earlier clause, by its key").fill(CAME_FROM)
    keep(rosa)
    expect(rosa.get_by_text("One decision is kept.")).to_be_visible()

    row(kwame, AFTER).get_by_label("it binds").uncheck()
    row(kwame, EDITED).get_by_label("in substance").check()
    keep(kwame)

    told = kwame.get_by_role("main")
    expect(told).to_contain_text("Rosa Lindqvist changed these rows meanwhile")
    expect(row(kwame, AFTER)).to_contain_text("You had entered this; it is not stored yet.")
    expect(row(kwame, AFTER).get_by_label("it binds")).not_to_be_checked()
    expect(row(kwame, EDITED).get_by_label("in substance")).to_be_checked()
    assert stored(own_site) == {"from": [CAME_FROM], "normative": True, "significance": "editorial"}

    row(kwame, AFTER).get_by_label("Another earlier clause, by its key").fill(CAME_FROM)
    keep(kwame)

    expect(kwame.get_by_text("2 decisions are kept.")).to_be_visible()
    assert stored(own_site) == {"from": [CAME_FROM], "normative": False, "significance": "substantive"}


def stored(site: Site) -> dict[str, Any]:
    """What the map says now of the two clauses."""
    rows = {each["key"]: each for each in site.tell("draft", "map", "1.1")["map"]}
    anew, edited = rows[CAME_FROM], rows["why-barriers"]
    return {"from": anew["from"], "normative": anew["normative"], "significance": edited["significance"]}
