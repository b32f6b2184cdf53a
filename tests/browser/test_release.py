"""The path to stable in a browser: read, judged, changed on the desk; with a script and without."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.serving import Site

from .looking import sign_in
from .world import ROSA

WHY = "A school could not tell what the second row means."


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def page(request: pytest.FixtureRequest, browse: Any, own_site: Site, values: dict[str, Any]) -> Any:
    """Rosa's browser, on a site of its own."""
    page = browse(script=request.param)
    sign_in(page, own_site.url, values[ROSA])
    return page


def test_a_criterion_is_judged_and_criteria_are_changed_for_the_next_draft(page: Any, own_site: Site) -> None:
    judge_what_no_number_decides(page)
    ask_for_more_from_the_next_draft_on(page)

    page.goto(own_site.url + "/release/1.0/")
    expect(page.get_by_text("Version 2 holds from the next draft.")).to_be_visible()


def judge_what_no_number_decides(page: Any) -> None:
    """From the path to the criterion, to the form, and back to what was found."""
    page.get_by_role("link", name="Path to stable", exact=True).first.click()
    page.get_by_role("link", name="Stable release", exact=True).first.click()
    criterion = page.locator("#c-usable-reference")
    criterion.get_by_role("link", name="Judge it").click()
    page.get_by_label("not met: something is missing").check()
    page.get_by_label("Your reasons").fill(WHY)
    page.get_by_role("button", name="Put it on record").click()
    expect(criterion).to_contain_text("finds it not met")
    expect(criterion).to_contain_text(WHY)


def ask_for_more_from_the_next_draft_on(page: Any) -> None:
    """Look first at what would change; without a reason nothing is set, and nothing that was typed is lost."""
    page.get_by_role("link", name="Desk", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Path to stable").click()
    page.get_by_role("link", name="Change them").last.click()
    area = page.get_by_label("The criteria")
    text = area.input_value().replace("version = 1", "version = 2").replace("at_least = 8", "at_least = 9")
    area.fill(text)
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("row").filter(has_text="changes")).to_contain_text("at least 9")
    page.get_by_role("button", name="Set them, on record").click()
    expect(page.get_by_role("alert")).to_contain_text("Please say why.")
    expect(page.get_by_label("The criteria")).to_have_value(text)
    page.get_by_label("Why?").fill("One system more.")
    page.get_by_role("button", name="Set them, on record").click()
    expect(page.get_by_text("Set, on record.")).to_be_visible()
