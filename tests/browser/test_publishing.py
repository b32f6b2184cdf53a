"""A maintainer publishes the sixth draft in a browser, from paste to public page, with a script and without."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.serving import Site
from tests.sixth import AFTER, BEFORE, CAME_FROM, EDITED, NEW, SUMMARY, sixth_draft

from .looking import sign_in
from .world import ROSA

VERSION = "1.2"


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def page(request: pytest.FixtureRequest, browse: Any, own_site: Site, values: dict[str, Any]) -> Any:
    """Rosa's browser, on a site of its own."""
    page = browse(script=request.param)
    sign_in(page, own_site.url, values[ROSA])
    return page


def test_a_draft_is_published_from_paste_to_public_page(page: Any, own_site: Site) -> None:
    paste(page)
    correct_one_row(page)
    call_one_change_wording_only(page)
    look_at_the_preview(page)
    publish(page)
    read_it_in_public(page, own_site)

    assert "each following from the one before" in own_site.run("ledger", "verify")


def paste(page: Any) -> None:
    """Read it first, then keep it."""
    page.get_by_role("link", name="Desk", exact=True).click()
    page.get_by_role("link", name="Prepare a draft").click()
    for summary in page.locator("summary", has_text="Another part").all():
        summary.click()
    for place, (name, text) in enumerate(sixth_draft(VERSION).items(), start=1):
        part = page.get_by_role("group", name=f"Part {place}")
        part.get_by_label("File name").fill(name)
        part.get_by_label("Text").fill(text)
    page.get_by_role("button", name="Read it first").click()
    expect(page.get_by_text("Nothing is stored yet.")).to_be_visible()
    page.get_by_role("button", name="Read and keep it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"The text of {VERSION}")
    page.get_by_role("link", name="It is right: on to the map").click()


def correct_one_row(page: Any) -> None:
    """The clause said anew comes from the precondition."""
    row = page.get_by_role("article").filter(has_text=AFTER)
    expect(row).to_contain_text("no older clause has enough of its words")
    row.get_by_label("Another earlier clause, by its key").fill(CAME_FROM)
    page.get_by_role("button", name="Keep these decisions").click()
    expect(page.get_by_text("One decision is kept.")).to_be_visible()
    page.get_by_role("link", name="All changes").click()
    expect(row).to_contain_text("Settled:")
    expect(row.locator("del")).not_to_have_count(0)


def call_one_change_wording_only(page: Any) -> None:
    """One word for another that means the same."""
    row = page.get_by_role("article").filter(has_text=EDITED)
    row.get_by_label("in wording only").check()
    page.get_by_role("button", name="Keep these decisions").click()
    expect(page.get_by_text("One decision is kept.")).to_be_visible()


def look_at_the_preview(page: Any) -> None:
    """Nothing of it is public yet."""
    page.get_by_role("link", name="Preview", exact=True).click()
    expect(page.get_by_role("article").first).to_contain_text(AFTER)
    page.get_by_role("link", name="On to publishing").click()


def publish(page: Any) -> None:
    """Without a summary it is refused, and nothing is lost; then it is published."""
    page.get_by_label("Publish now").check()
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a sentence or two what changed.")
    expect(page.get_by_label("Publish now")).to_be_checked()
    page.get_by_label("Summary of changes").fill(SUMMARY)
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("status")).to_contain_text(f"Draft {VERSION} is published.")


def read_it_in_public(page: Any, site: Site) -> None:
    """Whoever comes to the site reads it, and sees what the maintainer settled."""
    reader = page.context.browser.new_page()
    reader.goto(site.url)
    reader.get_by_role("link", name="Read the draft").click()
    expect(reader).to_have_url(f"{site.url}/drafts/{VERSION}/")
    expect(reader.locator(f"#{CAME_FROM}")).to_contain_text(AFTER)
    expect(reader.get_by_text(NEW.split("** ")[1])).to_be_visible()
    expect(reader.locator("#why-barriers")).to_contain_text("wording only")
    reader.goto(f"{site.url}/compare/1.0...{VERSION}/")
    expect(reader.locator(f"#{CAME_FROM} del").first).to_be_visible()
    assert BEFORE.split()[0] in reader.locator(f"#{CAME_FROM}").inner_text()
    reader.close()
